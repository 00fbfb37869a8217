package io.pannier.observability;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.pannier.PannierApplication;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonLogTest {

  /** A process of its own, since logging is set up once in each; a refused start is enough. */
  @ParameterizedTest
  @CsvSource({"ecs, log.level", "logstash, level"})
  void every_line_is_json_where_that_is_wanted(String format, String level, @TempDir Path folder)
      throws Exception {
    List<JsonNode> lines = new ArrayList<>();
    for (String line : said(format, folder)) {
      lines.add(new ObjectMapper().readTree(line));
    }

    assertThat(lines)
        .isNotEmpty()
        .allSatisfy(line -> assertThat(line.path("message").asText()).isNotEmpty())
        .anySatisfy(
            line -> {
              assertThat(line.path("message").asText()).contains("spring.data.mongodb.uri");
              assertThat(level(line, level)).isEqualTo("ERROR");
            });
  }

  private static String level(JsonNode line, String name) {
    return line.path(name).asText(line.at("/" + name.replace('.', '/')).asText());
  }

  private List<String> said(String format, Path folder) throws IOException, InterruptedException {
    Path output = folder.resolve("output");
    Process start =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                PannierApplication.class.getName(),
                "--server.port=0",
                "--logging.structured.format.console=" + format)
            .redirectOutput(output.toFile())
            // Where newer JVMs warn, in their own words, of what Netty does.
            .redirectError(folder.resolve("errors").toFile())
            .start();
    try {
      assertThat(start.waitFor(180, TimeUnit.SECONDS)).as("it ended").isTrue();
    } finally {
      start.destroyForcibly();
    }
    return Files.readAllLines(output, StandardCharsets.UTF_8);
  }
}
