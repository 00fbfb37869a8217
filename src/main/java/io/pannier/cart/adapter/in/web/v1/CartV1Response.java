package io.pannier.cart.adapter.in.web.v1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.pannier.cart.application.CartResult;
import io.pannier.cart.domain.model.Cart;
import io.pannier.cart.domain.model.CartItem;
import io.pannier.catalog.domain.model.CatalogItem;
import io.pannier.inventory.domain.model.StockLevel;
import io.pannier.shared.model.Money;
import io.pannier.shared.web.json.ProductIdJson;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The flat cart of version 1. What is not known is left out, and so is what its form cannot say:
 * every amount is in the cart's currency, so a price in another one is not shown as a number.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record CartV1Response(
    String cartId, List<Item> items, @Nullable BigDecimal total, String currency) {

  static CartV1Response from(Cart cart) {
    Currency currency = cart.stored().currency();
    return new CartV1Response(
        cart.stored().id().value(),
        cart.items().stream().map(item -> Item.from(item, currency)).toList(),
        cart.totals().subtotal().map(Money::amount).orElse(null),
        currency.getCurrencyCode());
  }

  /** A line, at whatever location and whatever words are on it; version 1 shows neither. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Item(
      @JsonUnwrapped ProductIdJson identifier,
      @Nullable String name,
      int qty,
      @Nullable BigDecimal price,
      @Nullable BigDecimal total,
      @Nullable Boolean inStock) {

    static Item from(CartItem item, Currency currency) {
      return new Item(
          ProductIdJson.of(item.line().product().id()),
          item.offer().item().map(CatalogItem::name).orElse(null),
          item.line().quantity(),
          item.offer().unitPrice(currency).map(Money::amount).orElse(null),
          item.total()
              .filter(total -> total.currency().equals(currency))
              .map(Money::amount)
              .orElse(null),
          item.offer().stock().flatMap(answer -> inStock(StockLevel.from(answer))).orElse(null));
    }

    private static Optional<Boolean> inStock(StockLevel level) {
      return switch (level.availability()) {
        case IN_STOCK -> Optional.of(true);
        case OUT_OF_STOCK -> Optional.of(false);
        case UNKNOWN -> Optional.empty();
      };
    }
  }

  /**
   * A cart that was asked for.
   *
   * @param cartToken the secret of a guest's cart; absent for customers
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Created(String cartId, @Nullable String cartToken) {

    static Created from(CartResult.Created created) {
      return new Created(
          created.cart().stored().id().value(),
          created.token() == null ? null : created.token().secret());
    }
  }
}
