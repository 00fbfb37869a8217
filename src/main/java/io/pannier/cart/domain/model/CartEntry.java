package io.pannier.cart.domain.model;

import io.pannier.shared.model.InvalidValueException;
import io.pannier.shared.model.Money;
import io.pannier.shared.model.ProductAtLocation;
import org.jspecify.annotations.Nullable;

/**
 * Something to be put into a cart.
 *
 * @param quantity in eaches, at least 1
 * @param shownPrice what the client showed for one unit; absent if it does not say
 */
public record CartEntry(ProductAtLocation product, int quantity, @Nullable Money shownPrice) {

  public CartEntry {
    if (quantity < 1) {
      throw new InvalidValueException("must be at least 1");
    }
  }

  public CartEntry(ProductAtLocation product, int quantity) {
    this(product, quantity, null);
  }
}
