package io.pannier.cart.domain.model;

import io.pannier.cart.domain.model.Refusal.CartRefusedException;
import io.pannier.catalog.domain.model.CatalogItem;
import io.pannier.catalog.domain.model.CatalogItem.OrderLimits;
import io.pannier.offer.domain.model.Offer;
import io.pannier.offer.domain.model.Offers;
import io.pannier.shared.model.Answer;
import io.pannier.shared.model.Answer.Reason;
import io.pannier.shared.model.Money;
import io.pannier.shared.model.ProductAtLocation;
import io.pannier.shared.model.ProductId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A cart: what is stored of it, and what the gateways say of its products now. Decides,
 * synchronously and alone, what may be put into it. Every change gives a new cart.
 */
public final class Cart {

  private final StoredCart stored;
  private final Offers offers;
  private final CartPolicy policy;
  private final List<CartItem> items;

  public Cart(StoredCart stored, Offers offers, CartPolicy policy) {
    this.stored = stored;
    this.offers = offers;
    this.policy = policy;
    Map<LineId, Closing.Line> closed = stored.closing().map(Closing::byLine).orElse(Map.of());
    this.items =
        stored.lines().stream()
            .map(line -> new CartItem(line, offers.about(line.product()), closed.get(line.id())))
            .toList();
  }

  public StoredCart stored() {
    return stored;
  }

  /** What is known of its products, and of those that were to be added. */
  public Offers offers() {
    return offers;
  }

  /** The lines with what is known of them, oldest first. */
  public List<CartItem> items() {
    return items;
  }

  /** What its lines cost together; of a closed cart, what they cost then. */
  public CartTotals totals() {
    return stored
        .closing()
        .map(Closing::totals)
        .orElseGet(() -> CartTotals.of(items, stored.currency()));
  }

  /** What the customer should know about its lines; nothing any more once it is closed. */
  public List<Notice> notices() {
    if (stored.isClosed()) {
      return List.of();
    }
    Map<ProductAtLocation, Integer> atLocations = stored.quantitiesBy(CartLine::product);
    Map<ProductId, Integer> ofProducts = stored.quantitiesBy(line -> line.product().id());
    List<Notice> notices = new ArrayList<>();
    items.forEach(item -> notices.addAll(notices(item, atLocations, ofProducts)));
    return List.copyOf(notices);
  }

  private List<Notice> notices(
      CartItem item,
      Map<ProductAtLocation, Integer> atLocations,
      Map<ProductId, Integer> ofProducts) {
    ProductAtLocation product = item.line().product();
    int atLocation = atLocations.getOrDefault(product, 0);
    int ofProduct = ofProducts.getOrDefault(product.id(), 0);
    return item.notices(stored.currency(), atLocation, ofProduct - item.line().quantity());
  }

  /** The same cart under its next version. */
  public Cart withStored(StoredCart other) {
    return new Cart(other, offers, policy);
  }

  /**
   * What becomes of a cart.
   *
   * @param results one for each entry that was to be added, in the order asked
   */
  public record Decision(Cart cart, List<CartEntry.Result> results) {

    public Decision {
      results = List.copyOf(results);
    }

    /** Where nothing was to be added. */
    public static Decision of(Cart cart) {
      return new Decision(cart, List.of());
    }

    private List<Refusal.OfEntry> refusals() {
      return results.stream().flatMap(result -> Stream.ofNullable(result.refusal())).toList();
    }
  }

  /**
   * With more of a product.
   *
   * @throws CartRefusedException if a limit, the product, its price or its stock does not allow it
   */
  public Decision add(CartEntry entry) {
    Decision decision = addWhatFits(List.of(entry));
    for (Refusal refusal : decision.refusals()) {
      throw refusal.asException();
    }
    return decision;
  }

