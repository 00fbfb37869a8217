package io.pannier.observability;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The alarms for Prometheus are those of {@code docs/operations.md}, and each is tried. */
class AlarmsTest {

  /** In the table of what to watch, and only there. */
  private static final Pattern NAMED = Pattern.compile("\\*\\*([A-Z][A-Za-z0-9]+)\\*\\*:");

  @Test
  void the_alarms_are_those_that_the_document_names() throws IOException {
    String guide = Files.readString(Path.of("docs/operations.md"));

    assertThat(alarms())
        .isNotEmpty()
        .containsExactlyInAnyOrderElementsOf(
            NAMED.matcher(guide).results().map(name -> name.group(1)).toList());
  }

  @ParameterizedTest
  @MethodSource("rules")
  void whoever_is_called_learns_what_it_is_and_where_it_is_explained(JsonNode rule)
      throws IOException {
    assertThat(rule.at("/labels/severity").asText()).isIn("page", "ticket");
    assertThat(rule.at("/annotations/summary").asText()).isNotEmpty();
    assertThat(rule.at("/annotations/runbook").asText())
        .isEqualTo("docs/operations.md#what-to-watch");
    assertThat(Files.readString(Path.of("docs/operations.md"))).contains("\n## What to watch\n");
  }

  @Test
  void each_has_a_series_that_fires_it_and_one_that_does_not() throws IOException {
    List<String> fired = new ArrayList<>();
    List<String> silent = new ArrayList<>();
    for (JsonNode test : Watching.yaml("alerts-test.yaml").path("tests")) {
      JsonNode expected = test.path("alert_rule_test").path(0);
      assertThat(test.path("input_series")).isNotEmpty();
      (expected.path("exp_alerts").isEmpty() ? silent : fired)
          .add(expected.path("alertname").asText());
    }

    assertThat(fired).containsExactlyElementsOf(alarms());
    assertThat(silent).containsExactlyElementsOf(alarms());
  }

  static Stream<JsonNode> rules() throws IOException {
    return StreamSupport.stream(
            Watching.yaml("alerts.yaml").path("groups").path(1).path("rules").spliterator(), false)
        .filter(rule -> rule.has("alert"));
  }

  private static List<String> alarms() throws IOException {
    return rules().map(rule -> rule.path("alert").asText()).toList();
  }
}
