package io.pannier.shared.logging;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;
import reactor.util.context.Context;

class TraceTest {

  private final List<Map<String, String>> fields = new ArrayList<>();

  @Test
  void a_line_has_the_trace_and_the_next_one_has_not() {
    Trace.around(Optional.of(new Trace("4bf92f35", "00f067aa")), this::line);
    line();

    assertThat(fields).containsExactly(Map.of("traceId", "4bf92f35", "spanId", "00f067aa"), Map.of());
  }

  @Test
  void a_line_without_a_trace_is_written_all_the_same() {
    Trace.around(Trace.of(Context.empty()), this::line);

    assertThat(fields).containsExactly(Map.of());
  }

  private void line() {
    Map<String, String> now = MDC.getCopyOfContextMap();
    fields.add(now == null ? Map.of() : now);
  }
}
