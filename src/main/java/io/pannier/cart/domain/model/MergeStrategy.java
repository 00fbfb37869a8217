package io.pannier.cart.domain.model;

/** How many of a product that is in both carts the customer gets. */
public enum MergeStrategy {
  /** The larger of both: whoever put the same thing into both carts wanted it once. */
  MAX {
    @Override
    int of(int one, int other) {
      return Math.max(one, other);
    }
  },
  SUM {
    @Override
    int of(int one, int other) {
      return CartAddition.saturatedSum(one, other);
    }
  };

  abstract int of(int one, int other);
}
