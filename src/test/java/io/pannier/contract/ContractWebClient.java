package io.pannier.contract;

import java.time.Duration;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.reactive.function.client.ExchangeFilterFunction;

/**
 * A client of the service that holds every exchange under {@code /v1} and {@code /v2} to the
 * contracts: a deviation fails the call that met it, and what was seen counts as covered.
 */
public final class ContractWebClient {

  private static final int LARGEST_ANSWER = 4 * 1024 * 1024;
  private static final ApiContracts OF_REPOSITORY = ApiContracts.ofRepository();
  private static final ContractCoverage OF_BUILD = ContractCoverage.ofBuild();

  private ContractWebClient() {}

  /** For a service that listens on this machine. */
  public static WebTestClient bindTo(int port) {
    return watching(
        WebTestClient.bindToServer()
            .baseUrl("http://localhost:" + port)
            .responseTimeout(Duration.ofSeconds(30))
            .build());
  }

  /** The same client, watched. */
  public static WebTestClient watching(WebTestClient client) {
    return watching(client, OF_REPOSITORY, OF_BUILD);
  }

  /** For a client of another kind; its exchanges are held to the contracts as well. */
  public static ExchangeFilterFunction filter() {
    return new ContractFilter(OF_REPOSITORY, OF_BUILD);
  }

  static WebTestClient watching(
      WebTestClient client, ApiContracts contracts, ContractCoverage coverage) {
    return client
        .mutate()
        .codecs(codecs -> codecs.defaultCodecs().maxInMemorySize(LARGEST_ANSWER))
        .filter(new ContractFilter(contracts, coverage))
        .build();
  }
}
