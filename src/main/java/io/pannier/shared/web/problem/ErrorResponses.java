package io.pannier.shared.web.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.pannier.shared.storage.ChangesMade;
import io.pannier.shared.web.PathPrefix;
import java.util.Comparator;
import java.util.List;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Writes a problem in the form of the API version that was called. Whatever the problem is: where
 * the request has changed something, or may have, the answer says so.
 */
public final class ErrorResponses {

  private static final String MAY_HAVE_HAPPENED =
      " The change may have happened. Repeating the same request is safe; where an Idempotency-Key"
          + " is honoured, it needs the same one for that.";

  private static final String CHANGES = ChangesMade.class.getName();

  private record Scoped(PathPrefix prefix, ErrorFormat format) {}

  private final List<Scoped> formats;
  private final ObjectMapper mapper;

  ErrorResponses(List<ErrorFormat> formats, ObjectMapper mapper) {
    this.formats =
        formats.stream()
            .sorted(Comparator.comparing((ErrorFormat f) -> f.pathPrefix().length()).reversed())
            .map(format -> new Scoped(PathPrefix.of(format.pathPrefix()), format))
            .toList();
    this.mapper = mapper;
  }

  /** Whether the request has changed something, or may have. */
  public boolean changeMayHaveHappened(ServerWebExchange exchange) {
    return exchange.getAttribute(CHANGES) instanceof ChangesMade changes
        && changes.mayHaveHappened();
  }

  public Mono<Void> write(ServerWebExchange exchange, Problem problem) {
    return send(
        exchange, changeMayHaveHappened(exchange) ? problem.adding(MAY_HAVE_HAPPENED) : problem);
  }

  private Mono<Void> send(ServerWebExchange exchange, Problem problem) {
    ErrorFormat format = formatFor(exchange.getRequest());
    ServerHttpResponse response = exchange.getResponse();
    response.setStatusCode(format.status().apply(problem.type()));
    HttpHeaders headers = response.getHeaders();
    headers.remove(HttpHeaders.CONTENT_LENGTH); // of the answer that was planned before the error
    headers.putAll(problem.headers());
    headers.setContentType(format.mediaType());
    headers.setCacheControl("no-store");
    return response.writeWith(
        Mono.fromSupplier(() -> json(response, format.body().apply(problem, exchange))));
  }

  private ErrorFormat formatFor(ServerHttpRequest request) {
    return formats.stream()
        .filter(scoped -> scoped.prefix().covers(request))
        .findFirst()
        .orElseThrow()
        .format();
  }

  private DataBuffer json(ServerHttpResponse response, Object body) {
    try {
      return response.bufferFactory().wrap(mapper.writeValueAsBytes(body));
    } catch (JsonProcessingException defect) {
      throw new IllegalStateException(defect);
    }
  }

  /**
   * Gives each request its {@link ChangesMade}: in Reactor's context for the stores, and as an
   * attribute of the exchange for error responses, which need it even if the operation was
   * cancelled at its deadline.
   */
  static final class ChangesMadeFilter implements WebFilter {

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
      ChangesMade changes = new ChangesMade();
      exchange.getAttributes().put(CHANGES, changes);
      return chain
          .filter(exchange)
          .contextWrite(context -> context.put(ChangesMade.class, changes));
    }
  }
}
