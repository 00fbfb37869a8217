package io.pannier.product.adapter.in.web.v2;

import static io.pannier.product.domain.model.ProductField.INVENTORY_AVAILABLE;
import static io.pannier.product.domain.model.ProductField.INVENTORY_NEXT_ARRIVAL;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.pannier.inventory.domain.model.StockLevel;
import io.pannier.product.domain.model.ProductSelection;
import io.pannier.shared.model.Answer;
import io.pannier.shared.model.Answer.Reason;
import io.pannier.shared.model.SellingLocationId;
import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The stock at a location, of what was asked for; the availability is always there. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record StockV2(
    int sellingLocationId,
    Answer.Status status,
    @Nullable Reason reason,
    StockLevel.Availability availability,
    @Nullable Integer available,
    @Nullable Arrival nextArrival) {

  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Arrival(@Nullable Integer quantity, LocalDate date) {
    static @Nullable Arrival from(StockLevel.@Nullable NextArrival arrival) {
      return arrival == null ? null : new Arrival(arrival.quantity(), arrival.date());
    }
  }

  static StockV2 from(
      SellingLocationId location, Answer<StockLevel> answer, ProductSelection selection) {
    StockLevel level = StockLevel.from(answer);
    Asked<StockLevel> stock = new Asked<>(Optional.of(level), selection);
    return new StockV2(
        location.value(),
        answer.status(),
        answer.reason().orElse(null),
        level.availability(),
        stock.get(INVENTORY_AVAILABLE, StockLevel::available),
        stock.get(INVENTORY_NEXT_ARRIVAL, l -> Arrival.from(l.nextArrival())));
  }
}
