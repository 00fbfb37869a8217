package io.pannier.shared.upstream;

import io.pannier.shared.configuration.Secret;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.springframework.http.HttpHeaders;
import org.springframework.web.reactive.function.client.ClientRequest;
import org.springframework.web.reactive.function.client.ExchangeFilterFunction;

/** How requests show who asks. */
public final class Credentials {

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
