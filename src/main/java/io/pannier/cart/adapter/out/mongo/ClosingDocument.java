package io.pannier.cart.adapter.out.mongo;

import io.pannier.cart.adapter.out.mongo.LineDocument.MoneyDocument;
import io.pannier.cart.domain.model.CartTotals;
import io.pannier.cart.domain.model.Closing;
import io.pannier.cart.domain.model.LineId;
import io.pannier.catalog.domain.model.CatalogItem.Lifecycle;
import io.pannier.pricing.domain.model.Price;
import io.pannier.pricing.domain.model.Price.Kind;
import io.pannier.shared.model.Answer;
import io.pannier.shared.model.Answer.Reason;
import io.pannier.shared.model.Provenance;
import io.pannier.shared.model.Provenance.Source;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a cart was closed with, as it is stored.
 *
 * @param unpriced the ids of lines that could be bought and had no price
 */
record ClosingDocument(
    List<ClosedLineDocument> lines, MoneyDocument pricedSubtotal, List<String> unpriced) {

  static ClosingDocument from(Closing closing) {
    return new ClosingDocument(
        closing.lines().stream().map(ClosedLineDocument::from).toList(),
        MoneyDocument.from(closing.totals().pricedSubtotal()),
        closing.totals().unpriced().stream().map(LineId::value).toList());
  }

  Closing toClosing() {
    return new Closing(
        lines.stream().map(ClosedLineDocument::toLine).toList(),
        new CartTotals(pricedSubtotal.toMoney(), unpriced.stream().map(LineId::new).toList()));
  }

  /**
   * A line. With a price it has unit, total, kind and time; where there was none, the time alone;
   * where it could not be told, the reason alone.
   *
   * @param asOf the pricing's own time for its answer
   * @param lifecycle absent where it was not known
   */
  record ClosedLineDocument(
      String gtin14,
      int location,
      @Nullable MoneyDocument unit,
      @Nullable MoneyDocument total,
      @Nullable Kind kind,
      @Nullable Instant asOf,
      @Nullable Reason reason,
      @Nullable Lifecycle lifecycle) {

    ClosedLineDocument {
      boolean priced = unit != null;
      if ((total != null) != priced
          || (kind != null) != priced
          || (priced && asOf == null)
          || (asOf == null) == (reason == null)) {
        throw new IllegalArgumentException("a line was closed with a price, without, or unknown");
      }
    }

    static ClosedLineDocument from(Closing.Line line) {
      Price price = line.price().known().orElse(null);
      return new ClosedLineDocument(
          line.product().upc().gtin14(),
          line.product().location().value(),
          price == null ? null : MoneyDocument.from(price.current()),
          line.total() == null ? null : MoneyDocument.from(line.total()),
          price == null ? null : price.kind(),
          line.price().origin().map(Provenance::asOf).orElse(null),
          line.price().reason().orElse(null),
          line.lifecycle());
    }

    Closing.Line toLine() {
      return new Closing.Line(
          LineDocument.product(gtin14, location),
          price(),
          total == null ? null : total.toMoney(),
          lifecycle);
    }

    private Answer<Price> price() {
      if (reason != null) {
        return Answer.unavailable(reason);
      }
      Provenance then = Provenance.closed(Source.PRICING, Objects.requireNonNull(asOf));
      return unit == null
          ? Answer.notFound(then)
          : Answer.found(new Price(unit.toMoney(), null, Objects.requireNonNull(kind), null), then);
    }
  }
}
