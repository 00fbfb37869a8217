package io.pannier.observability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Prometheus' own tool fires each alarm once, and keeps it silent once. With the profile {@code
 * full}, where there is a {@code promtool} on the path.
 */
@Tag("full")
class AlarmsIT {

  @BeforeAll
  static void isThere() {
    boolean there =
        Stream.of(System.getenv().getOrDefault("PATH", "").split(":", -1))
            .anyMatch(folder -> Files.isExecutable(Path.of(folder, "promtool")));
    if (!there) {
      System.out.println("NOT RUN: the tests of the alarms, since there is no promtool");
    }
    assumeTrue(there, "no promtool");
  }

  @ParameterizedTest
  @ValueSource(strings = {"check rules alerts.yaml", "test rules alerts-test.yaml"})
  void promtool_finds_nothing(String command) throws IOException, InterruptedException {
    Process promtool =
        new ProcessBuilder(
                Stream.concat(Stream.of("promtool"), List.of(command.split(" ", -1)).stream())
                    .toList())
            .directory(Watching.FOLDER.toFile())
            .redirectErrorStream(true)
            .start();
    String said = new String(promtool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(promtool.waitFor()).as(said).isZero();
    assertThat(said).contains("SUCCESS").doesNotContain("FAILED");
  }
}
