package io.pannier.shared.upstream;

import com.fasterxml.jackson.databind.JsonNode;
import io.micrometer.core.instrument.MeterRegistry;
import io.pannier.shared.logging.LogThrottle;
import io.pannier.shared.model.InvalidValueException;
import io.pannier.shared.model.Money;
import io.pannier.shared.model.ProductAtLocation;
import io.pannier.shared.model.Provenance.Source;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.util.Currency;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Faults in an upstream's answer that operators hear of. Most cost one field, not the item: no
 * decision rests on it. The counter {@code pannier.upstream.flaws} counts each of them; the log is
 * throttled and never repeats what the upstream sent.
 */
public final class Flaws {

  private static final Logger log = LoggerFactory.getLogger(Flaws.class);

  /** Digits of an amount, before and after its point; no price has more. */
  private static final int MOST_DIGITS = 40;

  private final MeterRegistry meters;
  private final LogThrottle<String> throttle;

  public Flaws(MeterRegistry meters, LogThrottle<String> throttle) {
    this.meters = meters;
    this.throttle = throttle;
  }

  /**
   * A field that no decision rests on.
   *
   * @param about the product that the field belongs to, or a description of anything else
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
   * @return none where it is no list: then nothing that was asked about has an entry, which is an
   *     invalid answer
   */
  public List<JsonNode> entries(Source source, JsonNode answer, String list) {
    List<JsonNode> entries =
        optional(source, "an answer", list, () -> Payloads.list(answer.path(list)));
    return entries == null ? List.of() : entries;
  }

  /** The same of a list that upstreams may leave out. */
  public List<JsonNode> optionalEntries(Source source, JsonNode answer, String list) {
    return Payloads.isAbsent(answer.path(list)) ? List.of() : entries(source, answer, list);
  }

  /**
   * An amount of money with the decimals of its currency. One that is finer than can be paid is
   * reported: to round it would be to make up a price.
   *
   * @param about the product that it is the price of
   * @param field as the upstream's contract names it
   * @throws InvalidValueException if it is finer, negative or far too large, or in a currency that
   *     nothing is sold in: the item's answer is invalid then
   */
  public Money money(
      Source source, Object about, String field, BigDecimal amount, Currency currency) {
    int decimals = Math.max(0, currency.getDefaultFractionDigits());
    if (amount.precision() > MOST_DIGITS || Math.abs(amount.scale()) > MOST_DIGITS) {
      throw new InvalidValueException("not an amount of money");
    }
    if (amount.stripTrailingZeros().scale() > decimals) {
      report(source, field, about, "is finer than " + currency + " can be paid in");
      throw new InvalidValueException("finer than its currency");
    }
    return new Money(amount.setScale(decimals), currency);
  }

  /**
   * Reports a flaw to operators.
   *
   * @param field as the upstream's contract names it
   * @param about the product that the field belongs to, or a description of anything else
   * @param what is wrong, in our own words
   */
  public void report(Source source, String field, Object about, String what) {
    meters.counter("pannier.upstream.flaws", "upstream", source.text(), "field", field).increment();
    throttle
        .next(source.text() + " " + field)
        .ifPresent(
            suppressed ->
                log.warn(
                    "{}: {} of {} {}{}",
                    source.text(),
                    field,
                    described(about),
                    what,
                    suppressed == 0
                        ? ""
                        : ", and " + suppressed + " times since this was last logged"));
  }

  private static String described(Object about) {
    return about instanceof ProductAtLocation product
        ? product.id() + " at location " + product.location().value()
        : about.toString();
  }
}
