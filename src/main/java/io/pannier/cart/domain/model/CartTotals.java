package io.pannier.cart.domain.model;

import io.pannier.shared.model.Money;
import java.util.Currency;
import java.util.List;
import java.util.Optional;

/**
 * What the buyable lines of a cart cost together: the sum of lines that were rounded by themselves.
 *
 * @param pricedSubtotal of the lines whose price is known
 * @param unpriced the buyable lines whose price is not known
 */
public record CartTotals(Money pricedSubtotal, List<LineId> unpriced) {

  public CartTotals {
    unpriced = List.copyOf(unpriced);
  }

  static CartTotals of(List<CartItem> items, Currency currency) {
    List<CartItem> buyable =
        items.stream().filter(item -> item.offer().isBuyable(currency)).toList();
    Money sum =
        buyable.stream()
            .flatMap(item -> item.total().stream())
            .reduce(Money.zero(currency), Money::plus);
    return new CartTotals(
        sum, buyable.stream().filter(item -> item.total().isEmpty()).map(CartItem::id).toList());
  }

  /** What they all cost; empty while the price of one is not known. */
  public Optional<Money> subtotal() {
    return unpriced.isEmpty() ? Optional.of(pricedSubtotal) : Optional.empty();
  }
}
