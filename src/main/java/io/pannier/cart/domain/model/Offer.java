package io.pannier.cart.domain.model;

import io.pannier.catalog.domain.model.CatalogItem;
import io.pannier.catalog.domain.model.OrderLimits;
import io.pannier.inventory.domain.model.Availability;
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

  /**
   * Why a line may not grow to hold so many more; the first that applies, in the order that the API
   * promises. What could not be told does not stand in the way, save the catalog.
   *
   * @param requested how many the line shall hold
   * @param asked how many the client asks for: more of them, or in all
   * @param inCart how many the line holds
   */
  Optional<Refusal> refusal(
      int requested, int asked, int inCart, Currency currency, CartPolicy policy) {
    if (isUnknown()) {
      return Optional.of(Refusal.of(RefusalCode.UNKNOWN_PRODUCT));
    }
    Optional<CatalogItem> item = product.flatMap(Answer::known);
    if (item.isEmpty()) {
      return Optional.of(Refusal.untold(whyCatalogCouldNotTell()));
    }
    if (isNotSellable()) {
      return Optional.of(Refusal.of(RefusalCode.PRODUCT_NOT_SELLABLE));
    }
    OrderLimits limits = item.get().orderLimits();
    if (requested > policy.maxQuantity() || !limits.allows(requested)) {
      return Optional.of(
          Refusal.quantityLimit(
              limits.minimum(),
              Math.min(limits.maximum(), policy.maxQuantity()),
              limits.multiple()));
    }
    if (isInAnotherCurrency(currency)) {
      return Optional.of(Refusal.of(RefusalCode.CURRENCY_MISMATCH));
    }
    return available()
        .filter(available -> requested > available)
        .map(available -> Refusal.insufficientStock(asked, inCart, available));
  }

  private Reason whyCatalogCouldNotTell() {
    return product
        .flatMap(Answer::reason)
        .orElseThrow(() -> new IllegalStateException("nobody asked the catalog"));
  }

  /** The catalog says that there is no such product. */
  boolean isUnknown() {
    return product.filter(answer -> answer instanceof Answer.NotFound).isPresent();
  }

  /** Somebody says that it is not for sale; that nobody could tell does not count. */
  boolean isNotSellable() {
    return isUnknown()
        || product.flatMap(Answer::known).filter(item -> !item.lifecycle().isSellable()).isPresent()
        || price.filter(answer -> answer instanceof Answer.NotFound).isPresent();
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

  boolean isQuantityAllowed(int quantity) {
    return product
        .flatMap(Answer::known)
        .map(item -> item.orderLimits().allows(quantity))
        .orElse(true);
  }

  /**
   * How many there are; empty where the number is not known. A location that does not stock it has
   * none.
   */
  Optional<Integer> available() {
    return stock.map(StockLevel::toldBy).flatMap(level -> Optional.ofNullable(level.available()));
  }

  /** Whether it can be had, as far as anybody could tell. */
  public Availability availability() {
    return stock.map(StockLevel::toldBy).map(StockLevel::availability).orElse(Availability.UNKNOWN);
  }
}
