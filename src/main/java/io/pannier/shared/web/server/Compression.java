package io.pannier.shared.web.server;

import static org.springframework.http.HttpHeaders.ACCEPT_ENCODING;
import static org.springframework.http.HttpHeaders.CONTENT_LENGTH;
import static org.springframework.http.HttpHeaders.VARY;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.pannier.shared.web.EveryAnswer;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.function.BiPredicate;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

/**
 * Compresses answers with gzip only, for {@code server.compression.enabled}. Netty alone would also
 * choose snappy, deflate or whatever is on the class path, reads {@code Accept-Encoding}
 * differently, and sends no {@code Vary}.
 */
final class Compression implements WebFilter, EveryAnswer {

  private static final String GZIP = "gzip";

  /** Replaces the decision that Boot configured, if compression is on. */
  static HttpServer apply(HttpServer server) {
    BiPredicate<HttpServerRequest, HttpServerResponse> types =
        server.configuration().compressPredicate();
    if (types == null) {
      return server;
    }
    int minimum = Math.max(0, server.configuration().minCompressionSize());
    return server
        .compress(0) // a client that accepts nothing but gzip gets it for small answers too
        .compress(
            (request, response) ->
                types.test(request, response)
                    && decide(request.requestHeaders(), response, minimum));
  }

  private static boolean decide(HttpHeaders asked, HttpServerResponse response, int minimum) {
    HttpHeaders headers = response.responseHeaders();
    AcceptEncoding accepted = AcceptEncoding.of(asked.getAll(HttpHeaderNames.ACCEPT_ENCODING));
    boolean large = headers.getInt(HttpHeaderNames.CONTENT_LENGTH, minimum) >= minimum;
    if (!accepted.prefersGzip()
        || (!large && !accepted.refusesIdentity())
        || response.status().equals(HttpResponseStatus.PARTIAL_CONTENT)) {
      return false;
    }
    asked.set(HttpHeaderNames.ACCEPT_ENCODING, GZIP); // Netty looks at nothing else
    headers.remove(HttpHeaderNames.ACCEPT_RANGES); // ranges are of what is not compressed
    return true;
  }

  @Override
  public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
    prepare(exchange);
    return chain.filter(exchange);
  }

  /** Sends {@code Vary} with every answer, compressed or not: the coding depends on the request. */
  @Override
  public void prepare(ServerWebExchange exchange) {
    exchange
        .getResponse()
        .beforeCommit(
            () -> {
              var headers = exchange.getResponse().getHeaders();
              if (!headers.getVary().contains(ACCEPT_ENCODING)) {
                headers.add(VARY, ACCEPT_ENCODING);
              }
              if (isHeadOfWhatMayBeCompressed(exchange.getRequest())) {
                headers.remove(CONTENT_LENGTH); // that of GET is another (RFC 9110, section 8.6)
              }
              return Mono.empty();
            });
  }

  private static boolean isHeadOfWhatMayBeCompressed(ServerHttpRequest request) {
    List<String> lines = request.getHeaders().getOrEmpty(ACCEPT_ENCODING);
    return HttpMethod.HEAD.equals(request.getMethod()) && AcceptEncoding.of(lines).prefersGzip();
  }

  /**
   * A client's preference for gzip and for no coding (RFC 9110, section 12.5.3).
   *
   * @param gzip 0 to 1, where 0 means not accepted
   * @param identity the same for no coding; if the client does not mention it, it is accepted but
   *     liked least
   */
  record AcceptEncoding(double gzip, double identity) {

    private static final double UNSAID = -1;

    /** Reads all lines of the header; malformed parts count as absent. */
    static AcceptEncoding of(Collection<String> lines) {
      double gzip = UNSAID;
      double identity = UNSAID;
      double other = UNSAID;
      for (String element : String.join(",", lines).split(",", -1)) {
        String[] parts = element.split(";", 2);
        double weight = parts.length == 1 ? 1 : weight(parts[1].strip());
        switch (parts[0].strip().toLowerCase(Locale.ROOT)) {
          case "gzip", "x-gzip" -> gzip = weight;
          case "identity" -> identity = weight;
          case "*" -> other = weight;
          default -> {}
        }
      }
      return new AcceptEncoding(
          gzip != UNSAID ? gzip : Math.max(other, 0),
          identity != UNSAID ? identity : other == 0 ? 0 : Double.MIN_VALUE);
    }

    /** RFC 9110, section 12.4.2. */
    private static double weight(String parameter) {
      return parameter.matches("[qQ]\\s*=\\s*(0(\\.\\d{0,3})?|1(\\.0{0,3})?)")
          ? Double.parseDouble(parameter.substring(parameter.indexOf('=') + 1).strip())
          : UNSAID;
    }

    boolean prefersGzip() {
      return gzip > 0 && gzip >= identity;
    }

    boolean refusesIdentity() {
      return identity == 0;
    }
  }
}
