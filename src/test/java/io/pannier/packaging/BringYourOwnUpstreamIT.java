package io.pannier.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.pannier.local.StubUpstreams;
import io.pannier.packaging.Guide.Step;
import io.pannier.testkit.ServiceProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Follows docs/bring-your-own-upstream.md literally, from an empty folder to a running adapter:
 * with the packaged service as it says, and in the image.
 */
@Tag("full")
class BringYourOwnUpstreamIT {

  private static final Path PROJECT = Path.of("").toAbsolutePath();
  private static final Path EXAMPLE = PROJECT.resolve("examples/price-list");
  private static final Path LOGS = PROJECT.resolve("target/packaging");
  private static final String JAVA = "java -Dloader.path";

  private static StubUpstreams stubs;
  private static Guide guide;
  private static Path folder;
  private static Shell shell;

  @BeforeAll
  static void givenWhatTheGuideBuilds(@TempDir Path empty) throws Exception {
    stubs = StubUpstreams.start();
    guide = Guide.read();
    folder = empty;
    shell = new Shell(folder, environment(settings()));
    guide.writeTo(folder);

    Shell.Run build = shell.run(guide.steps().get(0).script());

    assertThat(build.status()).as(build.output()).isZero();
  }

  @AfterAll
  static void close() {
    stubs.close();
  }

  @Test
  void the_example_is_what_the_guide_says() throws IOException {
    try (Stream<Path> files = Files.walk(EXAMPLE)) {
      assertThat(
              files
                  .filter(Files::isRegularFile)
                  .map(file -> EXAMPLE.relativize(file).toString())
                  .filter(file -> !file.startsWith("target")))
          .containsExactlyInAnyOrderElementsOf(guide.files().keySet());
    }
    for (Map.Entry<String, String> file : guide.files().entrySet()) {
      assertThat(EXAMPLE.resolve(file.getKey())).hasContent(file.getValue());
    }
  }

  @Test
  void the_packaged_service_asks_the_adapter_as_the_guide_shows() throws Exception {
    assertThat(guide.steps()).hasSize(5);
    // The shell becomes the service, so that ending one ends the other.
    String start = guide.steps().get(1).script().replace(JAVA, "exec " + JAVA);

    try (ServiceProcess service =
        ServiceProcess.start(shell.of(start), LOGS.resolve("guide.log"))) {
      assertShown(guide.steps().get(2), service);
      assertShown(guide.steps().get(3), service);
    }
  }

  @Test
  void an_unknown_kind_is_refused_as_the_guide_shows() throws Exception {
    Step refused = guide.steps().get(4);

    Shell.Run run = shell.run(refused.script());

    assertThat(run.status()).isNotZero();
    assertThat(run.output()).contains(refused.expected().strip());
  }

  @Test
  void the_image_asks_what_is_in_its_folder_of_adapters() throws Exception {
    Image image = Image.built(folder.resolve("image"), shell);
    Path adapters = Files.createDirectory(image.folder().resolve("adapters"));
    Files.copy(folder.resolve("target/price-list.jar"), adapters.resolve("price-list.jar"));
    Path prices = Files.copy(EXAMPLE.resolve("prices.json"), image.folder().resolve("prices.json"));
    Map<String, String> settings = settings();
    settings.put("pannier.upstream.pricing.kind", "price-list");
    settings.put("pannier.upstream.pricing.price-list.file", prices.toString());

    Path loaded = LOGS.resolve("image-classes.log").toAbsolutePath();
    Map<String, String> environment = environment(settings);
    environment.merge(
        "JAVA_TOOL_OPTIONS", "-Xlog:class+load:file=" + loaded, (a, b) -> a + " " + b);
    ProcessBuilder start = new Shell(image.folder(), environment).of("exec " + image.entrypoint());

    try (ServiceProcess service = ServiceProcess.start(start, LOGS.resolve("image.log"))) {
      assertShown(guide.steps().get(2), service);
    }

    // What was learnt of the service is used, whatever jars come after its own.
    assertThat(Files.readString(loaded))
        .containsPattern("io\\.pannier\\.PannierApplication source: shared objects file")
        .containsPattern("PriceList\\S* source: \\S*price-list\\.jar");
  }

  private static void assertShown(Step step, ServiceProcess service) throws Exception {
    String script = step.script().replace("http://localhost:8080", service.url());

    Shell.Run run = shell.run(script);

    assertThat(run.status()).as(run.output()).isZero();
    assertThat(withoutTimes(run.output())).isEqualTo(withoutTimes(step.expected()));
  }

  private static JsonNode withoutTimes(String json) throws IOException {
    return new ObjectMapper().readTree(json.replaceAll("\"asOf\": ?\"[^\"]*\"", "\"asOf\": null"));
  }

  /** Everything but what only the reference pricing needs. */
  private static Map<String, String> settings() {
    Map<String, String> settings = new TreeMap<>(stubs.properties());
    settings.keySet().removeIf(name -> name.startsWith("pannier.upstream.pricing."));
    settings.put("server.port", "0");
    settings.put("pannier.deadline.product", "20s");
    // Product pages need no database.
    settings.put("spring.data.mongodb.uri", "mongodb://127.0.0.1:1/pannier");
    return settings;
  }

  private static Map<String, String> environment(Map<String, String> settings) {
    Map<String, String> environment = new TreeMap<>();
    settings.forEach(
        (name, value) ->
            environment.put(
                name.replace("-", "").replace('.', '_').toUpperCase(Locale.ROOT), value));
    environment.put("PANNIER", PROJECT.toString());
    environment.put("JAVA_TOOL_OPTIONS", String.join(" ", ServiceProcess.FRUGAL));
    return environment;
  }
}
