package io.pannier.stubs;

import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged stubs, as front ends have them: a WireMock that knows nothing but the jar. */
class ApiStubsIT {

  private static final String FOLDER_IN_JAR = "pannier-stubs";

  private static Path jar;
  private static Map<String, String> packed;

  @BeforeAll
  static void readTheJar() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("target"))) {
      List<Path> found =
          files
              .filter(file -> file.getFileName().toString().matches("pannier-.+-stubs\\.jar"))
              .toList();
      assertThat(found).as("one version's jar, made before this runs").hasSize(1);
      jar = found.get(0);
    }
    try (FileSystem inside = FileSystems.newFileSystem(jar)) {
      packed = StubMappings.in(inside.getPath(FOLDER_IN_JAR));
    }
  }

  @Test
  void jar_holds_the_committed_mappings() throws IOException {
    assertThat(packed).isEqualTo(StubMappings.in(StubMappings.FOLDER));
  }

  @Test
  void wiremock_answers_from_the_unpacked_jar(@TempDir Path folder) throws Exception {
    Path mappings = Files.createDirectory(folder.resolve("mappings"));
    for (Map.Entry<String, String> file : packed.entrySet()) {
      Files.writeString(mappings.resolve(file.getKey()), file.getValue());
    }
    WireMockServer stubs =
        new WireMockServer(options().dynamicPort().usingFilesUnderDirectory(folder.toString()));
    stubs.start();
    try {
      StubMappings.assertAnswered(stubs.baseUrl(), packed);
    } finally {
      stubs.stop();
    }
  }

  /**
   * By WireMock's {@code ClasspathFileSource}, as in tests that have the jar on their class path.
   */
  @Test
  void wiremock_on_the_command_line_answers_from_the_jar() throws Exception {
    Path wiremock =
        Path.of(WireMockServer.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                wiremock + File.pathSeparator + jar,
                "wiremock.Run",
                "--port",
                "0",
                "--load-resources-from-classpath",
                FOLDER_IN_JAR)
            .redirectErrorStream(true)
            .start();
    try {
      StubMappings.assertAnswered("http://localhost:" + portOf(process), packed);
    } finally {
      process.destroyForcibly();
    }
  }

  /** What it says at its start; when it ends without having said it, so does this. */
  private static int portOf(Process process) throws IOException {
    BufferedReader said =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    StringBuilder all = new StringBuilder();
    for (String line = said.readLine(); line != null; line = said.readLine()) {
      all.append(line).append('\n');
      if (line.startsWith("port:")) {
        return Integer.parseInt(line.substring("port:".length()).strip());
      }
    }
    throw new AssertionError("it told no port: " + all);
  }
}
