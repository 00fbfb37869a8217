package io.pannier.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.pannier.contract.ContractWebClient;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.test.web.reactive.server.EntityExchangeResult;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.reactive.function.client.WebClientRequestException;
import reactor.netty.http.client.HttpClient;

/**
 * A client of a service.
 *
 * @param web what it sends with, for requests that {@link #send} cannot make
 */
public record Client(WebTestClient web) {

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  /** What was sent is never sent again behind the back of a test. */
  private static final HttpClient ONCE = HttpClient.create().disableRetry(true);

  private static final int LARGEST_ANSWER = 4 * 1024 * 1024;

  /** One whose exchanges are all held to the contracts, with a service on this machine. */
  public static Client heldToContracts(int port) {
    return new Client(ContractWebClient.bindTo(port));
  }

  /** One that takes whatever is answered. */
  public static Client of(String url) {
    return new Client(
        WebTestClient.bindToServer(new ReactorClientHttpConnector(ONCE))
            .baseUrl(url)
            .responseTimeout(PATIENCE)
            .codecs(codecs -> codecs.defaultCodecs().maxInMemorySize(LARGEST_ANSWER))
            .build());
  }

  /**
   * Sends a request, and waits for its answer.
   *
   * @param json its body, if any
   * @param headers name, value, …
   * @throws WebClientRequestException if the connection was cut
   */
  public Reply send(HttpMethod method, String uri, @Nullable String json, String... headers) {
    WebTestClient.RequestBodySpec request = web.method(method).uri(uri);
    for (int i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    if (json != null) {
      request.contentType(MediaType.APPLICATION_JSON).bodyValue(json.getBytes(UTF_8));
    }
    EntityExchangeResult<byte[]> result = request.exchange().expectBody().returnResult();
    byte[] body = Objects.requireNonNullElse(result.getResponseBody(), new byte[0]);
    return new Reply(
        result.getStatus().value(), result.getResponseHeaders(), new String(body, UTF_8));
  }
}
