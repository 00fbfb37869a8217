package io.pannier.inventory.adapter.out.http;

import io.micrometer.core.instrument.MeterRegistry;
import io.pannier.inventory.domain.model.StockLevel;
import io.pannier.shared.model.Answer;
import io.pannier.shared.model.Reason;
import java.util.Locale;

/**
 * Counts for how many products the legacy inventory was asked in the inventory's place, by the
 * reason why and by what came of it: {@code pannier.inventory.fallback}.
 */
record FallbackMeter(MeterRegistry registry) {

  void record(Reason because, Answer<StockLevel> standIn) {
    String outcome = standIn.fold(found -> "found", none -> "not_found", untold -> "unavailable");
    registry
        .counter(
            "pannier.inventory.fallback",
            "reason",
            because.name().toLowerCase(Locale.ROOT),
            "outcome",
            outcome)
        .increment();
  }
}
