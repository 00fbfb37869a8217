package io.pannier.cart.domain.model;

import io.pannier.shared.model.InvalidValueException;
import io.pannier.shared.model.Money;
import io.pannier.shared.model.ProductAtLocation;
import org.jspecify.annotations.Nullable;

/**
 * A line of a cart as it is remembered.
 *
 * @param quantity in eaches, at least 1
 * @param reference the unit price that the customer last saw and accepted; absent until one is
 *     known
 */
public record CartLine(ProductAtLocation product, int quantity, @Nullable Money reference) {

  public CartLine {
    if (quantity < 1) {
      throw new InvalidValueException("a line holds something");
    }
  }

  public LineId id() {
    return LineId.of(product);
  }

  CartLine withQuantity(int other) {
    return new CartLine(product, other, reference);
  }

  /** Holding so many, with that line's accepted price if this one has none of its own. */
  CartLine joinedWith(CartLine other, int quantityOfBoth) {
    return new CartLine(product, quantityOfBoth, reference == null ? other.reference : reference);
  }

  /** Both quantities; a sum past what an {@code int} holds is more than any limit. */
  static int sum(int one, int other) {
    return (int) Math.min(Integer.MAX_VALUE, (long) one + other);
  }

  CartLine withReference(Money price) {
    return new CartLine(product, quantity, price);
  }
}
