package io.pannier.shared.web.filter;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.http.HttpHeaders;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.util.MimeTypeUtils;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Reads {@code Accept} before the framework does, whose parsers differ from each other and treat
 * some values as a defect of ours. Empty elements are ignored (RFC 9110, section 5.6.1), and types
 * that cannot be returned are removed. If none is left the answer is 406; an empty header is
 * ignored.
 */
final class AcceptFilter implements WebFilter {

  /** The most elements that the framework can sort. */
  private static final int MOST = 50;

  /** A type that nothing here has, so that the framework answers 406. */
  private static final String NOTHING = "application/x-nothing-that-was-accepted-can-be-given";

  @Override
  public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
    List<String> values = exchange.getRequest().getHeaders().get(HttpHeaders.ACCEPT);
    if (values == null || isPlain(values)) {
      return chain.filter(exchange);
    }
    return chain.filter(
        exchange
            .mutate()
            .request(accepting(exchange.getRequest(), acceptable(String.join(",", values))))
            .build());
  }

  private static boolean isPlain(List<String> values) {
    return values.size() == 1
        && (values.get(0).equals("*/*") || values.get(0).equals(MediaType.APPLICATION_JSON_VALUE));
  }

  private static Optional<String> acceptable(String accept) {
    List<String> elements =
        MimeTypeUtils.tokenize(accept).stream()
            .map(String::strip)
            .filter(element -> !element.isEmpty())
            .toList();
    if (elements.isEmpty()) {
      return Optional.empty();
    }
    String available =
        elements.size() > MOST
            ? ""
            : elements.stream().filter(AcceptFilter::isAvailable).collect(Collectors.joining(", "));
    return Optional.of(available.isEmpty() ? NOTHING : available);
  }

  /** All answers are in UTF-8. */
  private static boolean isAvailable(String element) {
    try {
      MediaType type = MediaType.parseMediaType(element);
      return type.getQualityValue() > 0
          && (type.getCharset() == null || type.getCharset().equals(StandardCharsets.UTF_8));
    } catch (InvalidMediaTypeException unreadable) {
      return false;
    }
  }

  private static ServerHttpRequest accepting(ServerHttpRequest request, Optional<String> accept) {
    HttpHeaders headers = new HttpHeaders();
    headers.putAll(request.getHeaders());
    accept.ifPresentOrElse(
        value -> headers.set(HttpHeaders.ACCEPT, value), () -> headers.remove(HttpHeaders.ACCEPT));
    HttpHeaders readOnly = HttpHeaders.readOnlyHttpHeaders(headers);
    return new ServerHttpRequestDecorator(request) {
      @Override
      public HttpHeaders getHeaders() {
        return readOnly;
      }
    };
  }
}
