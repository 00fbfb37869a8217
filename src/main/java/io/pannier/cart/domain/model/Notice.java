package io.pannier.cart.domain.model;

import io.pannier.shared.model.Money;
import org.jspecify.annotations.Nullable;

/**
 * Something that a customer should know about a line.
 *
 * @param id follows from line, code and current value, so that it stays the same while it is true
 * @param previous the price that was last acknowledged; only for price changes
 * @param current the price now; only for price changes
 */
public record Notice(
    String id, LineId lineId, Code code, @Nullable Money previous, @Nullable Money current) {

  static Notice fact(LineId lineId, Code code, String currentValue) {
    return new Notice(idOf(lineId, code, currentValue), lineId, code, null, null);
  }

  static Notice priceChange(LineId lineId, Money previous, Money current) {
    Code code =
        current.amount().compareTo(previous.amount()) > 0
            ? Code.PRICE_INCREASED
            : Code.PRICE_DECREASED;
    return new Notice(idOfPrice(lineId, code, current), lineId, code, previous, current);
  }

  static String idOfPrice(LineId lineId, Code code, Money current) {
    return idOf(
        lineId, code, current.amount().toPlainString() + current.currency().getCurrencyCode());
  }

  /** Never changes: clients may send an id to another release than the one that showed it. */
  private static String idOf(LineId lineId, Code code, String currentValue) {
    String text = lineId.value() + "|" + code.name() + "|" + currentValue;
    return Secrets.sha256(text).substring(0, 32);
  }

  /** What a customer should know about a line. */
  public enum Code {
    PRICE_INCREASED(true),
    PRICE_DECREASED(true),
    OUT_OF_STOCK(false),
    INSUFFICIENT_STOCK(false),
    NOT_SELLABLE(false),
    QUANTITY_NOT_ALLOWED(false),
    CURRENCY_MISMATCH(false);

    private final boolean acknowledgeable;

    Code(boolean acknowledgeable) {
      this.acknowledgeable = acknowledgeable;
    }

    /** Price changes can be acknowledged; facts are shown while they are true. */
    public boolean isAcknowledgeable() {
      return acknowledgeable;
    }
  }
}
