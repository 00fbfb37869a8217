package io.pannier.cart.domain.model;

import io.pannier.shared.model.Money;
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
    Closing.Line closed = closing.flatMap(then -> then.line(line.product())).orElse(null);
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
    return items().stream()
        .flatMap(
            item ->
                item
                    .notices(stored.currency(), stored.quantityElsewhere(item.line().product()))
                    .stream())
        .toList();
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
    refusal(new CartEntry(line.product(), quantity), quantity)
        .ifPresent(
            refusal -> {
              throw refusal.asException();
            });
    return referenced(stored.replace(lineId, old -> old.withQuantity(quantity)));
  }

  /**
   * With the prices of these notices as what the customer has accepted. Repeating it is harmless.
   *
   * @throws UnknownNoticesException naming those that are facts, or else those that are no price
   *     notices of this cart now
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
   * @throws CartRefusedException {@code UPSTREAM_UNAVAILABLE} if that is not known for certain
   */
  public StoredCart close(String orderId, @Nullable Money charged) {
    if (charged != null) {
      requireSubtotal(charged);
    }
    return stored.closedBy(orderId, Closing.of(this));
  }

  private void requireSubtotal(Money charged) {
    items().stream()
        .flatMap(item -> item.doubt(stored.currency()).stream())
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
        .or(() -> refusal(entry, CartAddition.saturatedSum(inCart, entry.quantity())));
  }

  /** A new line has what the client showed as its reference; one that was there keeps its own. */
  Cart with(CartEntry entry) {
    int inCart = stored.quantityOf(entry.product());
    Money shown = entry.shownPrice();
    StoredCart grown = stored.withQuantity(entry.product(), inCart + entry.quantity());
    return referenced(
        inCart > 0 || shown == null
            ? grown
            : grown.replace(LineId.of(entry.product()), line -> line.withReference(shown)));
  }

  /**
   * Why the line of this entry may not grow to hold so many; the first that applies, in the order
   * that the API promises. What could not be told does not stand in the way, save the catalog.
   *
   * @param entry what the client asks for: more of a product, or how many in all
   */
  private Optional<Refusal> refusal(CartEntry entry, int quantity) {
    Offer offer = answers.about(entry.product());
    int inCart = stored.quantityOf(entry.product());
    int elsewhere = stored.quantityElsewhere(entry.product());
    return offer
        .refusalOfProduct()
        .or(() -> offer.refusalOfQuantity(quantity, elsewhere, policy))
        .or(() -> refusalOfCurrency(offer, entry.shownPrice()))
        .or(() -> offer.refusalOfStock(quantity, entry.quantity(), inCart));
  }

  private Optional<Refusal> refusalOfCurrency(Offer offer, @Nullable Money shownPrice) {
    boolean mismatch =
        offer.isInAnotherCurrency(stored.currency())
            || (shownPrice != null && !shownPrice.currency().equals(stored.currency()));
    return mismatch ? Optional.of(Refusal.of(RefusalCode.CURRENCY_MISMATCH)) : Optional.empty();
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
