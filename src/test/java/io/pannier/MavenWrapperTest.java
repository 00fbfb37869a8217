package io.pannier;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Our own mvnw, with a Maven that only says what it was asked for. */
class MavenWrapperTest {

  private static final List<String> TOOLS =
      List.of("sh", "sed", "head", "cut", "mkdir", "mktemp", "rm", "cp", "mv", "tar", "gzip");

  private Path folder;

  /** All that is on the PATH. */
  private Path bin;

  /** Where a downloaded Maven is kept. */
  private Path home;

  private Path archive;

  @BeforeEach
  void givenAMachineWithoutMaven(@TempDir Path machine) throws Exception {
    folder = machine;
    bin = Files.createDirectory(folder.resolve("bin"));
    home = folder.resolve("a home with spaces");
    for (String tool : TOOLS) {
      install(tool);
    }
    install(isInstalled("sha512sum") ? "sha512sum" : "shasum");
    archive = archiveOfAMavenThatSays("the pinned one");
  }

  @Test
  void uses_the_installed_maven_where_it_is_new_enough() throws Exception {
    fake("mvn", "Apache Maven 3.8.7", "the installed one");

    Run run = run(trusting(archive), "-B", "verify", "-Dtext=two words");

    assertThat(run.output()).isEqualTo("the installed one: [-B] [verify] [-Dtext=two words]\n");
    assertThat(home).doesNotExist();
  }

  @Test
  void passes_on_what_maven_ends_with() throws Exception {
    script("mvn", "[ \"$1\" = --version ] && echo 'Apache Maven 4.0.0' || exit 7");

    assertThat(run(trusting(archive), "verify").status()).isEqualTo(7);
  }

  @Test
  void fetches_the_pinned_maven_where_none_is_installed() throws Exception {
    install("curl");

    Run run = run(trusting(archive), "verify", "-Dtext=two words");

    assertThat(run.output()).endsWith("the pinned one: [verify] [-Dtext=two words]\n");
    assertThat(kept()).containsExactly("apache-maven-3.9.11");
  }

  @Test
  void fetches_the_pinned_maven_where_the_installed_one_is_too_old() throws Exception {
    install("curl");
    fake("mvn", "Apache Maven 3.6.3", "the old one");

    assertThat(run(trusting(archive), "verify").output()).endsWith("the pinned one: [verify]\n");
  }

  @Test
  void fetches_the_pinned_maven_where_the_installed_one_does_not_start() throws Exception {
    install("curl");
    script("mvn", "echo 'no JAVA_HOME' >&2; exit 1");

    assertThat(run(trusting(archive), "verify").output()).endsWith("the pinned one: [verify]\n");
  }

  @Test
  void fetches_only_once() throws Exception {
    install("curl");
    Path mvnw = trusting(archive);
    run(mvnw, "verify");
    Files.delete(archive);

    assertThat(run(mvnw, "test").output()).isEqualTo("the pinned one: [test]\n");
  }

  @Test
  void fetches_with_wget_where_there_is_no_curl() throws Exception {
    script("wget", "cp '" + archive + "' \"${2#--output-document=}\"");

    Run run = run("https://example.invalid/maven.tar.gz", trusting(archive), "verify");

    assertThat(run.output()).endsWith("the pinned one: [verify]\n");
  }

  @Test
  void refuses_another_archive_than_the_pinned_one_and_keeps_nothing() throws Exception {
    install("curl");

    Run run = run(Path.of("mvnw").toAbsolutePath(), "verify");

    assertThat(run.status()).isEqualTo(1);
    assertThat(run.output()).contains("mvnw: refusing " + archive.toUri()).contains("SHA-512");
    assertThat(kept()).isEmpty();
  }

  @Test
  void says_so_where_the_archive_cannot_be_had_and_keeps_nothing() throws Exception {
    install("curl");
    Path mvnw = trusting(archive);
    Files.delete(archive);

    Run run = run(mvnw, "verify");

    assertThat(run.status()).isEqualTo(1);
    assertThat(run.output()).contains("mvnw: could not download " + archive.toUri());
    assertThat(kept()).isEmpty();
  }

  @Test
  void says_so_where_nothing_can_download() throws Exception {
    Run run = run("https://example.invalid/maven.tar.gz", trusting(archive), "verify");

    assertThat(run.status()).isEqualTo(1);
    assertThat(run.output()).contains("mvnw: needs curl or wget");
    assertThat(kept()).isEmpty();
  }

  /** The project's own script, pinned to the checksum of this archive. */
  private Path trusting(Path trusted) throws Exception {
    MessageDigest sha512 = MessageDigest.getInstance("SHA-512");
    String checksum = HexFormat.of().formatHex(sha512.digest(Files.readAllBytes(trusted)));
    String pinned =
        Files.readString(Path.of("mvnw")).replaceFirst("sha512=\\w+", "sha512=" + checksum);
    return Files.writeString(folder.resolve("mvnw"), pinned);
  }

  private Path archiveOfAMavenThatSays(String name) throws Exception {
    Path maven = Files.createDirectories(folder.resolve("packed/apache-maven-3.9.11/bin"));
    executable(maven.resolve("mvn"), says(name));
    Path packed = folder.resolve("maven.tar.gz");
    int status =
        new ProcessBuilder("tar", "-czf", packed.toString(), "apache-maven-3.9.11")
            .directory(folder.resolve("packed").toFile())
            .start()
            .waitFor();
    assertThat(status).isZero();
    return packed;
  }

  private Run run(Path mvnw, String... arguments) throws Exception {
    return run(archive.toUri().toString(), mvnw, arguments);
  }

  private Run run(String address, Path mvnw, String... arguments) throws Exception {
    Path output = folder.resolve("output");
    ProcessBuilder builder =
        new ProcessBuilder(
            Stream.concat(
                    Stream.of(bin.resolve("sh").toString(), mvnw.toString()), Stream.of(arguments))
                .toList());
    builder.environment().clear();
    builder.environment().put("PATH", bin.toString());
    builder.environment().put("PANNIER_MAVEN_HOME", home.toString());
    builder.environment().put("PANNIER_MAVEN_URL", address);
    Process process = builder.redirectErrorStream(true).redirectOutput(output.toFile()).start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return new Run(process.exitValue(), Files.readString(output));
  }

  private List<String> kept() throws IOException {
    if (!Files.exists(home)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(home)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }

  private void fake(String tool, String version, String name) throws IOException {
    script(tool, "[ \"$1\" = --version ] && echo '" + version + "' && exit 0\n" + says(name));
  }

  private static String says(String name) {
    return "printf '" + name + ":'; printf ' [%s]' \"$@\"; echo";
  }

  private void script(String tool, String lines) throws IOException {
    executable(bin.resolve(tool), lines);
  }

  private static void executable(Path file, String lines) throws IOException {
    Files.writeString(file, "#!/bin/sh\n" + lines + "\n", UTF_8);
    assertThat(file.toFile().setExecutable(true)).isTrue();
  }

  private void install(String tool) throws IOException {
    script(tool, "exec '" + installed(tool).findFirst().orElseThrow() + "' \"$@\"");
  }

  private static boolean isInstalled(String tool) {
    return installed(tool).findAny().isPresent();
  }

  private static Stream<Path> installed(String tool) {
    return Stream.of(System.getenv("PATH").split(File.pathSeparator))
        .map(path -> Path.of(path, tool))
        .filter(Files::isExecutable);
  }

  private record Run(int status, String output) {}
}
