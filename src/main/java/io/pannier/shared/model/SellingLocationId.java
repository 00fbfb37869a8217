package io.pannier.shared.model;

/** A store or the online shop: 1 to 9999. */
public record SellingLocationId(int value) implements Comparable<SellingLocationId> {

  public SellingLocationId {
    if (value < 1 || value > 9999) {
      throw new InvalidValueException("must be a selling location from 1 to 9999");
    }
  }

  @Override
  public int compareTo(SellingLocationId other) {
    return Integer.compare(value, other.value);
  }

  @Override
  public String toString() {
    return Integer.toString(value);
  }
}
