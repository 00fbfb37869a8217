package io.pannier.cart.domain.model;

import io.pannier.shared.model.ProductAtLocation;
import io.pannier.shared.model.SellingLocationId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of a line: how many it holds, where it is to be had, and the words on it.
 *
 * @param quantity in eaches, 0 removes the line; absent if it holds as many as before
 * @param location absent if it stays where it is
 * @param attributes absent if the words on it stay
 */
public record LineChange(
    @Nullable Integer quantity,
    @Nullable SellingLocationId location,
    @Nullable Attributes attributes) {

  /** Only the quantity. */
  public static LineChange toQuantity(int quantity) {
    return new LineChange(quantity, null, null);
  }

  /** Whether the line is to be removed, wherever it would be. */
  public boolean isRemoval() {
    return quantity != null && quantity == 0;
  }

  /** What the line is then. */
  public LineContent contentOf(CartLine line) {
    ProductAtLocation product = line.product();
    return new LineContent(
        location == null ? product : new ProductAtLocation(product.id(), location),
        attributes == null ? line.content().attributes() : attributes);
  }

  /** How many it holds then. */
  public int quantityOf(CartLine line) {
    return quantity == null ? line.quantity() : quantity;
  }

  /** What became of the line: where it is now, unless it was removed. */
  public List<CartEntry.Result> results(CartLine line, StoredCart before, StoredCart after) {
    LineContent content = contentOf(line);
    return after.line(content).stream()
        .map(now -> CartEntry.Result.taken(now.product(), now.id(), before.line(content).isEmpty()))
        .toList();
  }

  /**
   * Whether it is decided without asking about the product: no location holds more of it than
   * before, and where two lines become one, the service's own limit for a line is kept.
   */
  public boolean onlyReduces(StoredCart cart, CartLine line, CartPolicy policy) {
    LineContent content = contentOf(line);
    int quantity = quantityOf(line);
    int joined =
        content.equals(line.content()) ? 0 : cart.line(content).map(CartLine::quantity).orElse(0);
    boolean fits = joined == 0 || CartLine.sum(joined, quantity) <= policy.maxQuantity();
    boolean stays = content.product().equals(line.product());
    return isRemoval() || (stays && quantity <= line.quantity() && fits);
  }
}
