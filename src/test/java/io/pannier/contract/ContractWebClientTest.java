package io.pannier.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.web.reactive.function.server.RouterFunctions.route;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** A test that only asks and looks at what it cares for still notices every deviation. */
class ContractWebClientTest {

  private static final ApiContracts CONTRACTS =
      ApiContracts.in(Path.of("src", "test", "resources", "contract"));

  private static final Map<String, String> A_LAMP = Map.of("id", "a");

  private static final RouterFunction<ServerResponse> LAMPS =
      route()
          .GET("/v2/lamps/odd", request -> json(Map.of("id", "odd", "price", 1)))
          .GET("/v2/lamps/{id}", request -> json(Map.of("id", request.pathVariable("id"))))
          .POST(
              "/v2/lamps",
              request ->
                  request
                      .bodyToMono(String.class)
                      .then(ServerResponse.created(URI.create("/v2/lamps/a")).bodyValue(A_LAMP)))
          .GET("/elsewhere", request -> json(Map.of("free", true)))
          .build();

  private final ContractCoverage coverage;
  private final WebTestClient client;

  ContractWebClientTest(@TempDir Path seen) {
    coverage = ContractCoverage.in(seen);
    client =
        ContractWebClient.watching(
            WebTestClient.bindToRouterFunction(LAMPS).build(), CONTRACTS, coverage);
  }

  @Test
  void lets_through_what_keeps_to_the_contract() {
    client.get().uri("/v2/lamps/a").exchange().expectBody().jsonPath("$.id").isEqualTo("a");
    client
        .post()
        .uri("/v2/lamps")
        .bodyValue(Map.of("colour", "red"))
        .exchange()
        .expectStatus()
        .isCreated();

    assertThat(coverage.of(CONTRACTS.operations()))
        .containsEntry(operation("viewLamp"), Set.of(200))
        .containsEntry(operation("makeLamp"), Set.of(201))
        .containsEntry(operation("newestLamp"), Set.of());
  }

  @Test
  void fails_the_call_that_met_a_deviation() {
    assertThatThrownBy(() -> client.get().uri("/v2/lamps/odd").exchange())
        .isInstanceOf(ContractDeviationException.class)
        .hasMessageContaining("GET /v2/lamps/odd → 200")
        .hasMessageContaining("price");
    assertThat(coverage.of(CONTRACTS.operations())).containsEntry(operation("viewLamp"), Set.of());
  }

  @Test
  void fails_the_call_whose_request_should_have_been_refused() {
    assertThatThrownBy(
            () -> client.post().uri("/v2/lamps").bodyValue(Map.of("shade", 1)).exchange())
        .isInstanceOf(ContractDeviationException.class)
        .hasMessageContaining("shade");
  }

  @Test
  void leaves_alone_what_is_no_version_of_the_api() {
    client.get().uri("/elsewhere").exchange().expectBody().jsonPath("$.free").isEqualTo(true);
  }

  private static Mono<ServerResponse> json(Map<String, ?> body) {
    return ServerResponse.ok().bodyValue(body);
  }

  private static Operation operation(String id) {
    return CONTRACTS.operations().stream()
        .filter(operation -> operation.name().equals("lamp-v2 " + id))
        .findFirst()
        .orElseThrow();
  }
}
