package io.pannier.shared.vendure;

import static org.assertj.core.api.Assertions.assertThat;

import io.pannier.testkit.Command;
import io.pannier.testkit.ServerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.opentest4j.TestAbortedException;
import org.springframework.util.FileSystemUtils;

/**
 * A real engine, of the packages that its makers publish, installed below {@code target} by the
 * lock file of this repository.
 */
record VendureInstallation(Path folder) {

  private static final Path SOURCE = Path.of("src", "test", "resources", "vendure");
  private static final Path FOLDER = Path.of("target", "vendure").toAbsolutePath();

  /** Of npm, where not the machine or its network is the cause but our lock file. */
  private static final Pattern OUR_FAULT = Pattern.compile("EUSAGE|EINTEGRITY|EJSONPARSE|ERESOLVE");

  private static final Pattern LISTENING = Pattern.compile("LISTENING (\\d+)");

  /**
   * Installs it, in half a minute.
   *
   * @throws TestAbortedException if this machine cannot have it
   */
  static VendureInstallation install() throws IOException, InterruptedException {
    if (!Command.hasNode20()) {
      throw notRun("there is no Node 20 with npm");
    }
    FileSystemUtils.deleteRecursively(FOLDER);
    FileSystemUtils.copyRecursively(SOURCE, FOLDER);
    Command install =
        Command.run(
            FOLDER,
            List.of(
                "npm",
                "ci",
                "--ignore-scripts",
                "--no-audit",
                "--no-fund",
                "--fetch-retries=1",
                "--fetch-timeout=60000"));
    if (install.status() != 0) {
      assertThat(install.said()).doesNotContainPattern(OUR_FAULT);
      throw notRun("npm cannot get the packages:\n" + install.said());
    }
    return new VendureInstallation(FOLDER);
  }

  private static TestAbortedException notRun(String reason) {
    System.out.println("NOT RUN: a journey through a real Vendure, since " + reason);
    return new TestAbortedException(reason);
  }

  /** The file that an engine keeps its shop in. */
  Path data() {
    return folder.resolve("shop.sqlite");
  }

  /** Where an engine says what it does. */
  Path log(String name) {
    return folder.resolve(name + ".log");
  }

  /**
   * Starts an engine on the loopback interface and returns once it listens. It ends when this
   * process does, however that ends.
   *
   * @param port 0 for any that is free
   * @param log as of {@link #log}
   * @param password of its superadmin
   */
  ServerProcess start(int port, String log, String password)
      throws IOException, InterruptedException {
    ProcessBuilder command = new ProcessBuilder("node", "engine.js").directory(folder.toFile());
    command
        .environment()
        .putAll(
            Map.of(
                "ENGINE_PORT",
                String.valueOf(port),
                "ENGINE_DATA",
                data().toString(),
                "ENGINE_PASSWORD",
                password));
    return ServerProcess.start(command, log(log), LISTENING);
  }

  /** How often the administrator with this name has logged in to the engine with this log. */
  long logins(String log, String username) throws IOException {
    return Files.readAllLines(log(log)).stream().filter(("LOGIN " + username)::equals).count();
  }
}
