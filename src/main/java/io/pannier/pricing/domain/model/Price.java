package io.pannier.pricing.domain.model;

import io.pannier.shared.model.InvalidValueException;
import io.pannier.shared.model.Money;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What one unit of a product costs at a location.
 *
 * @param regular the price to strike through; absent where none is in force
 * @param validUntil when the current price ends; absent where no end is set
 * @param taxIncluded whether both are gross (true) or net (false); absent where the upstream does
 *     not say
 */
public record Price(
    Money current,
    @Nullable Money regular,
    Kind kind,
    @Nullable Instant validUntil,
    @Nullable Boolean taxIncluded) {

  public Price {
    if (regular != null && !regular.currency().equals(current.currency())) {
      throw new InvalidValueException("a price is in one currency");
    }
  }

  /** Of an upstream that does not say whether tax is included. */
  public Price(Money current, @Nullable Money regular, Kind kind, @Nullable Instant validUntil) {
    this(current, regular, kind, validUntil, null);
  }

  /** What sort of price is in force. */
  public enum Kind {
    REGULAR,
    PROMOTION,
    CLEARANCE
  }
}
