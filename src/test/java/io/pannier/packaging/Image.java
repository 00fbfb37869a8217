package io.pannier.packaging;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.pannier.testkit.ServiceProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.springframework.util.FileSystemUtils;

/**
 * The image's folder, put together as the Dockerfile says, by its own lines. The JVM's options are
 * left out: they are for the image's JDK.
 *
 * @param folder the image's working directory
 * @param launch arguments of {@code java}, without options of the JVM
 */
record Image(Path folder, List<String> launch) {

  private static final Pattern EXTRACT =
      Pattern.compile("(java -Djarmode=tools -jar target/pannier\\.jar extract .*)");
  private static final Pattern COPY =
      Pattern.compile("COPY --from=build /source/target/layers/([^/ ]+)/ \\./");
  private static final Pattern ENTRYPOINT = Pattern.compile("ENTRYPOINT (\\[.*])");

  static Image built(Path folder, Shell shell) throws IOException, InterruptedException {
    String dockerfile = Files.readString(Path.of("Dockerfile"));
    Path layers = folder.resolveSibling("layers");
    String extract =
        only(dockerfile, EXTRACT)
            .replace("target/pannier.jar", ServiceProcess.JAR.toString())
            .replace("target/layers", layers.toString());
    Shell.Run run = shell.run(extract);
    if (run.status() != 0) {
      throw new IllegalStateException(run.output());
    }
    Files.createDirectories(folder);
    for (MatchResult copied : COPY.matcher(dockerfile).results().toList()) {
      FileSystemUtils.copyRecursively(layers.resolve(copied.group(1)), folder);
    }
    List<String> entrypoint =
        new ArrayList<>(
            List.of(new ObjectMapper().readValue(only(dockerfile, ENTRYPOINT), String[].class)));
    return new Image(folder, entrypoint.subList(entrypoint.indexOf("-cp"), entrypoint.size()));
  }

  private static String only(String text, Pattern pattern) {
    List<String> found = pattern.matcher(text).results().map(match -> match.group(1)).toList();
    if (found.size() != 1) {
      throw new IllegalStateException(pattern + " is in the Dockerfile " + found.size() + " times");
    }
    return found.get(0);
  }
}
