package io.pannier.allocation.application;

import io.pannier.allocation.domain.model.Batch;
import io.pannier.allocation.domain.model.Movement;
import io.pannier.allocation.domain.model.OrderLine;
import io.pannier.allocation.domain.model.Stock;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Compares what lines hold with what their stock says. */
final class Audit {

  private Audit() {}

  /** Lines that may or may not show yet what the stock decided: the stock knows. */
  static Set<OrderLine.Id> unsettled(Stock stock) {
    return stock.unsettled().stream()
        .map(movement -> movement.line().id())
        .collect(Collectors.toSet());
  }

  /**
   * What differs, by batch.
   *
   * @param held by the lines that are settled
   */
  static List<AllocationService.Difference> differences(
      Stock stock, Map<Batch.Reference, Long> held) {
    Map<String, Long> counted = new TreeMap<>();
    held.forEach((batch, units) -> counted.put(batch.value(), units));
    stock.unsettled().stream()
        .map(Movement::line)
        .filter(line -> line.state() == OrderLine.State.ALLOCATED)
        .forEach(line -> counted.merge(String.valueOf(line.batch()), line.quantity(), Long::sum));
    Set<String> all = new HashSet<>(counted.keySet());
    stock.batches().forEach(batch -> all.add(batch.reference().value()));
    return all.stream()
        .sorted()
        .map(Batch.Reference::new)
        .map(
            batch ->
                new AllocationService.Difference(
                    batch,
                    counted.getOrDefault(batch.value(), 0L),
                    stock.find(batch).map(Batch::allocated).orElse(0L)))
        .filter(difference -> difference.counted() != difference.allocated())
        .toList();
  }
}
