package io.pannier.shared.logging;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.PatternLayout;
import ch.qos.logback.classic.spi.LoggingEvent;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.io.ClassPathResource;
import reactor.util.context.Context;

class TraceTest {

  private final List<Map<String, String>> fields = new ArrayList<>();

  @Test
  void a_line_has_the_trace_and_the_next_one_has_not() {
    Trace.around(Optional.of(new Trace("4bf92f35", "00f067aa")), this::line);
    line();

    assertThat(fields)
        .containsExactly(Map.of("traceId", "4bf92f35", "spanId", "00f067aa"), Map.of());
  }

  @Test
  void a_line_without_a_trace_is_written_all_the_same() {
    Trace.around(Trace.of(Context.empty()), this::line);

    assertThat(fields).containsExactly(Map.of());
  }

  @Test
  void plain_line_shows_its_trace_and_no_blanks_where_there_is_none() throws IOException {
    PatternLayout layout = new PatternLayout();
    layout.setContext(new LoggerContext());
    layout.setPattern(correlation() + "%message");
    layout.start();
    LoggingEvent event = new LoggingEvent();
    event.setMessage("said");

    event.setMDCPropertyMap(Map.of());
    assertThat(layout.doLayout(event)).isEqualTo("said");

    LoggingEvent traced = new LoggingEvent();
    traced.setMessage("said");
    traced.setMDCPropertyMap(Map.of("traceId", "4bf92f35", "spanId", "00f067aa"));
    assertThat(layout.doLayout(traced)).isEqualTo("[4bf92f35-00f067aa] said");
  }

  private static String correlation() throws IOException {
    return new YamlPropertySourceLoader()
        .load("application", new ClassPathResource("application.yaml")).stream()
            .map(source -> source.getProperty("logging.pattern.correlation"))
            .filter(String.class::isInstance)
            .map(String.class::cast)
            .findFirst()
            .orElseThrow();
  }

  private void line() {
    Map<String, String> now = MDC.getCopyOfContextMap();
    fields.add(now == null ? Map.of() : now);
  }
}
