package io.pannier.cart.domain.model;

import io.pannier.catalog.domain.model.CatalogItem.OrderLimits;
import io.pannier.shared.model.Answer.Reason;
import io.pannier.shared.model.Money;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Why a cart refuses what it is asked: everything that the business can say no to. */
public sealed interface Refusal {

  /** Names the kind. Receipts keep the codes of refused entries, so a code never changes. */
  String code();

  /** The numbers that explain it, by name, in the order in which they are shown. */
  default Map<String, Integer> figures() {
    return Map.of();
  }

  default CartRefusedException asException() {
    return new CartRefusedException(this);
  }

  /** Why one entry cannot be put into the cart. */
  sealed interface OfEntry extends Refusal {

    /** Why an upstream could not answer; present exactly with {@link UpstreamUnavailable}. */
    default @Nullable Reason reason() {
      return null;
    }

    /**
     * The refusal that a receipt keeps.
     *
     * @throws IllegalArgumentException if these are not what a refusal with this code consists of
     */
    static OfEntry of(String code, Map<String, Integer> figures, @Nullable Reason reason) {
      OfEntry refusal = withCode(code, figures, reason);
      if (!refusal.figures().equals(figures) || refusal.reason() != reason) {
        throw new IllegalArgumentException(code + " is not explained by " + figures.keySet());
      }
      return refusal;
    }

    private static OfEntry withCode(
        String code, Map<String, Integer> figures, @Nullable Reason reason) {
      return switch (code) {
        case "CART_FULL" -> new CartFull();
        case "TOO_MANY_LOCATIONS" -> new TooManyLocations();
        case "UNKNOWN_PRODUCT" -> new UnknownProduct();
        case "PRODUCT_NOT_SELLABLE" -> new ProductNotSellable();
        case "CURRENCY_MISMATCH" -> new CurrencyMismatch();
        case "QUANTITY_LIMIT" ->
            new QuantityLimit(
                figure(figures, "minimum"),
                figure(figures, "maximum"),
                figure(figures, "multiple"));
        case "INSUFFICIENT_STOCK" ->
            new InsufficientStock(
                figure(figures, "requested"),
                figure(figures, "inCart"),
                figure(figures, "available"));
        case "UPSTREAM_UNAVAILABLE" -> {
          if (reason == null) {
            throw new IllegalArgumentException("UPSTREAM_UNAVAILABLE has a reason");
          }
          yield new UpstreamUnavailable(reason);
        }
        default ->
            throw new IllegalArgumentException("No refusal of an entry has the code " + code);
      };
    }

    private static int figure(Map<String, Integer> figures, String name) {
      Integer figure = figures.get(name);
      if (figure == null) {
        throw new IllegalArgumentException(name + " is missing");
      }
      return figure;
    }
  }

  /** The cart has as many lines as a cart can have. */
  record CartFull() implements OfEntry {
    @Override
    public String code() {
      return "CART_FULL";
    }
  }

  /** The cart has lines of as many selling locations as a cart can have. */
  record TooManyLocations() implements OfEntry {
    @Override
    public String code() {
      return "TOO_MANY_LOCATIONS";
    }
  }

  /** The catalog has no such product. */
  record UnknownProduct() implements OfEntry {
    @Override
    public String code() {
      return "UNKNOWN_PRODUCT";
    }
  }

  /** The catalog, which the decision needs, could not answer. */
  record UpstreamUnavailable(Reason reason) implements OfEntry {
    @Override
    public String code() {
      return "UPSTREAM_UNAVAILABLE";
    }
  }

  /** The product is not sold at this location now. */
  record ProductNotSellable() implements OfEntry {
    @Override
    public String code() {
      return "PRODUCT_NOT_SELLABLE";
    }
  }

  /**
   * The quantity of the line must be from minimum to maximum, and a multiple of the last.
   *
   * @param maximum 0 where the other lines of the product leave no quantity at all
   */
  record QuantityLimit(int minimum, int maximum, int multiple) implements OfEntry {

