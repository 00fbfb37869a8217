package io.pannier.shared.upstream;

import com.fasterxml.jackson.databind.JsonNode;
import io.micrometer.core.instrument.MeterRegistry;
import io.pannier.shared.logging.LinePace;
import io.pannier.shared.model.Source;
import java.time.DateTimeException;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is wrong with an upstream's answer and costs one field, not the item: no decision rests on
 * it. Operators see it every time in the counter {@code pannier.upstream.flaws}, and in the log at
 * the pace given, which never repeats what the upstream sent.
 */
public record Flaws(MeterRegistry meters, LinePace<String> pace) {

  private static final Logger log = LoggerFactory.getLogger(Flaws.class);

  /**
   * A field that no decision rests on.
   *
   * @param about the product or whatever else the field belongs to
   * @param field as the upstream's contract names it
   * @param reading raises {@link IllegalArgumentException}, {@link ArithmeticException} or {@link
   *     DateTimeException} where the field cannot be used
   * @return absent where it cannot be used
   */
  public <T> @Nullable T optional(
      Source source, Object about, String field, Supplier<? extends @Nullable T> reading) {
    try {
      return reading.get();
    } catch (IllegalArgumentException | ArithmeticException | DateTimeException e) {
      report(source, field, about, "cannot be used and is left out");
      return null;
    }
  }

  /**
   * The entries of a list of an answer.
   *
   * @return none where it is no list: what was asked is in none, which is an invalid answer about
   *     it
   */
  public List<JsonNode> entries(Source source, JsonNode answer, String list) {
    List<JsonNode> entries =
        optional(source, "an answer", list, () -> Expect.list(answer.path(list)));
    return entries == null ? List.of() : entries;
  }

  /**
   * Reports a flaw to operators.
   *
   * @param field as the upstream's contract names it
   * @param about the product or whatever else it belongs to
   * @param what is wrong, in our own words
   */
  public void report(Source source, String field, Object about, String what) {
    meters.counter("pannier.upstream.flaws", "upstream", source.text(), "field", field).increment();
    pace.next(source.text() + " " + field)
        .ifPresent(
            leftOut ->
                log.warn(
                    "{}: {} of {} {}{}",
                    source.text(),
                    field,
                    about,
                    what,
                    leftOut == 0 ? "" : ", and " + leftOut + " times since it was last said"));
  }
}
