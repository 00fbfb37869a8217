package io.pannier.cart.domain.model;

import io.pannier.catalog.domain.model.CatalogItem.Lifecycle;
import io.pannier.pricing.domain.model.Price;
import io.pannier.shared.model.Answer;
import io.pannier.shared.model.Answers;
import io.pannier.shared.model.InvalidValueException;
import io.pannier.shared.model.Money;
import io.pannier.shared.model.ProductAtLocation;
import io.pannier.shared.model.Provenance;
import io.pannier.shared.model.Provenance.Source;
import java.time.temporal.ChronoUnit;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a cart was closed with. It is shown from then on, whatever upstreams answer later.
 *
 * @param lines one for each line of the cart
 * @param totals of the lines that could be bought then
 */
public record Closing(List<Line> lines, CartTotals totals) {

  public Closing {
    lines = List.copyOf(lines);
    Set<LineId> unsummed =
        lines.stream()
            .filter(line -> line.total() == null || !line.saysOfTax(totals.taxIncluded()))
            .map(Line::id)
            .collect(Collectors.toSet());
    if (lines.stream().map(Line::id).distinct().count() < lines.size()
        || !unsummed.containsAll(totals.unpriced())) {
      throw new InvalidValueException("the totals are not those of the lines");
    }
  }

  static Closing of(Cart cart) {
    return new Closing(cart.items().stream().map(Line::of).toList(), cart.totals());
  }

  /** What the products cost then. */
  public Answers<ProductAtLocation, Price> prices() {
    Map<ProductAtLocation, Answer<Price>> prices = new LinkedHashMap<>();
    lines.forEach(line -> prices.put(line.product(), line.price()));
    return new Answers<>(prices);
  }

  /** Whether a cart in this currency may have been closed with it, and have held these. */
  boolean fits(Currency currency, List<CartLine> held) {
    return totals.pricedSubtotal().currency().equals(currency)
        && byLine().keySet().containsAll(held.stream().map(CartLine::id).toList());
  }

  Map<LineId, Line> byLine() {
    return lines.stream().collect(Collectors.toMap(Line::id, Function.identity()));
  }

  /**
   * What was known of a line when its cart was closed.
   *
   * @param price as pricing answered then, also that it has none or was unavailable
   * @param total what the line cost, rounded by itself; present exactly where there was a price
   * @param lifecycle absent where the catalog had no such product, or was unavailable
   */
  public record Line(
      LineId id,
      ProductAtLocation product,
      Answer<Price> price,
      @Nullable Money total,
      @Nullable Lifecycle lifecycle) {

    public Line {
      if (!price
          .known()
          .map(known -> known.current().currency())
          .equals(Optional.ofNullable(total).map(Money::currency))) {
        throw new InvalidValueException(
            "a line has a total exactly where it has a price, in its currency");
      }
    }

    private boolean saysOfTax(@Nullable Boolean taxIncluded) {
      return Objects.equals(price.known().map(Price::taxIncluded).orElse(null), taxIncluded);
    }

    static Line of(CartItem item) {
      return new Line(
          item.id(),
          item.line().product(),
          kept(item.offer().price().orElseThrow()),
          item.total().orElse(null),
          item.lifecycle().orElse(null));
    }

    /** Without what matters to a buyer only: a price to strike through, and when this one ends. */
    private static Answer<Price> kept(Answer<Price> answer) {
      return answer.fold(
          found ->
              Answer.found(
                  new Price(
                      found.value().current(),
                      null,
                      found.value().kind(),
                      null,
                      found.value().taxIncluded()),
                  atClosing(found.provenance())),
          none -> Answer.notFound(atClosing(none.provenance())),
          unavailable -> unavailable);
    }

    /** In milliseconds, as it is stored. */
    private static Provenance atClosing(Provenance origin) {
      return Provenance.closed(Source.PRICING, origin.asOf().truncatedTo(ChronoUnit.MILLIS));
    }
  }
}
