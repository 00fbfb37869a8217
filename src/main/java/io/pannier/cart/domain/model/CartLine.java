package io.pannier.cart.domain.model;

import io.pannier.shared.model.InvalidValueException;
import io.pannier.shared.model.Money;
import io.pannier.shared.model.ProductAtLocation;
import io.pannier.shared.model.SellingLocationId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A line of a cart as it is remembered.
 *
 * @param id follows from the product and its location, unless there are words on the line
 * @param quantity in eaches, at least 1
 * @param reference the unit price that the customer last saw and accepted; absent until one is
 *     known
 */
public record CartLine(LineId id, Content content, int quantity, @Nullable Money reference) {

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
    this(LineId.of(product), Content.of(product), quantity, reference);
  }

  public ProductAtLocation product() {
    return content.product();
  }

  CartLine withQuantity(int other) {
    return new CartLine(id, content, other, reference);
  }

  /** With that quantity, and with the other line's accepted price if this one has none. */
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

  /**
   * What makes a line this line, compared by value: the same product at the same location with the
   * same words on it. More of the same is more on one line.
   */
  public record Content(ProductAtLocation product, Attributes attributes) {

    /** Without words. */
    public static Content of(ProductAtLocation product) {
      return new Content(product, Attributes.NONE);
    }
  }

  /**
   * What becomes of a line: how many it holds, where it is to be had, and the words on it.
   *
   * @param quantity in eaches, 0 removes the line; absent if it holds as many as before
   * @param location absent if it stays where it is
   * @param attributes absent if the words on it stay
   */
  public record Change(
      @Nullable Integer quantity,
      @Nullable SellingLocationId location,
      @Nullable Attributes attributes) {

    /** Only the quantity. */
    public static Change toQuantity(int quantity) {
      return new Change(quantity, null, null);
    }

    /** Whether the line is to be removed; then location and words do not matter. */
    public boolean isRemoval() {
      return quantity != null && quantity == 0;
    }

    /** What the line is then. */
    public Content contentOf(CartLine line) {
      ProductAtLocation product = line.product();
      return new Content(
          location == null ? product : new ProductAtLocation(product.id(), location),
          attributes == null ? line.content().attributes() : attributes);
    }

    /** How many it holds then. */
    public int quantityOf(CartLine line) {
      return quantity == null ? line.quantity() : quantity;
    }

    /** What became of the line: where it is now, unless it was removed. */
    public List<CartEntry.Result> results(CartLine line, StoredCart before, StoredCart after) {
      Content content = contentOf(line);
      return after.line(content).stream()
          .map(
              now ->
                  CartEntry.Result.taken(now.product(), now.id(), before.line(content).isEmpty()))
          .toList();
    }

    /**
     * Whether it can be decided without asking any upstream: no location holds more of it than
     * before, and where two lines become one, the service's own limit for a line is kept.
     */
    public boolean onlyReduces(StoredCart cart, CartLine line, CartPolicy policy) {
      Content content = contentOf(line);
      int quantity = quantityOf(line);
      int joined =
          content.equals(line.content()) ? 0 : cart.line(content).map(CartLine::quantity).orElse(0);
      boolean fits = joined == 0 || CartLine.sum(joined, quantity) <= policy.maxQuantity();
      boolean stays = content.product().equals(line.product());
      return isRemoval() || (stays && quantity <= line.quantity() && fits);
    }
  }
}
