package io.pannier.shared.web;

import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.context.propagation.TextMapPropagator;
import io.opentelemetry.context.propagation.TextMapSetter;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * Limits a caller's {@code tracestate} to the 512 characters that have to be passed on (W3C Trace
 * Context, section 3.3.1.5). It is sent with every request to an upstream, which may refuse long
 * headers, and is part of every span.
 *
 * @param whole reads and writes trace contexts
 */
record BoundedTraceState(TextMapPropagator whole) implements TextMapPropagator {

  private static final String TRACE_STATE = "tracestate";
  private static final int LONGEST = 512;

  @Override
  public Collection<String> fields() {
    return whole.fields();
  }

  @Override
  public <C> void inject(Context context, @Nullable C carrier, TextMapSetter<C> setter) {
    whole.inject(context, carrier, setter);
  }

  @Override
  public <C> Context extract(Context context, @Nullable C carrier, TextMapGetter<C> getter) {
    return whole.extract(
        context,
        carrier,
        new TextMapGetter<C>() {
          @Override
          public Iterable<String> keys(C from) {
            return getter.keys(from);
          }

          @Override
          public @Nullable String get(@Nullable C from, String key) {
            String value = getter.get(from, key);
            return value != null && key.equalsIgnoreCase(TRACE_STATE) ? bounded(value) : value;
          }
        });
  }

  /** The first members, which are the latest, as far as they fit; a member is never cut. */
  private static String bounded(String state) {
    if (state.length() <= LONGEST) {
      return state;
    }
    int end = state.lastIndexOf(',', LONGEST);
    return end < 0 ? "" : state.substring(0, end);
  }
}
