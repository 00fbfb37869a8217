package io.pannier.cart.domain.model;

import io.pannier.catalog.domain.model.CatalogItem;
import io.pannier.catalog.domain.model.OrderLimits;
import io.pannier.inventory.domain.model.StockLevel;
import io.pannier.pricing.domain.model.Price;
import io.pannier.shared.model.Answer;
import io.pannier.shared.model.Money;
import io.pannier.shared.model.Reason;
import java.util.Currency;
import java.util.Optional;

/**
 * What is known of a product at a location, for deciding whether and for how much it is sold. An
 * answer is empty where its section was not asked for.
 */
public record Offer(
    Optional<Answer<CatalogItem>> product,
    Optional<Answer<Price>> price,
    Optional<Answer<StockLevel>> stock) {

  /** Why the product cannot be added in any quantity. */
  Optional<Refusal> refusalOfProduct() {
    if (isUnknown()) {
      return Optional.of(Refusal.of(RefusalCode.UNKNOWN_PRODUCT));
    }
    if (product.flatMap(Answer::known).isEmpty()) {
      return Optional.of(Refusal.untold(whyCatalogCouldNotTell()));
    }
    return isNotSellable()
        ? Optional.of(Refusal.of(RefusalCode.PRODUCT_NOT_SELLABLE))
        : Optional.empty();
  }

  /**
   * Why a line may not hold so many of a product that is for sale.
   *
   * @param elsewhere how many of the product the other lines hold
   */
  Optional<Refusal> refusalOfQuantity(int quantity, int elsewhere, CartPolicy policy) {
    OrderLimits limits = product.flatMap(Answer::known).map(CatalogItem::orderLimits).orElseThrow();
    int most = Math.min(policy.maxQuantity(), limits.perOrder() - elsewhere);
    return quantity <= most && limits.allows(quantity)
        ? Optional.empty()
        : Optional.of(Refusal.quantityLimit(limits, most));
  }

  /**
   * Why there is not enough for a line to hold so many.
   *
   * @param asked how many the client asks for: more of them, or in all
   * @param inCart how many the line holds
   */
  Optional<Refusal> refusalOfStock(int quantity, int asked, int inCart) {
    return available()
        .filter(available -> quantity > available)
        .map(available -> Refusal.insufficientStock(asked, inCart, available));
  }

  private Reason whyCatalogCouldNotTell() {
    return product
        .flatMap(Answer::reason)
        .orElseThrow(() -> new IllegalStateException("nobody asked the catalog"));
  }

  /** Without what is a substitute or could not be told. */
  Offer sure() {
    return new Offer(
        product.filter(answer -> answer.reason().isEmpty()),
        price.filter(answer -> answer.reason().isEmpty()),
        stock.filter(answer -> answer.reason().isEmpty()));
  }

  /** The catalog says that there is no such product. */
  boolean isUnknown() {
    return product.filter(answer -> answer instanceof Answer.NotFound).isPresent();
  }

  /** Somebody says that it is not for sale; that nobody could tell does not count. */
  boolean isNotSellable() {
    return isUnknown()
        || product.flatMap(Answer::known).filter(item -> !item.isSellable()).isPresent()
        || price.filter(answer -> answer instanceof Answer.NotFound).isPresent();
  }

  /** Whether it counts for totals: nobody says that it is not for sale, or in another currency. */
  boolean isBuyable(Currency currency) {
    return !isNotSellable() && !isInAnotherCurrency(currency);
  }

  boolean isInAnotherCurrency(Currency currency) {
    return unitPrice().filter(unit -> !unit.currency().equals(currency)).isPresent();
  }

  Optional<Money> unitPrice() {
    return price.flatMap(Answer::known).map(Price::current);
  }

  Optional<Money> unitPrice(Currency currency) {
    return unitPrice().filter(unit -> unit.currency().equals(currency));
  }

  /**
   * Whether the product's limits allow what the line holds. True where they are unknown, or allow
   * no quantity: then the product is not sellable at all.
   *
   * @param elsewhere how many of the product the other lines hold
   */
  boolean isQuantityAllowed(int quantity, int elsewhere) {
    return product
        .flatMap(Answer::known)
        .map(CatalogItem::orderLimits)
        .map(limits -> limits.allows(quantity) && (long) quantity + elsewhere <= limits.perOrder())
        .orElse(true);
  }

  /**
   * How many there are; empty where the number is not known. A location that does not stock it has
   * none.
   */
  Optional<Integer> available() {
    return stock.map(StockLevel::from).flatMap(level -> Optional.ofNullable(level.available()));
  }

  /** Whether it can be had, as far as anybody could tell. */
  public StockLevel.Availability availability() {
    return stock
        .map(StockLevel::from)
        .map(StockLevel::availability)
        .orElse(StockLevel.Availability.UNKNOWN);
  }
}
