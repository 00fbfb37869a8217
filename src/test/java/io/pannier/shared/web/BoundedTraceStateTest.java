package io.pannier.shared.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class BoundedTraceStateTest {

  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
  private static final String PARENT = "00-" + TRACE + "-00f067aa0ba902b7-01";

  private final BoundedTraceState propagator =
      new BoundedTraceState(W3CTraceContextPropagator.getInstance());

  static Stream<Arguments> states() {
    String of256 = "a=" + "x".repeat(254);
    return Stream.of(
        Arguments.of("vendor=1", "vendor=1"),
        Arguments.of("a=1,b=2", "a=1,b=2"),
        Arguments.of(of256 + ",b=" + "y".repeat(253), of256 + ",b=" + "y".repeat(253)),
        Arguments.of(of256 + ",b=" + "y".repeat(254), of256),
        Arguments.of(
            "a=1,b=" + "y".repeat(255) + ",c=" + "z".repeat(255), "a=1,b=" + "y".repeat(255)),
        Arguments.of(members(200), members(32)),
        Arguments.of("k".repeat(256) + "=" + "v".repeat(256), null),
        Arguments.of("x".repeat(7_000), null),
        Arguments.of("no member", null),
        Arguments.of("a=1,\u00e9=2", null),
        Arguments.of(",".repeat(7_000), null),
        Arguments.of("", null));
  }

  @ParameterizedTest
  @MethodSource("states")
  void at_most_512_bytes_in_whole_members_are_passed_on(
      String received, @Nullable String passedOn) {
    Map<String, String> sent = passOn(Map.of("traceparent", PARENT, "tracestate", received));

    assertThat(sent.get("tracestate")).isEqualTo(passedOn);
    assertThat(sent.get("traceparent")).isEqualTo(PARENT);
  }

  @ParameterizedTest
  @MethodSource("states")
  void without_a_parent_nothing_is_passed_on(String received, @Nullable String passedOn) {
    assertThat(passOn(Map.of("tracestate", received))).isEmpty();
    assertThat(passOn(Map.of("traceparent", PARENT + "x", "tracestate", received))).isEmpty();
  }

  private Map<String, String> passOn(Map<String, String> received) {
    Map<String, String> sent = new HashMap<>();
    Context context = propagator.extract(Context.root(), received, new Getter());
    propagator.inject(context, sent, (carrier, name, value) -> sent.put(name, value));
    return sent;
  }

  /** Each as long as fits 32 times. */
  private static String members(int number) {
    return IntStream.range(0, number)
        .mapToObj("m%03d=0123456789"::formatted)
        .collect(Collectors.joining(","));
  }

  private static final class Getter implements TextMapGetter<Map<String, String>> {

    @Override
    public Iterable<String> keys(Map<String, String> carrier) {
      return carrier.keySet();
    }

    @Override
    public @Nullable String get(@Nullable Map<String, String> carrier, String key) {
      return carrier == null ? null : carrier.get(key);
    }
  }
}
