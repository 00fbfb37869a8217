package io.pannier.cart.domain.model;

import io.pannier.shared.model.InvalidValueException;
import io.pannier.shared.model.Money;
import io.pannier.shared.model.ProductAtLocation;
import org.jspecify.annotations.Nullable;

/**
 * A line of a cart as it is remembered.
 *
 * @param id follows from the product and its location, unless there are words on the line
 * @param quantity in eaches, at least 1
 * @param reference the unit price that the customer last saw and accepted; absent until one is
 *     known
 */
public record CartLine(LineId id, LineContent content, int quantity, @Nullable Money reference) {

  public CartLine {
    if (quantity < 1) {
      throw new InvalidValueException("a line holds something");
    }
    if (content.attributes().isEmpty() != id.equals(LineId.of(content.product()))) {
      throw new InvalidValueException("the id of a line without words follows from its product");
    }
  }

  /** A line without words. */
  public CartLine(ProductAtLocation product, int quantity, @Nullable Money reference) {
    this(LineId.of(product), LineContent.of(product), quantity, reference);
  }

  public ProductAtLocation product() {
    return content.product();
  }

  CartLine withQuantity(int other) {
    return new CartLine(id, content, other, reference);
  }

  /** Holding so many, with that line's accepted price if this one has none of its own. */
  CartLine joinedWith(CartLine other, int quantityOfBoth) {
    return new CartLine(
        id, content, quantityOfBoth, reference == null ? other.reference : reference);
  }

  /** Both quantities; a sum past what an {@code int} holds is more than any limit. */
  static int sum(int one, int other) {
    return (int) Math.min(Integer.MAX_VALUE, (long) one + other);
  }

  CartLine withReference(Money price) {
    return new CartLine(id, content, quantity, price);
  }
}
