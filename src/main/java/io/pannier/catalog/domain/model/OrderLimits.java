package io.pannier.catalog.domain.model;

import io.pannier.shared.model.InvalidValueException;

/**
 * How many of a product may be ordered at once, in eaches.
 *
 * @param multiple quantities are multiples of it, counted from 0
 */
public record OrderLimits(int minimum, int maximum, int multiple) {

  public OrderLimits {
    if (minimum < 1 || maximum < minimum || multiple < 1) {
      throw new InvalidValueException(
          "no quantity is from " + minimum + " to " + maximum + " by " + multiple);
    }
  }

  public boolean allows(int quantity) {
    return quantity >= minimum && quantity <= maximum && quantity % multiple == 0;
  }
}