  /**
   * With all of these, or none.
   *
   * @throws CartRefusedException with {@link Refusal.BatchRejected}, which names every entry that
   *     cannot be added; or with {@link Refusal.UpstreamUnavailable} if the catalog could not
   *     answer for one of them
   */
  public Decision addAll(List<CartEntry> entries) {
    Decision decision = addWhatFits(entries);
    List<Refusal.OfEntry> refusals = decision.refusals();
    refuseUnavailable(refusals.stream().flatMap(refusal -> Stream.ofNullable(refusal.reason())));
    if (!refusals.isEmpty()) {
      throw new Refusal.BatchRejected(decision.results()).asException();
    }
    return decision;
  }

  /** With those of these that can be added. Entries for one line are summed and share a result. */
  public Decision addWhatFits(List<CartEntry> entries) {
    Map<CartLine.Content, CartEntry> sums = new LinkedHashMap<>();
    entries.forEach(
        entry ->
            sums.merge(entry.content(), entry, (one, other) -> one.and(other, stored.currency())));
    StoredCart grown = stored;
    Map<CartLine.Content, CartEntry.Result> results = new LinkedHashMap<>();
    for (CartEntry entry : sums.values()) {
      Optional<Refusal.OfEntry> refusal = refusalOf(entry, grown);
      if (refusal.isPresent()) {
        results.put(entry.content(), CartEntry.Result.refused(entry.product(), refusal.get()));
      } else {
        boolean isNew = grown.line(entry.content()).isEmpty();
        grown = grown.withEntry(entry, quantityWith(entry, grown));
        LineId line = grown.line(entry.content()).map(CartLine::id).orElseThrow();
        results.put(entry.content(), CartEntry.Result.taken(entry.product(), line, isNew));
      }
    }
    return new Decision(
        grown.equals(stored) ? this : referenced(grown),
        entries.stream().map(entry -> results.get(entry.content())).toList());
  }

  /** What the entry's line holds once it is added. */
  private static int quantityWith(CartEntry entry, StoredCart lines) {
    int held = lines.line(entry.content()).map(CartLine::quantity).orElse(0);
    return CartLine.sum(held, entry.quantity());
  }

  /**
   * With that line replaced by what the change makes of it. Under the rules of adding, held against
   * the cart without the line: it may have more of what it holds, another location or other words.
   *
   * @throws CartRefusedException under the rules of adding, or if there is no such line
   */
  public Decision replaceLine(LineId lineId, CartLine.Change change) {
    CartLine line = stored.line(lineId).orElseThrow(() -> new Refusal.ItemNotFound().asException());
    CartEntry entry = new CartEntry(change.contentOf(line), change.quantityOf(line), null);
    Optional<Refusal.OfEntry> refusal = refusalOf(entry, stored.remove(lineId));
    if (refusal.isPresent()) {
      throw refusal.get().asException();
    }
    StoredCart changed = stored.replaceLine(line, change);
    return new Decision(referenced(changed), change.results(line, stored, changed));
  }

  /**
   * Why an entry cannot be added to these lines: the first reason that applies, in the order that
   * the API promises. What could not be answered does not stand in the way, save by the catalog.
   */
  private Optional<Refusal.OfEntry> refusalOf(CartEntry entry, StoredCart lines) {
    ProductAtLocation product = entry.product();
    Offer offer = offers.about(product);
    Optional<Refusal.OfEntry> noRoom =
        stored.line(entry.content()).isPresent()
            ? Optional.empty()
            : lines.refusalOfLine(entry.content(), policy);
    if (noRoom.isPresent()) {
      return noRoom;
    }
    if (offer.isUnknown()) {
      return Optional.of(new Refusal.UnknownProduct());
    }
    Optional<CatalogItem> item = offer.item();
    if (item.isEmpty()) {
      return Optional.of(new Refusal.UpstreamUnavailable(whyUnavailable(offer)));
    }
    if (offer.isNotSellable()) {
      return Optional.of(new Refusal.ProductNotSellable());
    }
    OrderLimits limits = item.map(CatalogItem::orderLimits).orElseThrow();
    int quantity = quantityWith(entry, lines);
    int most =
        Math.min(policy.maxQuantity(), limits.perOrder() - lines.quantityBeside(entry.content()));
    if (quantity > most || !limits.allows(quantity)) {
      return Optional.of(Refusal.QuantityLimit.of(limits, most));
    }
    if (isInAnotherCurrency(offer, entry.shownPrice())) {
      return Optional.of(new Refusal.CurrencyMismatch());
    }
    int inCart = lines.quantityOf(product);
    return offer
        .available()
        .filter(available -> CartLine.sum(inCart, entry.quantity()) > available)
        .map(available -> new Refusal.InsufficientStock(entry.quantity(), inCart, available));
  }

