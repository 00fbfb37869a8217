package io.pannier.packaging;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.pannier.testkit.ServiceProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.util.FileSystemUtils;

/**
 * The image's folder, put together as the Dockerfile says, by its own lines, with the archive that
 * it makes. The JVM's options are other ones: those are for the image's JDK.
 *
 * @param folder the image's working directory
 * @param entrypoint the command that starts the service there
 */
record Image(Path folder, String entrypoint) {

  private static final Pattern EXTRACT =
      Pattern.compile("(java -Djarmode=tools -jar target/pannier\\.jar extract [^\\\\\n]*)");
  private static final Pattern COMPILE =
      Pattern.compile("(javac -d target/train src/build/Train\\.java)");
  private static final Pattern COPY =
      Pattern.compile("COPY --from=build /source/target/layers/([^/ ]+)/ \\./");
  private static final Pattern COPY_START = Pattern.compile("COPY (ops/[^/ ]+)/ \\./");
  private static final Pattern TRAIN =
      Pattern.compile("(java -cp /train Train \\. @java\\.options)");
  private static final Pattern ENTRYPOINT = Pattern.compile("ENTRYPOINT (\\[.*])");

  static Image built(Path folder, Shell shell) throws IOException, InterruptedException {
    String dockerfile = Files.readString(Path.of("Dockerfile"));
    Path layers = folder.resolveSibling("layers");
    Path training = folder.resolveSibling("train");
    run(
        shell,
        only(dockerfile, EXTRACT)
            .replace("target/pannier.jar", ServiceProcess.JAR.toString())
            .replace("target/layers", layers.toString()));
    run(
        shell,
        only(dockerfile, COMPILE)
            .replace("target/train", training.toString())
            .replace("src/build", Path.of("src", "build").toAbsolutePath().toString()));
    Files.createDirectories(folder);
    for (MatchResult copied : COPY.matcher(dockerfile).results().toList()) {
      FileSystemUtils.copyRecursively(layers.resolve(copied.group(1)), folder);
    }
    Path start = Path.of(only(dockerfile, COPY_START));
    try (Stream<Path> files = Files.list(start)) {
      for (Path file : files.toList()) {
        Files.copy(file, folder.resolve(file.getFileName()), StandardCopyOption.COPY_ATTRIBUTES);
      }
    }
    Files.write(folder.resolve("java.options"), ServiceProcess.FRUGAL);
    run(
        new Shell(folder, Map.of()),
        only(dockerfile, TRAIN).replace("/train", training.toString()));
    String[] entrypoint =
        new ObjectMapper().readValue(only(dockerfile, ENTRYPOINT), String[].class);
    return new Image(folder, String.join(" ", entrypoint));
  }

  private static void run(Shell shell, String line) throws IOException, InterruptedException {
    Shell.Run run = shell.run(line);
    if (run.status() != 0) {
      throw new IllegalStateException(line + "\n" + run.output());
    }
  }

  private static String only(String text, Pattern pattern) {
    List<String> found = pattern.matcher(text).results().map(match -> match.group(1)).toList();
    if (found.size() != 1) {
      throw new IllegalStateException(pattern + " is in the Dockerfile " + found.size() + " times");
    }
    return found.get(0);
  }
}
