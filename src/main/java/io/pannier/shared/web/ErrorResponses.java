package io.pannier.shared.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Comparator;
import java.util.List;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Writes a problem in the form of the API version that was called. */
public final class ErrorResponses {

  private final List<ErrorFormat> formats;
  private final ObjectMapper mapper;

  ErrorResponses(List<ErrorFormat> formats, ObjectMapper mapper) {
    this.formats =
        formats.stream()
            .sorted(Comparator.comparing((ErrorFormat f) -> f.pathPrefix().length()).reversed())
            .toList();
    this.mapper = mapper;
  }

  public Mono<Void> write(ServerWebExchange exchange, Problem problem) {
    ErrorFormat format = formatFor(exchange.getRequest().getPath().value());
    ServerHttpResponse response = exchange.getResponse();
    response.setStatusCode(format.status().apply(problem.type()));
    response.getHeaders().putAll(problem.headers());
    response.getHeaders().setContentType(format.mediaType());
    response.getHeaders().setCacheControl("no-store");
    return response.writeWith(
        Mono.fromSupplier(() -> json(response, format.body().apply(problem, exchange))));
  }

  private ErrorFormat formatFor(String path) {
    return formats.stream()
        .filter(format -> path.startsWith(format.pathPrefix()))
        .findFirst()
        .orElseThrow();
  }

  private DataBuffer json(ServerHttpResponse response, Object body) {
    try {
      return response.bufferFactory().wrap(mapper.writeValueAsBytes(body));
    } catch (JsonProcessingException defect) {
      throw new IllegalStateException(defect);
    }
  }
}
