package io.pannier.observability;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What is watched by {@code ops/}: the alarms of Prometheus and the dashboard of Grafana. */
final class Watching {

  static final Path FOLDER = Path.of("ops/prometheus");

  /**
   * A metric that an alarm or a panel asks for.
   *
   * @param labels each a pattern of what one and the same line of it holds
   */
  record Metric(String name, List<String> labels) {}

  private static final Pattern METRIC =
      Pattern.compile(
          "(?:by \\(([a-z_, ]+)\\) \\((?:rate\\(|increase\\()?)?"
              + "(?<![\\w:])((?:http|pannier|resilience4j|reactor|mongodb|jvm)_[a-z0-9_]+)"
              + "(?:\\{([^}]*)})?");

  private static final Pattern MATCHER = Pattern.compile("([a-z_]+)(=~|!=|!~|=)\"([^\"]*)\"");

  /** Prometheus adds them. */
  private static final Set<String> OF_THE_SCRAPE = Set.of("instance", "job");

  /** What these say is a matter of what happened, not of names. */
  private static final Set<String> OF_TRAFFIC = Set.of("status", "exception", "reason");

  private Watching() {}

  static JsonNode yaml(String file) throws IOException {
    return new ObjectMapper(new YAMLFactory()).readTree(FOLDER.resolve(file).toFile());
  }

  static Set<Metric> metrics() throws IOException {
    List<String> asked = yaml("alerts.yaml").findValuesAsText("expr");
    asked.addAll(
        new ObjectMapper()
            .readTree(Path.of("ops/grafana/pannier.json").toFile())
            .path("panels")
            .findValuesAsText("expr"));
    Set<Metric> metrics = new LinkedHashSet<>();
    for (String expression : asked) {
      METRIC.matcher(expression).results().map(Watching::metric).forEach(metrics::add);
    }
    return metrics;
  }

  private static Metric metric(MatchResult asked) {
    List<String> labels = new ArrayList<>();
    if (asked.group(1) != null) {
      for (String label : asked.group(1).split(", ", -1)) {
        if (!OF_THE_SCRAPE.contains(label)) {
          labels.add(label + "=\"");
        }
      }
    }
    if (asked.group(3) != null) {
      Matcher matcher = MATCHER.matcher(asked.group(3));
      while (matcher.find()) {
        labels.add(label(matcher.group(1), matcher.group(2), matcher.group(3)));
      }
    }
    return new Metric(asked.group(2), List.copyOf(labels));
  }

  private static String label(String name, String operator, String value) {
    if (operator.startsWith("!") || OF_TRAFFIC.contains(name)) {
      return name + "=\"";
    }
    String wanted = operator.equals("=") ? Pattern.quote(value) : "(" + value + ")";
    return name + "=\"" + wanted + "\"";
  }
}
