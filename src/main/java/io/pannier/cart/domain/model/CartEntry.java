package io.pannier.cart.domain.model;

import io.pannier.cart.domain.model.Refusal.OfEntry;
import io.pannier.shared.model.InvalidValueException;
import io.pannier.shared.model.Money;
import io.pannier.shared.model.ProductAtLocation;
import java.util.Currency;
import org.jspecify.annotations.Nullable;

/**
 * Something to be put into a cart.
 *
 * @param quantity in eaches, at least 1
 * @param shownPrice what the client showed for one unit; absent if it does not say
 */
public record CartEntry(CartLine.Content content, int quantity, @Nullable Money shownPrice) {

  public CartEntry {
    if (quantity < 1) {
      throw new InvalidValueException("must be at least 1");
    }
  }

  /** Without words. */
  public CartEntry(ProductAtLocation product, int quantity, @Nullable Money shownPrice) {
    this(CartLine.Content.of(product), quantity, shownPrice);
  }

  /** Without words, and without a shown price. */
  public CartEntry(ProductAtLocation product, int quantity) {
    this(product, quantity, null);
  }

  public ProductAtLocation product() {
    return content.product();
  }

  /**
   * Both as one. The first shown price counts; but one in another currency than the cart's counts
   * before it, and so refuses both entries.
   */
  CartEntry and(CartEntry other, Currency currency) {
    Money next = other.shownPrice;
    boolean takesNext = shownPrice == null || (next != null && !next.currency().equals(currency));
    return new CartEntry(
        content, CartLine.sum(quantity, other.quantity), takesNext ? next : shownPrice);
  }

  /**
   * What became of one entry that was to be added.
   *
   * @param lineId the line that it is in; absent if it was refused
   * @param created whether it made a new line rather than more of one
   * @param refusal why it was not taken; absent if it was
   */
  public record Result(
      ProductAtLocation product,
      @Nullable LineId lineId,
      boolean created,
      @Nullable OfEntry refusal) {

    public Result {
      if ((lineId == null) != (refusal != null)) {
        throw new InvalidValueException("an entry is in a line or was refused");
      }
    }

    public static Result taken(ProductAtLocation product, LineId lineId, boolean created) {
      return new Result(product, lineId, created, null);
    }

    public static Result refused(ProductAtLocation product, OfEntry refusal) {
      return new Result(product, null, false, refusal);
    }
  }
}
