package io.pannier.cart.domain.model;

import io.pannier.shared.model.Money;
import io.pannier.shared.model.ProductAtLocation;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A cart after several entries were to be added.
 *
 * @param results one for each entry, in the order asked
 */
public record CartAddition(Cart cart, List<CartEntry.Result> results) {

  public CartAddition {
    results = List.copyOf(results);
  }

  /** Adds what can be added. Entries for one line are summed and share one result. */
  static CartAddition to(Cart cart, List<CartEntry> entries) {
    Currency currency = cart.stored().currency();
    Map<ProductAtLocation, CartEntry> sums = new LinkedHashMap<>();
    entries.forEach(
        entry -> sums.merge(entry.product(), entry, (one, other) -> sum(one, other, currency)));
    Cart grown = cart;
    Map<ProductAtLocation, CartEntry.Result> byProduct = new LinkedHashMap<>();
    for (CartEntry entry : sums.values()) {
      Refusal refusal = grown.refusal(entry).orElse(null);
      if (refusal == null) {
        boolean created = grown.stored().quantityOf(entry.product()) == 0;
        byProduct.put(entry.product(), CartEntry.Result.taken(entry.product(), created));
        grown = grown.with(entry);
      } else {
        byProduct.put(entry.product(), CartEntry.Result.refused(entry.product(), refusal));
      }
    }
    return new CartAddition(
        grown, entries.stream().map(entry -> byProduct.get(entry.product())).toList());
  }

  /**
   * Both as one. Of two shown prices the first counts, save that one in another currency does: it
   * refuses both entries.
   */
  private static CartEntry sum(CartEntry one, CartEntry other, Currency currency) {
    Money shown = one.shownPrice();
    Money next = other.shownPrice();
    boolean takesNext = shown == null || (next != null && !next.currency().equals(currency));
    return new CartEntry(
        one.product(), saturatedSum(one.quantity(), other.quantity()), takesNext ? next : shown);
  }

  /** More than any limit is as good as the true sum, and does not overflow. */
  static int saturatedSum(int one, int other) {
    return (int) Math.min(Integer.MAX_VALUE, (long) one + other);
  }
}
