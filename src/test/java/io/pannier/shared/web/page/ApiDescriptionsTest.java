package io.pannier.shared.web.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.pannier.shared.web.EdgeServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.test.web.reactive.server.WebTestClient;

/** What we promise can be read from the service, with nothing from anywhere else. */
class ApiDescriptionsTest {

  private static final Path CONTRACTS = Path.of("contracts", "api");
  private static final Pattern LINK = Pattern.compile("(?:href|src)=\"([^\"]*)\"");

  private static final EdgeServer SERVER = EdgeServer.usual();
  private static WebTestClient client;

  @BeforeAll
  static void start() {
    client =
        WebTestClient.bindToServer()
            .baseUrl("http://localhost:" + SERVER.port())
            .codecs(codecs -> codecs.defaultCodecs().maxInMemorySize(-1))
            .build();
  }

  static List<Path> contracts() throws IOException {
    try (Stream<Path> files = Files.list(CONTRACTS)) {
      return files.sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("contracts")
  void every_contract_is_served_as_it_is_written(Path contract) throws IOException {
    client
        .get()
        .uri("/openapi/" + contract.getFileName())
        .exchange()
        .expectStatus()
        .isOk()
        .expectHeader()
        .contentType("application/yaml")
        .expectBody(byte[].class)
        .isEqualTo(Files.readAllBytes(contract));
  }

  @Test
  void exactly_the_contracts_are_listed() throws IOException {
    List<String> files = contracts().stream().map(file -> file.getFileName().toString()).toList();

    client
        .get()
        .uri("/openapi")
        .exchange()
        .expectBodyList(ApiDescriptions.Description.class)
        .value(
            listed ->
                assertThat(listed)
                    .extracting(ApiDescriptions.Description::url)
                    .containsExactlyElementsOf(
                        files.stream().map(file -> "openapi/" + file).toList()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/swagger-ui", "/swagger-ui/initializer.js"})
  void the_page_names_no_other_host(String path) {
    assertThat(get(path)).doesNotContain("://").doesNotContain("\"//");
  }

  @Test
  void everything_that_the_page_links_to_is_there() {
    List<String> links =
        LINK.matcher(get("/swagger-ui")).results().map(link -> link.group(1)).toList();

    assertThat(links)
        .hasSizeGreaterThanOrEqualTo(4)
        .allSatisfy(link -> assertThat(get("/" + link)).isNotEmpty());
  }

  private String get(String path) {
    byte[] body =
        client
            .get()
            .uri(path)
            .exchange()
            .expectStatus()
            .isOk()
            .expectBody(byte[].class)
            .returnResult()
            .getResponseBodyContent();
    return new String(body == null ? new byte[0] : body, StandardCharsets.UTF_8);
  }
}
