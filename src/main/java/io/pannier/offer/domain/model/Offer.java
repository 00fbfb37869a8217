package io.pannier.offer.domain.model;

import io.pannier.catalog.domain.model.CatalogItem;
import io.pannier.inventory.domain.model.StockLevel;
import io.pannier.pricing.domain.model.Price;
import io.pannier.shared.model.Answer;
import io.pannier.shared.model.Money;
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

  /** What the catalog says of it; empty where it says nothing, or could not answer. */
  public Optional<CatalogItem> item() {
    return product.flatMap(Answer::known);
  }

  /** Without answers that are substitutes or unavailable. */
  public Offer sure() {
    return new Offer(
        product.filter(answer -> answer.reason().isEmpty()),
        price.filter(answer -> answer.reason().isEmpty()),
        stock.filter(answer -> answer.reason().isEmpty()));
  }

  /** The catalog says that there is no such product. */
  public boolean isUnknown() {
    return product.filter(answer -> answer instanceof Answer.NotFound).isPresent();
  }

  /** Catalog or pricing say that it is not for sale; unavailable answers do not count. */
  public boolean isNotSellable() {
    return isUnknown()
        || item().filter(item -> !item.isSellable()).isPresent()
        || price.filter(answer -> answer instanceof Answer.NotFound).isPresent();
  }

  /**
   * Whether it counts for totals: no answer says that it is not for sale, or in another currency.
   */
  public boolean isBuyable(Currency currency) {
    return !isNotSellable() && !isInAnotherCurrency(currency);
  }

  public boolean isInAnotherCurrency(Currency currency) {
    return unitPrice().filter(unit -> !unit.currency().equals(currency)).isPresent();
  }

  public Optional<Money> unitPrice() {
    return price.flatMap(Answer::known).map(Price::current);
  }

  /** Whether the price includes tax; empty where it does not say, or is not known. */
  public Optional<Boolean> taxIncluded() {
    return price.flatMap(Answer::known).flatMap(known -> Optional.ofNullable(known.taxIncluded()));
  }

  public Optional<Money> unitPrice(Currency currency) {
    return unitPrice().filter(unit -> unit.currency().equals(currency));
  }

  /**
   * Whether the product's limits allow what the line holds. True where they are unknown, or allow
   * no quantity: then the product is not sellable at all.
   *
   * @param elsewhere how many of the product the other lines hold
   */
  public boolean isQuantityAllowed(int quantity, int elsewhere) {
    return item()
        .map(CatalogItem::orderLimits)
        .map(limits -> limits.allows(quantity) && (long) quantity + elsewhere <= limits.perOrder())
        .orElse(true);
  }

  /**
   * How many there are; empty where the number is not known. A location that does not stock it has
   * none.
   */
  public Optional<Integer> available() {
    return stock.map(StockLevel::from).flatMap(level -> Optional.ofNullable(level.available()));
  }

  /** Whether it can be had, as far as is known. */
  public StockLevel.Availability availability() {
    return stock
        .map(StockLevel::from)
        .map(StockLevel::availability)
        .orElse(StockLevel.Availability.UNKNOWN);
  }
}
