package io.pannier.faults;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Objects;
import org.springframework.http.HttpHeaders;
import org.springframework.test.web.reactive.server.EntityExchangeResult;
import org.springframework.test.web.reactive.server.WebTestClient.RequestHeadersSpec;

/** What the service answered, and how long it took. */
record ObservedAnswer(int status, HttpHeaders headers, JsonNode body, Duration elapsed) {

  private static final ObjectMapper JSON = new ObjectMapper();

  static ObservedAnswer to(RequestHeadersSpec<?> request) {
    long start = System.nanoTime();
    EntityExchangeResult<byte[]> result = request.exchange().expectBody().returnResult();
    Duration elapsed = Duration.ofNanos(System.nanoTime() - start);
    byte[] body = Objects.requireNonNullElse(result.getResponseBody(), new byte[0]);
    try {
      return new ObservedAnswer(
          result.getStatus().value(), result.getResponseHeaders(), JSON.readTree(body), elapsed);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Of a problem document, or of an error in version 1's form. */
  String code() {
    return text(body.has("error") ? "/error/code" : "/code");
  }

  /** The text at this JSON pointer; empty where there is none. */
  String text(String pointer) {
    return body.at(pointer).asText();
  }
}
