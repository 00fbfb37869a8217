package io.pannier.cart.domain.model;

import io.pannier.cart.domain.model.Refusal.CartRefusedException;
import io.pannier.shared.model.InvalidValueException;
import io.pannier.shared.model.ProductAtLocation;
import io.pannier.shared.model.SellingLocationId;
import java.time.Instant;
import java.util.Currency;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a cart holds, with the rules that need no upstream: room, removing, decreasing, expiry. To
 * look at; a change needs it with what it remembers, as a {@link ChangeableCart}.
 *
 * @param version counts the changes, from 1
 * @param expiresAt when the cart is gone, for readers at once
 */
public record StoredCart(
    CartId id,
    long version,
    CartOwner owner,
    CartState state,
    Currency currency,
    List<CartLine> lines,
    Instant createdAt,
    Instant updatedAt,
    Instant expiresAt) {

  /** Of all lines together. */
  private static final int MOST_WORDS_IN_BYTES = 16 * 1024;

  public StoredCart {
    if (version < 1) {
      throw new InvalidValueException("versions are counted from 1");
    }
    lines = List.copyOf(lines);
    if (state instanceof CartState.Closed closed
        && closed.closing() != null
        && !closed.closing().fits(currency, lines)) {
      throw new InvalidValueException("a cart is closed with the prices of all its lines");
    }
  }

  /** A new cart; a guest's is short-lived until it holds something. */
  public static StoredCart create(
      CartOwner owner, Currency currency, Instant now, CartPolicy policy) {
    return new StoredCart(
        CartId.random(),
        1,
        owner,
        CartState.ACTIVE,
        currency,
        List.of(),
        now,
        now,
        now.plus(policy.firstLifetimeOf(owner)));
  }

  /** Expired carts are hidden at once, and deleted by the database later. */
  public boolean isExpired(Instant now) {
    return !now.isBefore(expiresAt);
  }

  /** Whether it still serves its owner. */
  public boolean isLive(Instant now) {
    return state.equals(CartState.ACTIVE) && !isExpired(now);
  }

  /**
   * Lets changes through.
   *
   * @throws CartRefusedException if it was merged or closed
   */
  public void requireActive() {
    if (state instanceof CartState.Merged merged) {
      throw new Refusal.CartMerged(merged.mergedInto()).asException();
    }
    if (state instanceof CartState.Closed closed) {
      throw new Refusal.CartClosed(closed.orderId()).asException();
    }
  }

  /**
   * Lets through what needs something in the cart.
   *
   * @throws CartRefusedException {@code CART_EMPTY}
   */
  public void requireLines() {
    if (lines.isEmpty()) {
      throw new Refusal.CartEmpty().asException();
    }
  }

  public Optional<CartLine> line(LineId lineId) {
    return lines.stream().filter(line -> line.id().equals(lineId)).findFirst();
  }

  /** With that line only: for showing it alone, never for storing. */
  public StoredCart reducedTo(CartLine line) {
    return withLines(List.of(line));
  }

  /** The line that holds the same, with the same words on it. */
  public Optional<CartLine> line(CartLine.Content content) {
    return lines.stream().filter(line -> line.content().equals(content)).findFirst();
  }

  /** The products of its lines, oldest first, in a new set that the caller may change. */
  public Set<ProductAtLocation> products() {
    Set<ProductAtLocation> products = new LinkedHashSet<>();
    lines.forEach(line -> products.add(line.product()));
    return products;
  }

  /** How many of the product at this location its lines hold, whatever the words on them. */
  public int quantityOf(ProductAtLocation product) {
    return quantity(line -> line.product().equals(product));
  }

  /** The quantities of its lines, added up for each key. */
  <K> Map<K, Integer> quantitiesBy(Function<CartLine, K> key) {
    return lines.stream().collect(Collectors.toMap(key, CartLine::quantity, CartLine::sum));
  }

  /** How many of the product the other lines hold, here and at other locations. */
  int quantityBeside(CartLine.Content content) {
    return quantity(
        line ->
            line.product().id().equals(content.product().id()) && !line.content().equals(content));
  }

  private int quantity(Predicate<CartLine> which) {
    return lines.stream().filter(which).mapToInt(CartLine::quantity).reduce(0, CartLine::sum);
  }

  /** Why there is no room for a line that holds this; empty if there is. */
  public Optional<Refusal.OfEntry> refusalOfLine(CartLine.Content content, CartPolicy policy) {
    if (line(content).isPresent()) {
      return Optional.empty();
    }
    int words = content.attributes().bytes();
    if (lines.size() >= policy.maxLines()
        || (words > 0 && wordsInBytes() + words > MOST_WORDS_IN_BYTES)) {
      return Optional.of(new Refusal.CartFull());
    }
    ProductAtLocation product = content.product();
    Set<SellingLocationId> locations =
        lines.stream().map(line -> line.product().location()).collect(Collectors.toSet());
    return locations.size() >= policy.maxLocations() && !locations.contains(product.location())
        ? Optional.of(new Refusal.TooManyLocations())
        : Optional.empty();
  }

  private int wordsInBytes() {
    return lines.stream().mapToInt(line -> line.content().attributes().bytes()).sum();
  }

  /** Without this line; the same cart if there is none. */
  public StoredCart remove(LineId lineId) {
    return withLines(lines.stream().filter(line -> !line.id().equals(lineId)).toList());
  }

  public StoredCart clear() {
    return withLines(List.of());
  }

  /** With that entry's line holding that quantity; a new line has the shown price as reference. */
  StoredCart withEntry(CartEntry entry, int quantity) {
    return withLine(
        line(entry.content())
            .map(line -> line.withQuantity(quantity))
            .orElseGet(
                () ->
                    new CartLine(
                        LineId.next(entry.content()),
                        entry.content(),
                        quantity,
                        entry.shownPrice())));
  }

  /**
   * With what the change makes of this line in its place; where the cart holds that already, the
   * quantities add. At the same location the customer's accepted price stays.
   */
  public StoredCart replaceLine(CartLine line, CartLine.Change change) {
    if (change.isRemoval()) {
      return remove(line.id());
    }
    CartLine.Content content = change.contentOf(line);
    int quantity = change.quantityOf(line);
    if (content.equals(line.content())) {
      return replace(line.id(), former -> former.withQuantity(quantity));
    }
    boolean stays = content.product().equals(line.product());
    CartLine changed =
        new CartLine(LineId.next(content), content, quantity, stays ? line.reference() : null);
    return line(content)
        .map(
            other ->
                remove(line.id())
                    .withLine(other.joinedWith(changed, CartLine.sum(other.quantity(), quantity))))
        .orElseGet(() -> replace(line.id(), former -> changed));
  }

  /** With this line in the place of the one with its id, else as the last. */
  StoredCart withLine(CartLine line) {
    return line(line.id()).isPresent()
        ? replace(line.id(), former -> line)
        : withLines(Stream.concat(lines.stream(), Stream.of(line)).toList());
  }

  StoredCart replace(LineId lineId, UnaryOperator<CartLine> change) {
    return withLines(
        lines.stream().map(line -> line.id().equals(lineId) ? change.apply(line) : line).toList());
  }

  /** Frozen, since its lines go into that cart. */
  public StoredCart mergedInto(CartId target) {
    return inState(new CartState.Merged(target));
  }

  /** Frozen, since the order system took it, at these prices. */
  public StoredCart closedBy(String orderId, Closing closing) {
    return inState(new CartState.Closed(orderId, closing));
  }

  /** Whether that order took it. */
  public boolean isClosedBy(String orderId) {
    return state instanceof CartState.Closed closed && closed.orderId().equals(orderId);
  }

  public boolean isClosed() {
    return state instanceof CartState.Closed;
  }

  /** What it was closed with; empty where it is open, or where that was not kept. */
  public Optional<Closing> closing() {
    return state instanceof CartState.Closed closed
        ? Optional.ofNullable(closed.closing())
        : Optional.empty();
  }

  /** In that currency, which only a cart without lines can change to. */
  public StoredCart inCurrency(Currency other) {
    if (!lines.isEmpty() && !other.equals(currency)) {
      throw new IllegalStateException("a cart with lines stays in its currency");
    }
    return copy(version, state, other, lines, updatedAt, expiresAt);
  }

  /**
   * Ready to take the lines of that cart: in their currency, if it has none of its own.
   *
   * @throws CartRefusedException {@code CURRENCY_MISMATCH} if both hold lines, of different
   *     currencies
   */
  public StoredCart readyFor(StoredCart source) {
    if (source.lines.isEmpty() || source.currency.equals(currency)) {
      return this;
    }
    if (!lines.isEmpty()) {
      throw new Refusal.CurrencyMismatch().asException();
    }
    return inCurrency(source.currency);
  }

  /** The next version of this cart: a change was made, so it lives on. */
  public StoredCart next(Instant now, CartPolicy policy) {
    Instant end = now.plus(policy.lifetimeOf(owner));
    return copy(version + 1, state, currency, lines, now, end);
  }

  private StoredCart withLines(List<CartLine> other) {
    return copy(version, state, currency, other, updatedAt, expiresAt);
  }

  private StoredCart inState(CartState other) {
    return copy(version, other, currency, lines, updatedAt, expiresAt);
  }

  private StoredCart copy(
      long nextVersion,
      CartState nextState,
      Currency nextCurrency,
      List<CartLine> nextLines,
      Instant changedAt,
      Instant end) {
    return new StoredCart(
        id, nextVersion, owner, nextState, nextCurrency, nextLines, createdAt, changedAt, end);
  }
}
