package io.pannier.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What the service brings along, by the list that the build packs into it. */
class LicencesIT {

  /**
   * Whoever runs or ships the service need do no more than keep the notices; EPL-2.0 asks for the
   * sources of its own files. Another one is added here with a reason, or its library is left out.
   */
  private static final Set<String> ALLOWED =
      Set.of(
          "Apache-2.0",
          "BSD-2-Clause",
          "BSD-3-Clause",
          "CC0-1.0",
          "EPL-2.0",
          "MIT",
          "MIT-0",
          "Public Domain");

  private static final Path LIST =
      Path.of("target/classes/META-INF/sbom/application.cdx.json").toAbsolutePath();

  @Test
  void each_library_may_be_used_under_a_licence_that_is_allowed() throws IOException {
    Map<String, List<String>> licences = licences();

    assertThat(licences).containsKeys("spring-webflux", "netty-handler", "logback-classic");
    assertThat(licences)
        .allSatisfy(
            (library, choice) -> assertThat(choice).as(library).containsAnyElementsOf(ALLOWED));
  }

  @Test
  void nothing_that_only_tests_use_is_among_them() throws IOException {
    assertThat(licences().keySet())
        .doesNotContain(
            "wiremock-standalone",
            "mongo-java-server",
            "junit-jupiter",
            "commonmark",
            "gson",
            "client-java-api");
  }

  private static Map<String, List<String>> licences() throws IOException {
    Map<String, List<String>> licences = new TreeMap<>();
    for (JsonNode library : new ObjectMapper().readTree(LIST.toFile()).path("components")) {
      List<String> choice = new ArrayList<>();
      for (JsonNode one : library.path("licenses")) {
        choice.add(one.at("/license/id").asText(one.at("/license/name").asText()));
      }
      licences.put(library.path("name").asText(), choice);
    }
    return licences;
  }
}
