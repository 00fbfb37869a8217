package io.pannier.shared.web.server;

import static org.springframework.http.HttpHeaders.ACCEPT_ENCODING;
import static org.springframework.http.HttpHeaders.CONTENT_LENGTH;
import static org.springframework.http.HttpHeaders.VARY;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponseStatus;
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
 * Answers in gzip and in no other coding, for {@code server.compression.enabled}. Netty by itself
 * would also pick snappy, deflate or what else is on the class path, by a reading of its own of
 * {@code Accept-Encoding}, and would say nothing to caches.
 */
final class Compression implements WebFilter {

  private static final String GZIP = "gzip";

  /** Decides anew what Boot switched on, if it did. */
  static HttpServer apply(HttpServer server) {
    BiPredicate<HttpServerRequest, HttpServerResponse> types =
        server.configuration().compressPredicate();
    if (types == null) {
      return server;
    }
    int minimum = Math.max(0, server.configuration().minCompressionSize());
    return server
        .compress(0) // a client that refuses all but gzip gets it for small answers too
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

  /** Tells caches that the coding depends on the request, of whatever was not compressed too. */
  @Override
  public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
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
    return chain.filter(exchange);
  }

  private static boolean isHeadOfWhatMayBeCompressed(ServerHttpRequest request) {
    List<String> lines = request.getHeaders().getOrEmpty(ACCEPT_ENCODING);
    return HttpMethod.HEAD.equals(request.getMethod()) && AcceptEncoding.of(lines).prefersGzip();
  }

  /**
   * How much a client likes an answer in gzip and one as it is (RFC 9110, section 12.5.3).
   *
   * @param gzip 0 to 1, where 0 is a refusal
   * @param identity the same; a client that does not speak of it takes it, if nothing is better
   */
  record AcceptEncoding(double gzip, double identity) {

    private static final double UNSAID = -1;

    /** Of all lines of the header; what is not of the right form counts as not said. */
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
