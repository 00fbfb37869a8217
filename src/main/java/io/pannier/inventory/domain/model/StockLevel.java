package io.pannier.inventory.domain.model;

import io.pannier.shared.model.Answer;
import io.pannier.shared.model.InvalidValueException;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * How much of a product a location has to sell.
 *
 * @param available in eaches; absent where there is enough but the number is not known, and where
 *     it was not checked
 * @param nextArrival absent where none is known
 */
public record StockLevel(
    Availability availability, @Nullable Integer available, @Nullable NextArrival nextArrival) {

  /** Out of stock, with no delivery known. */
  public static final StockLevel NONE = new StockLevel(Availability.OUT_OF_STOCK, 0, null);

  public StockLevel {
    boolean consistent =
        switch (availability) {
          case IN_STOCK -> available == null || available > 0;
          case OUT_OF_STOCK -> available != null && available == 0;
          case UNKNOWN -> available == null;
        };
    if (!consistent) {
      throw new InvalidValueException(availability + " cannot be " + available);
    }
  }

  /** The level of an answer: a location that does not stock a product has none of it. */
  public static StockLevel from(Answer<StockLevel> answer) {
    return answer.fold(found -> found.value(), none -> NONE, unavailable -> unknown(null));
  }

  /** From a number of eaches; a negative one counts as none. */
  public static StockLevel of(int available, @Nullable NextArrival nextArrival) {
    return available > 0
        ? new StockLevel(Availability.IN_STOCK, available, nextArrival)
        : new StockLevel(Availability.OUT_OF_STOCK, 0, nextArrival);
  }

  /** Enough, though the number is not known. */
  public static StockLevel enough(@Nullable NextArrival nextArrival) {
    return new StockLevel(Availability.IN_STOCK, null, nextArrival);
  }

  /** It was not checked: not the same as none. */
  public static StockLevel unknown(@Nullable NextArrival nextArrival) {
    return new StockLevel(Availability.UNKNOWN, null, nextArrival);
  }

  /** Whether a product can be had. */
  public enum Availability {
    IN_STOCK,
    OUT_OF_STOCK,
    /** Nobody checked. */
    UNKNOWN
  }

  /**
   * The next delivery of a product to a location.
   *
   * @param quantity in eaches; absent where only the date is known
   */
  public record NextArrival(@Nullable Integer quantity, LocalDate date) {

    public NextArrival {
      if (quantity != null && quantity < 1) {
        throw new InvalidValueException("a delivery brings something");
      }
    }
  }
}
