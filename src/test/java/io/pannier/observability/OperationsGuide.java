package io.pannier.observability;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What {@code docs/operations.md} tells operators to look at. */
final class OperationsGuide {

  /**
   * A metric that is named there.
   *
   * @param tags each a pattern of what a line of it holds
   */
  record Metric(String name, List<String> tags) {}

  private static final Pattern NAME =
      Pattern.compile(
          "`((?:http|pannier|resilience4j|reactor|mongodb|jvm)_[a-z0-9_]+)(?:\\{([^}]*)})?`"
              + "( by(?:,? `[a-z_]+`)+)?");

  /** As in {@code status="500"} or {@code kind=~".*_retry"}. */
  private static final Pattern MATCHER = Pattern.compile("([a-z_]+)=(~?)\"([^\"]*)\"");

  private static final Pattern TAG = Pattern.compile("`([a-z_]+)`");

  private OperationsGuide() {}

  static List<Metric> metrics() throws IOException {
    String guide = Files.readString(Path.of("docs/operations.md"));
    List<Metric> metrics = new ArrayList<>();
    Matcher named = NAME.matcher(guide);
    while (named.find()) {
      List<String> tags = new ArrayList<>();
      if (named.group(2) != null) {
        MATCHER.matcher(named.group(2)).results().forEach(m -> tags.add(tag(m.group(1), m)));
      }
      if (named.group(3) != null) {
        TAG.matcher(named.group(3)).results().forEach(m -> tags.add(m.group(1) + "=\""));
      }
      metrics.add(new Metric(named.group(1), List.copyOf(tags)));
    }
    return metrics;
  }

  /** Which status or exception there was is a matter of traffic, not of names. */
  private static String tag(String name, MatchResult matcher) {
    if (name.equals("status") || name.equals("exception")) {
      return name + "=\"";
    }
    String value = matcher.group(2).isEmpty() ? Pattern.quote(matcher.group(3)) : matcher.group(3);
    return name + "=\"" + value + "\"";
  }
}