    /**
     * By the product's limits.
     *
     * @param most how many the line may hold beside the other lines of the product
     */
    static QuantityLimit of(OrderLimits limits, int most) {
      int maximum = limits.within(most).map(OrderLimits::maximum).orElse(0);
      return new QuantityLimit(limits.minimum(), maximum, limits.multiple());
    }

    @Override
    public String code() {
      return "QUANTITY_LIMIT";
    }

    @Override
    public Map<String, Integer> figures() {
      Map<String, Integer> figures = new LinkedHashMap<>();
      figures.put("minimum", minimum);
      figures.put("maximum", maximum);
      figures.put("multiple", multiple);
      return figures;
    }
  }

  /** Cart and product, or the price that the customer saw, are in different currencies. */
  record CurrencyMismatch() implements OfEntry {
    @Override
    public String code() {
      return "CURRENCY_MISMATCH";
    }
  }

  /**
   * There are fewer than the line would hold.
   *
   * @param requested how many the client asks for: more of them when it adds, the whole quantity
   *     when it changes a line
   * @param inCart how many the line holds now
   */
  record InsufficientStock(int requested, int inCart, int available) implements OfEntry {

    @Override
    public String code() {
      return "INSUFFICIENT_STOCK";
    }

    @Override
    public Map<String, Integer> figures() {
      Map<String, Integer> figures = new LinkedHashMap<>();
      figures.put("requested", requested);
      figures.put("inCart", inCart);
      figures.put("available", available);
      return figures;
    }
  }

  /** A batch that must be taken whole has entries that cannot be; one result for each entry. */
  record BatchRejected(List<CartEntry.Result> results) implements Refusal {

    public BatchRejected {
      results = List.copyOf(results);
    }

    @Override
    public String code() {
      return "BATCH_REJECTED";
    }
  }

  /** The cart has no such line. */
  record ItemNotFound() implements Refusal {
    @Override
    public String code() {
      return "ITEM_NOT_FOUND";
    }
  }

  /** The cart's lines went into another cart, so it cannot be changed any more. */
  record CartMerged(CartId mergedInto) implements Refusal {
    @Override
    public String code() {
      return "CART_MERGED";
    }
  }

  /** The cart became an order, so it cannot be changed any more. */
  record CartClosed(String orderId) implements Refusal {
    @Override
    public String code() {
      return "CART_CLOSED";
    }
  }

  /** There is nothing in the cart that could be ordered. */
  record CartEmpty() implements Refusal {
    @Override
    public String code() {
      return "CART_EMPTY";
    }
  }

  /**
   * The subtotal is no longer the one that the cart was to be closed at.
   *
   * @param expected what the order system meant to charge
   * @param current the subtotal now
   */
  record PriceChanged(Money expected, Money current) implements Refusal {
    @Override
    public String code() {
      return "PRICE_CHANGED";
    }
  }

  /** These notices are facts, shown while they are true; they cannot be acknowledged. */
  record NotAcknowledgeable(List<String> noticeIds) implements Refusal {

    public NotAcknowledgeable {
      noticeIds = List.copyOf(noticeIds);
    }

    @Override
    public String code() {
      return "NOT_ACKNOWLEDGEABLE";
    }
  }

  /** These are no price notices of this cart now: the prices have changed since. */
  record NoticesChanged(List<String> noticeIds) implements Refusal {

    public NoticesChanged {
      noticeIds = List.copyOf(noticeIds);
    }

    @Override
    public String code() {
      return "NOTICES_CHANGED";
    }
  }

  /** The cart remembers the client's key for another request. */
  record IdempotencyKeyReused() implements Refusal {
    @Override
    public String code() {
      return "IDEMPOTENCY_KEY_REUSED";
    }
  }

  /** The cart refuses what it was asked. It is an answer, so it has no stack trace. */
  final class CartRefusedException extends RuntimeException {

    private final transient Refusal refusal;

    CartRefusedException(Refusal refusal) {
      super(refusal.code(), null, false, false);
      this.refusal = refusal;
    }

    public Refusal refusal() {
      return refusal;
    }
  }
}
