package io.pannier.cart.domain.model;

import io.pannier.shared.model.Money;
import java.util.Currency;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What the buyable lines of a cart cost together: the sum of lines that were rounded by themselves.
 * Net and gross prices do not add up, so all that is summed says the same of tax as the oldest line
 * with a price. A price that does not say may be either, so it is left out too where others say.
 *
 * @param pricedSubtotal of the lines whose price is known and says the same of tax
 * @param unpriced the other buyable lines
 * @param taxIncluded whether the sum includes tax; absent where its prices do not say, and where
 *     there are none
 */
public record CartTotals(
    Money pricedSubtotal, List<LineId> unpriced, @Nullable Boolean taxIncluded) {

  public CartTotals {
    unpriced = List.copyOf(unpriced);
  }

  static CartTotals of(List<CartItem> items, Currency currency) {
    List<CartItem> buyable =
        items.stream().filter(item -> item.offer().isBuyable(currency)).toList();
    Boolean taxIncluded =
        buyable.stream()
            .filter(item -> item.total().isPresent())
            .findFirst()
            .flatMap(item -> item.offer().taxIncluded())
            .orElse(null);
    Predicate<CartItem> isSummed = item -> item.total().isPresent() && saysOfTax(item, taxIncluded);
    Money sum =
        buyable.stream()
            .filter(isSummed)
            .flatMap(item -> item.total().stream())
            .reduce(Money.zero(currency), Money::plus);
    return new CartTotals(
        sum, buyable.stream().filter(isSummed.negate()).map(CartItem::id).toList(), taxIncluded);
  }

  private static boolean saysOfTax(CartItem item, @Nullable Boolean taxIncluded) {
    return Objects.equals(item.offer().taxIncluded().orElse(null), taxIncluded);
  }

  /** What they all cost; empty while one of them is not in the sum. */
  public Optional<Money> subtotal() {
    return unpriced.isEmpty() ? Optional.of(pricedSubtotal) : Optional.empty();
  }
}
