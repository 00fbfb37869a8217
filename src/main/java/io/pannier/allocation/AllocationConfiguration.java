package io.pannier.allocation;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.pannier.allocation.application.AllocationService;
import io.pannier.allocation.domain.port.Allocations;
import io.pannier.allocation.domain.port.KeptBatches;
import io.pannier.allocation.domain.port.OrderLines;
import io.pannier.allocation.domain.port.Tally;
import io.pannier.shared.settings.LimitsProperties;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Creates what allocates stock. */
@Configuration(proxyBeanMethods = false)
class AllocationConfiguration {

  @Bean
  AllocationService allocationService(
      Allocations allocations,
      KeptBatches keptBatches,
      OrderLines orderLines,
      Clock clock,
      MeterRegistry meters,
      LimitsProperties limits) {
    return new AllocationService(
        allocations,
        keptBatches,
        orderLines,
        clock,
        tally(meters),
        limits.mongodb().operationTimeout());
  }

  /** Registered before the first event, so that a rate can be computed from it. */
  private static Tally tally(MeterRegistry meters) {
    for (Tally.Event event : Tally.Event.values()) {
      counter(meters, event);
    }
    return event -> counter(meters, event).increment();
  }

  private static Counter counter(MeterRegistry meters, Tally.Event event) {
    return meters.counter("pannier.allocation." + name(event));
  }

  private static String name(Tally.Event event) {
    return switch (event) {
      case ALLOCATED -> "allocated";
      case OUT_OF_STOCK -> "out.of.stock";
      case STOCK_WRITE -> "stock.writes";
      case LOST_RACE -> "lost.races";
      case FINISHED -> "finished.for.others";
      case NOT_FOLLOWING -> "not.following";
    };
  }
}
