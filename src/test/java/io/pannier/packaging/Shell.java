package io.pannier.packaging;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;

/** A shell in a folder, with the JDK that runs the tests. */
record Shell(Path folder, Map<String, String> environment) {

  /** How a script ended, and all that it printed. */
  record Run(int status, String output) {}

  Run run(String script) throws IOException, InterruptedException {
    Process process = of(script).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Run(process.waitFor(), output);
  }

  ProcessBuilder of(String script) {
    ProcessBuilder shell =
        new ProcessBuilder("sh", "-e", "-c", script).directory(folder.toAbsolutePath().toFile());
    String home = System.getProperty("java.home");
    Map<String, String> variables = shell.environment();
    variables.put("JAVA_HOME", home);
    variables.merge("PATH", "", (path, none) -> Path.of(home, "bin") + File.pathSeparator + path);
    variables.putAll(environment);
    return shell;
  }
}
