package io.pannier.shared.web.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.pannier.shared.web.EdgeServer;
import io.pannier.testkit.Reply;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What we promise can be read from the service, with nothing from anywhere else. */
class ApiDescriptionsTest {

  private static final Path CONTRACTS = Path.of("contracts", "api");
  private static final Pattern LINK = Pattern.compile("(?:href|src)=\"([^\"]*)\"");

  private static final EdgeServer SERVER = EdgeServer.usual();

  static List<Path> contracts() throws IOException {
    try (Stream<Path> files = Files.list(CONTRACTS)) {
      return files.sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("contracts")
  void every_contract_is_served_as_it_is_written(Path contract) throws IOException {
    Reply reply = get("/openapi/" + contract.getFileName());

    assertThat(reply.contentType()).isEqualTo("application/yaml");
    assertThat(reply.body()).isEqualTo(Files.readString(contract));
  }

  @Test
  void exactly_the_contracts_are_listed() throws IOException {
    List<String> files = contracts().stream().map(file -> file.getFileName().toString()).toList();

    assertThat(get("/openapi").json())
        .extracting(description -> description.get("url").asText())
        .containsExactlyElementsOf(files.stream().map(file -> "openapi/" + file).toList());
  }

  @ParameterizedTest
  @ValueSource(strings = {"/swagger-ui", "/swagger-ui/initializer.js"})
  void the_page_names_no_other_host(String path) {
    assertThat(get(path).body()).doesNotContain("://").doesNotContain("\"//");
  }

  @Test
  void everything_that_the_page_links_to_is_there() {
    List<String> links =
        LINK.matcher(get("/swagger-ui").body()).results().map(link -> link.group(1)).toList();

    assertThat(links)
        .hasSizeGreaterThanOrEqualTo(4)
        .allSatisfy(link -> assertThat(get("/" + link).body()).isNotEmpty());
  }

  private static Reply get(String path) {
    Reply reply = SERVER.get(path);
    assertThat(reply.status()).isEqualTo(200);
    return reply;
  }
}
