package io.pannier.packaging;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * The guide's own text, as somebody follows it: a block whose first line names a file is that file,
 * one of {@code sh} is run, and what stands right below it is what it prints. What is to be done
 * elsewhere is a block of {@code console}, and no part of this.
 *
 * @param files by their paths
 * @param steps in their order
 */
record Guide(Map<String, String> files, List<Step> steps) {

  private static final Path TEXT = Path.of("docs", "bring-your-own-upstream.md");
  private static final Pattern BLOCK =
      Pattern.compile("^```(\\w+)(?: (\\S+))?\\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);

  /**
   * Something to run.
   *
   * @param expected what it prints; empty where the guide shows nothing
   */
  record Step(String script, String expected) {}

  static Guide read() throws IOException {
    String text = Files.readString(TEXT);
    Map<String, String> files = new LinkedHashMap<>();
    List<Step> steps = new ArrayList<>();
    int endOfLastScript = -1;
    for (MatchResult block : BLOCK.matcher(text).results().toList()) {
      String content = block.group(3);
      if (block.group(2) != null) {
        files.put(block.group(2), content);
      } else if (block.group(1).equals("sh")) {
        steps.add(new Step(content, ""));
        endOfLastScript = block.end();
      } else if (block.start() == endOfLastScript + 1) {
        Step shown = steps.remove(steps.size() - 1);
        steps.add(new Step(shown.script(), content));
      }
    }
    return new Guide(files, steps);
  }

  /** Writes all files of it. */
  void writeTo(Path folder) throws IOException {
    for (Map.Entry<String, String> file : files.entrySet()) {
      Path path = folder.resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Files.writeString(path, file.getValue());
    }
  }
}