  private static Reason whyUnavailable(Offer offer) {
    return offer
        .product()
        .flatMap(Answer::reason)
        .orElseThrow(() -> new IllegalStateException("the catalog was not asked"));
  }

  private boolean isInAnotherCurrency(Offer offer, @Nullable Money shownPrice) {
    return offer.isInAnotherCurrency(stored.currency())
        || (shownPrice != null && !shownPrice.currency().equals(stored.currency()));
  }

  /** Lines whose price was unknown when they were added get their reference price now. */
  private Cart referenced(StoredCart changed) {
    StoredCart complete = changed;
    for (CartLine line : changed.lines()) {
      if (line.reference() == null) {
        complete = complete.replace(line.id(), this::accepted);
      }
    }
    return withStored(complete);
  }

  /** The line, with the price now as what the customer has accepted, where it is known. */
  private CartLine accepted(CartLine line) {
    return offers
        .about(line.product())
        .unitPrice(stored.currency())
        .map(line::withReference)
        .orElse(line);
  }

  /**
   * With the prices of these notices as what the customer has accepted. Repeating it is harmless.
   *
   * @throws CartRefusedException if some of them are facts, or are no price notices of this cart
   *     now, or if that is unknown while a price is not available
   */
  public Cart acknowledge(List<String> noticeIds) {
    List<LineId> accepted = PriceAcknowledgement.of(this, noticeIds);
    StoredCart changed = stored;
    for (LineId lineId : accepted) {
      changed = changed.replace(lineId, this::accepted);
    }
    return changed.equals(stored) ? this : referenced(changed);
  }

  /**
   * Closed, with the prices, lifecycles and totals of now.
   *
   * @param charged what the order system charges; absent if it takes what is known
   * @throws CartRefusedException if the cart costs something else now, or if that is unknown
   */
  public StoredCart close(String orderId, @Nullable Money charged) {
    if (charged != null) {
      requireSubtotal(charged);
    }
    return stored.closedBy(orderId, Closing.of(this));
  }

  /** All prices may be known and still not add up: some with tax, others without. */
  private void requireSubtotal(Money charged) {
    refuseUnavailable(items.stream().flatMap(item -> item.doubt(stored.currency()).stream()));
    Money current =
        totals()
            .subtotal()
            .orElseThrow(
                () -> new Refusal.UpstreamUnavailable(Reason.INVALID_ANSWER).asException());
    if (!current.equals(charged)) {
      throw new Refusal.PriceChanged(charged, current).asException();
    }
  }

  /** With the worst of the reasons, if there is one. */
  private static void refuseUnavailable(Stream<Reason> reasons) {
    Optional<Reason> worst = reasons.max(Comparator.naturalOrder());
    if (worst.isPresent()) {
      throw new Refusal.UpstreamUnavailable(worst.get()).asException();
    }
  }

  /** Carts are values: equal where the same is stored and known of them. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Cart cart
        && stored.equals(cart.stored)
        && offers.equals(cart.offers)
        && policy.equals(cart.policy);
  }

  @Override
  public int hashCode() {
    return Objects.hash(stored, offers, policy);
  }

  @Override
  public String toString() {
    return "Cart[" + stored.id() + " version " + stored.version() + "]";
  }
}
