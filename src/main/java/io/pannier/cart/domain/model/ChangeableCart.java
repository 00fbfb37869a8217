package io.pannier.cart.domain.model;

import io.pannier.cart.domain.model.Refusal.CartRefusedException;
import java.time.Instant;
import java.util.Currency;
import java.util.List;

/**
 * A cart as it is read to be changed: with what it remembers of earlier changes, so that none is
 * made twice. Only this can be saved: a cart that was read to be looked at would forget them.
 */
public record ChangeableCart(StoredCart stored, Receipts receipts, Merges merges) {

  /** A new cart; a guest's is short-lived until it holds something. */
  public static ChangeableCart create(
      CartOwner owner, Currency currency, Instant now, CartPolicy policy) {
    return new ChangeableCart(
        StoredCart.create(owner, currency, now, policy), Receipts.NONE, Merges.NONE);
  }

  /** The same cart, holding that. */
  public ChangeableCart with(StoredCart changed) {
    return new ChangeableCart(changed, receipts, merges);
  }

  /** The next version of this cart: a change was made, so it lives on. */
  public ChangeableCart next(Instant now, CartPolicy policy) {
    return with(stored.next(now, policy));
  }

  /** With a receipt for the change that made this version. */
  public ChangeableCart withReceipt(
      Receipts.Key key, List<CartEntry.Result> results, CartPolicy policy) {
    Receipts.Receipt receipt =
        new Receipts.Receipt(
            key.keyHash(), key.commandHash(), stored.version(), stored.updatedAt(), results);
    return new ChangeableCart(stored, receipts.with(receipt, policy), merges);
  }

  /**
   * With the lines of a guest's cart, and with the report of it.
   *
   * @throws CartRefusedException {@code CURRENCY_MISMATCH} if both hold lines, of different
   *     currencies
   */
  public ChangeableCart merge(
      StoredCart source, CartMerge.Strategy strategy, Instant now, CartPolicy policy) {
    CartMerge merge = CartMerge.into(stored, source, strategy, policy);
    return new ChangeableCart(
        merge.target(),
        receipts,
        merges.with(new Merges.Merge(source.id(), now, merge.report()), policy));
  }
}
