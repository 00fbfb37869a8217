package io.pannier.cart.domain.model;

import io.pannier.inventory.domain.model.Availability;
import io.pannier.shared.model.Money;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Optional;

/** A line of a cart together with what is known of its product now. */
public record CartItem(CartLine line, Offer offer) {

  public LineId id() {
    return line.id();
  }

  /** What the line costs, rounded by itself; empty where its price is not known. */
  public Optional<Money> total() {
    return offer.unitPrice().map(unit -> unit.times(line.quantity()));
  }

  /**
   * Whether it counts for the totals: nobody says that it cannot be sold, or in another currency.
   */
  boolean isBuyable(Currency currency) {
    return !offer.isNotSellable() && !offer.isInAnotherCurrency(currency);
  }

  /**
   * What the customer should know about it.
   *
   * @param elsewhere how many of the product the other lines hold
   */
  List<Notice> notices(Currency currency, int elsewhere) {
    List<Notice> notices = new ArrayList<>();
    offer
        .unitPrice(currency)
        .filter(unit -> line.reference() != null && !unit.equals(line.reference()))
        .ifPresent(unit -> notices.add(Notice.priceChange(id(), reference(), unit)));
    if (offer.availability() == Availability.OUT_OF_STOCK) {
      notices.add(fact(NoticeCode.OUT_OF_STOCK, "0"));
    } else {
      offer
          .available()
          .filter(available -> available < line.quantity())
          .ifPresent(
              available -> notices.add(fact(NoticeCode.INSUFFICIENT_STOCK, available.toString())));
    }
    if (offer.isNotSellable()) {
      notices.add(fact(NoticeCode.NOT_SELLABLE, ""));
    }
    if (!offer.isQuantityAllowed(line.quantity(), elsewhere)) {
      notices.add(fact(NoticeCode.QUANTITY_NOT_ALLOWED, Integer.toString(line.quantity())));
    }
    if (offer.isInAnotherCurrency(currency)) {
      notices.add(fact(NoticeCode.CURRENCY_MISMATCH, ""));
    }
    return notices;
  }

  /** The line, with the price now as what the customer has accepted, where it is known. */
  CartLine accepted(Currency currency) {
    return offer.unitPrice(currency).map(line::withReference).orElse(line);
  }

  private Money reference() {
    return Optional.ofNullable(line.reference()).orElseThrow();
  }

  private Notice fact(NoticeCode code, String currentValue) {
    return Notice.fact(id(), code, currentValue);
  }
}
