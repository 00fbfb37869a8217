package io.pannier.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * A command of this machine that has come to its end.
 *
 * @param status how it ended; 0 is well
 * @param said all that it printed
 */
public record Command(int status, String said) {

  /**
   * Runs one.
   *
   * @throws IOException if there is no such command
   */
  public static Command run(Path folder, List<String> command)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    return new Command(process.waitFor(), said);
  }

  /** Whether this machine has Node 20 or later, with npm. */
  public static boolean hasNode20() throws InterruptedException {
    Path here = Path.of(".");
    try {
      Command npm = run(here, List.of("npm", "--version"));
      Command node = run(here, List.of("node", "--version"));
      return npm.status() == 0
          && node.status() == 0
          && Integer.parseInt(node.said().strip().replaceFirst("v([0-9]+).*", "$1")) >= 20;
    } catch (IOException notThere) {
      return false;
    }
  }
}
