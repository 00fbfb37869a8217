package io.pannier.shared.upstream;

import io.pannier.shared.model.Provenance.Source;
import io.pannier.shared.settings.Secret;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Consumer;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.util.unit.DataSize;
import org.springframework.web.reactive.function.client.ClientRequest;
import org.springframework.web.reactive.function.client.ExchangeFilterFunction;

/**
 * What differs from upstream to upstream.
 *
 * @param instance its name under {@code resilience4j.*}; without a dash, since environment
 *     variables would otherwise make a second instance beside it
 * @param timeout of one attempt
 * @param largestAnswer larger answers are rejected
 * @param mediaType of answers
 * @param credentials added to every request, and never logged
 */
public record UpstreamSettings(
    Source source,
    String instance,
    URI baseUrl,
    Duration timeout,
    DataSize largestAnswer,
    MediaType mediaType,
    ExchangeFilterFunction credentials) {

  /** How requests authenticate. */
  public static final class Credentials {

    private Credentials() {}

    public static ExchangeFilterFunction apiKey(Secret key) {
      return headers(headers -> headers.set("X-Api-Key", key.value()));
    }

    public static ExchangeFilterFunction bearer(Secret token) {
      return headers(headers -> headers.setBearerAuth(token.value()));
    }

    public static ExchangeFilterFunction basic(String username, Secret password) {
      return headers(
          headers -> headers.setBasicAuth(username, password.value(), StandardCharsets.UTF_8));
    }

    private static ExchangeFilterFunction headers(Consumer<HttpHeaders> added) {
      return (request, next) -> next.exchange(ClientRequest.from(request).headers(added).build());
    }
  }
}
