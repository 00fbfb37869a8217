package io.pannier.cart.domain.model;

import io.pannier.catalog.domain.model.CatalogItem.Lifecycle;
import io.pannier.pricing.domain.model.Price;
import io.pannier.shared.model.Answer;
import io.pannier.shared.model.InvalidValueException;
import io.pannier.shared.model.Money;
import io.pannier.shared.model.ProductAtLocation;
import io.pannier.shared.model.Provenance;
import io.pannier.shared.model.Source;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What was known of a line when its cart was closed.
 *
 * @param price as the pricing answered then, also that it has none or could not tell
 * @param total what the line cost, rounded by itself; present exactly where there was a price
 * @param lifecycle absent where the catalog had no such product, or could not tell
 */
public record ClosedLine(
    ProductAtLocation product,
    Answer<Price> price,
    @Nullable Money total,
    @Nullable Lifecycle lifecycle) {

  public ClosedLine {
    if (!price
        .known()
        .map(known -> known.current().currency())
        .equals(Optional.ofNullable(total).map(Money::currency))) {
      throw new InvalidValueException(
          "a line has a total exactly where it has a price, in its currency");
    }
  }

  static ClosedLine of(CartItem item) {
    return new ClosedLine(
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
                new Price(found.value().current(), null, found.value().kind(), null),
                atClosing(found.provenance())),
        none -> Answer.notFound(atClosing(none.provenance())),
        unavailable -> unavailable);
  }

  /** In milliseconds, as it is stored. */
  private static Provenance atClosing(Provenance origin) {
    return Provenance.closed(Source.PRICING, origin.asOf().truncatedTo(ChronoUnit.MILLIS));
  }
}
