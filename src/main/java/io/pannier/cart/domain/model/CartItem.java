package io.pannier.cart.domain.model;

import io.pannier.catalog.domain.model.CatalogItem;
import io.pannier.inventory.domain.model.StockLevel;
import io.pannier.offer.domain.model.Offer;
import io.pannier.shared.model.Answer;
import io.pannier.shared.model.Answer.Reason;
import io.pannier.shared.model.Money;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A line of a cart together with what is known of its product now.
 *
 * @param closed what the cart was closed with; absent while it is open
 */
public record CartItem(CartLine line, Offer offer, Closing.@Nullable Line closed) {

  public LineId id() {
    return line.id();
  }

  /** What the line costs, rounded by itself; empty where its price is not known. */
  public Optional<Money> total() {
    return closed != null
        ? Optional.ofNullable(closed.total())
        : offer.unitPrice().map(unit -> unit.times(line.quantity()));
  }

  /**
   * Where the product stands in its life, or stood when the cart was closed; empty if not known.
   */
  public Optional<CatalogItem.Lifecycle> lifecycle() {
    return closed != null
        ? Optional.ofNullable(closed.lifecycle())
        : offer.item().map(CatalogItem::lifecycle);
  }

  /** Why it is not sure now what the line adds to the totals; empty if it is. */
  Optional<Reason> doubt(Currency currency) {
    return offer.sure().isBuyable(currency)
        ? Stream.concat(
                offer.product().flatMap(Answer::reason).stream(),
                offer.price().flatMap(Answer::reason).stream())
            .max(Comparator.naturalOrder())
        : Optional.empty();
  }

  /**
   * What the customer should know about it.
   *
   * @param atLocation how many of the product all lines at this location hold, together with this
   * @param beside how many of the product the other lines hold
   */
  List<Notice> notices(Currency currency, int atLocation, int beside) {
    List<Notice> notices = new ArrayList<>();
    offer
        .unitPrice(currency)
        .filter(unit -> line.reference() != null && !unit.equals(line.reference()))
        .ifPresent(unit -> notices.add(Notice.priceChange(id(), reference(), unit)));
    if (offer.availability() == StockLevel.Availability.OUT_OF_STOCK) {
      notices.add(fact(Notice.Code.OUT_OF_STOCK, "0"));
    } else {
      offer
          .available()
          .filter(available -> available < atLocation)
          .ifPresent(
              available -> notices.add(fact(Notice.Code.INSUFFICIENT_STOCK, available.toString())));
    }
    if (offer.isNotSellable()) {
      notices.add(fact(Notice.Code.NOT_SELLABLE, ""));
    }
    if (!offer.isQuantityAllowed(line.quantity(), beside)) {
      notices.add(fact(Notice.Code.QUANTITY_NOT_ALLOWED, Integer.toString(line.quantity())));
    }
    if (offer.isInAnotherCurrency(currency)) {
      notices.add(fact(Notice.Code.CURRENCY_MISMATCH, ""));
    }
    return notices;
  }

  private Money reference() {
    return Optional.ofNullable(line.reference()).orElseThrow();
  }

  private Notice fact(Notice.Code code, String currentValue) {
    return Notice.fact(id(), code, currentValue);
  }
}
