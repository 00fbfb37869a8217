package io.pannier.inventory.domain.model;

import io.pannier.shared.model.InvalidValueException;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

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
