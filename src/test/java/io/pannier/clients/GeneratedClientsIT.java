package io.pannier.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.pannier.cart.CartBackends;
import io.pannier.testkit.Command;
import io.pannier.testkit.PannierServer;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.util.FileSystemUtils;

/**
 * Clients in TypeScript and Java, made of {@code contracts/api} by the generators that teams use,
 * compiled strictly, and used against the service. With the profile {@code full}: they take a
 * download, and TypeScript takes Node 20.
 */
@Tag("full")
class GeneratedClientsIT {

  private static final Path SOURCES = Path.of("src", "test", "clients");
  private static final Path TARGET = Path.of("target", "clients").toAbsolutePath();

  private final PannierServer server = CartBackends.service();

  @Test
  void a_java_client_adds_repeats_and_reads_a_refusal() throws Exception {
    Path classes = Files.createDirectories(TARGET.resolve("java-classes"));
    List<String> compile =
        new ArrayList<>(
            List.of(java("javac"), "-nowarn", "-cp", classPath(), "-d", classes.toString()));
    compile.addAll(javaFiles(TARGET.resolve("java")));
    compile.addAll(javaFiles(SOURCES.resolve("java")));
    run(Path.of("."), compile);

    String said =
        run(
            Path.of("."),
            List.of(
                java("java"),
                "-cp",
                classes + File.pathSeparator + classPath(),
                "AddOne",
                server.url()));

    System.out.println("The generated Java client:\n" + said);
    assertThat(said)
        .contains("product: Facial tissue", "added: 2", "replayed: [true]", "subtotal: 25.98")
        .contains("refused: quantity-limit 12");
  }

  @Test
  void a_typescript_client_adds_repeats_and_reads_a_refusal() throws Exception {
    boolean hasNode = Command.hasNode20();
    if (!hasNode) {
      System.out.println("NOT RUN: the TypeScript client, since there is no Node 20 with npm");
    }
    assumeTrue(hasNode, "no Node 20 with npm");
    Path folder = TARGET.resolve("typescript");
    FileSystemUtils.deleteRecursively(folder);
    FileSystemUtils.copyRecursively(SOURCES.resolve("typescript"), folder);
    FileSystemUtils.copyRecursively(Path.of("contracts", "api"), folder.resolve("contracts"));
    run(folder, List.of("npm", "ci"));
    run(folder, List.of("npm", "run", "generate"));
    run(folder, List.of("npm", "run", "compile"));

    String said = run(folder, List.of("node", "out/add.js", server.url()));

    System.out.println("The generated TypeScript client:\n" + said);
    assertThat(said)
        .contains("product: Facial tissue", "added: 201 2", "replayed: true", "subtotal: 25.98")
        .contains("refused: quantity-limit 12");
  }

  private static String java(String tool) {
    return Path.of(System.getProperty("java.home"), "bin", tool).toString();
  }

  private static String classPath() {
    return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
  }

  private static List<String> javaFiles(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.map(Path::toString).filter(path -> path.endsWith(".java")).toList();
    }
  }

  /** What it printed; it has to succeed. */
  private static String run(Path folder, List<String> command)
      throws IOException, InterruptedException {
    Command ended = Command.run(folder, command);
    assertThat(ended.status()).as(command.get(0) + ": " + ended.said()).isZero();
    return ended.said();
  }
}
