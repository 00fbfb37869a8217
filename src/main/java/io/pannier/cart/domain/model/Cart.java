package io.pannier.cart.domain.model;

import io.pannier.shared.model.Money;
import io.pannier.shared.model.ProductAtLocation;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A cart: what is stored, and what the gateways say of it now. Decides, synchronously and alone,
 * what may be put into it. Every change gives a new cart; nothing is ever half changed.
 */
public record Cart(StoredCart stored, CartAnswers answers, CartPolicy policy) {

  /** The lines with what is known of them, oldest first. */
  public List<CartItem> items() {
    return stored.lines().stream().map(line -> item(line, stored.closing())).toList();
  }

  private CartItem item(CartLine line, Optional<Closing> closing) {
    ClosedLine closed = closing.flatMap(then -> then.line(line.product())).orElse(null);
    return new CartItem(line, answers.about(line.product()), closed);
  }

  /** What its lines cost together; of a closed cart, what they cost then. */
  public CartTotals totals() {
    return stored
        .closing()
        .map(Closing::totals)
        .orElseGet(() -> CartTotals.of(items(), stored.currency()));
  }

  /** What the customer should know about its lines; nothing any more once it is closed. */
  public List<Notice> notices() {
    return stored.isClosed() ? List.of() : noticesOfLines();
  }

  private List<Notice> noticesOfLines() {
    return items().stream().flatMap(item -> item.notices(stored.currency()).stream()).toList();
  }

  /**
   * With so many more of a product.
   *
   * @throws CartRefusedException if a limit, the product, its price or its stock does not allow it
   */
  public CartAddition add(CartEntry entry) {
    CartAddition addition = CartAddition.to(this, List.of(entry));
    Refusal refusal = addition.results().get(0).refusal();
    if (refusal != null) {
      throw refusal.asException();
    }
    return addition;
  }

  /**
   * With all of these, or none.
   *
   * @throws CartRefusedException if the catalog could not tell what one of them is
   * @throws BatchRejectedException naming every entry that cannot be added
   */
  public CartAddition addAll(List<CartEntry> entries) {
    CartAddition addition = addWhatFits(entries);
    List<Refusal> refusals =
        addition.results().stream().flatMap(r -> Stream.ofNullable(r.refusal())).toList();
    refusals.stream()
        .filter(refusal -> refusal.reason() != null)
        .max(
            Comparator.comparing(Refusal::reason, Comparator.nullsFirst(Comparator.naturalOrder())))
        .ifPresent(
            untold -> {
              throw untold.asException();
            });
    if (!refusals.isEmpty()) {
      throw new BatchRejectedException(addition.results());
    }
    return addition;
  }

  /** With those of these that can be added. */
  public CartAddition addWhatFits(List<CartEntry> entries) {
    return CartAddition.to(this, entries);
  }

  /**
   * With that line holding more; for fewer see {@link StoredCart#decrease}.
   *
   * @throws CartRefusedException under the rules of adding, or if there is no such line
   */
  public Cart increase(LineId lineId, int quantity) {
    CartLine line =
        stored.line(lineId).orElseThrow(() -> new CartRefusedException(RefusalCode.ITEM_NOT_FOUND));
    refusal(line.product(), quantity, quantity)
        .ifPresent(
            refusal -> {
              throw refusal.asException();
            });
    return referenced(stored.replace(lineId, old -> old.withQuantity(quantity)));
  }

  /**
   * With the prices of these notices as what the customer has accepted. Repeating it is harmless.
   *
   * @throws UnknownNoticesException naming those that are no price notices of this cart now
   * @throws CartRefusedException if that cannot be told while a price is not known
   */
  public Cart acknowledge(List<String> noticeIds) {
    StoredCart acknowledged = PriceAcknowledgement.of(this, noticeIds);
    return acknowledged.equals(stored) ? this : referenced(acknowledged);
  }

  /**
   * Closed, with the prices, lifecycles and totals of now.
   *
   * @param charged what the order system charges; absent if it takes what is known
   * @throws PriceChangedException if the cart costs something else now
   * @throws CartRefusedException if that cannot be told
   */
  public StoredCart close(String orderId, @Nullable Money charged) {
    if (charged != null) {
      requireSubtotal(charged);
    }
    return stored.closedBy(orderId, Closing.of(this));
  }

  private void requireSubtotal(Money charged) {
    items().stream()
        .filter(item -> item.isBuyable(stored.currency()))
        .flatMap(item -> item.doubt().stream())
        .max(Comparator.naturalOrder())
        .ifPresent(
            reason -> {
              throw Refusal.untold(reason).asException();
            });
    Money current = totals().subtotal().orElseThrow();
    if (!current.equals(charged)) {
      throw new PriceChangedException(charged, current);
    }
  }

  /** Stored anew: the same cart under its next version. */
  public Cart withStored(StoredCart other) {
    return new Cart(other, answers, policy);
  }

  Optional<Refusal> refusal(CartEntry entry) {
    int inCart = stored.quantityOf(entry.product());
    return stored
        .refusalOfLine(entry.product(), policy)
        .or(
            () ->
                refusal(
                    entry.product(),
                    CartAddition.saturatedSum(inCart, entry.quantity()),
                    entry.quantity()));
  }

  Cart with(CartEntry entry) {
    int quantity = stored.quantityOf(entry.product()) + entry.quantity();
    return referenced(stored.withQuantity(entry.product(), quantity));
  }

  private Optional<Refusal> refusal(ProductAtLocation product, int requested, int asked) {
    return answers
        .about(product)
        .refusal(requested, asked, stored.quantityOf(product), stored.currency(), policy);
  }

  /**
   * Lines that were added while nobody knew their price get their reference now, if it is known.
   */
  private Cart referenced(StoredCart changed) {
    StoredCart complete = changed;
    for (CartItem item : new Cart(changed, answers, policy).items()) {
      if (item.line().reference() == null) {
        complete = complete.replace(item.id(), line -> item.accepted(stored.currency()));
      }
    }
    return new Cart(complete, answers, policy);
  }
}
