package io.pannier.inventory.adapter.out.http;

import io.pannier.inventory.domain.model.StockLevel;
import io.pannier.inventory.domain.port.InventoryGateway;
import io.pannier.shared.model.Answer;
import io.pannier.shared.model.Answers;
import io.pannier.shared.model.Deadline;
import io.pannier.shared.model.ProductAtLocation;
import io.pannier.shared.model.Reason;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import reactor.core.publisher.Mono;

/**
 * The two inventories as one: where the inventory cannot tell, the legacy inventory is asked for
 * exactly that. "Not found" is an answer, so it never goes there.
 *
 * @param reserve how much of the deadline is kept back for the legacy inventory
 */
record InventoryFacade(
    InventoryGateway inventory, InventoryGateway legacy, Duration reserve, FallbackMeter meter)
    implements InventoryGateway {

  @Override
  public Mono<Answers<ProductAtLocation, StockLevel>> find(
      Set<ProductAtLocation> products, Deadline deadline) {
    return Mono.defer(() -> inventory.find(products, deadline.minus(kept(deadline))))
        .flatMap(answers -> completed(answers, deadline));
  }

  /** Half of what is left at most: a caller in a hurry still has the inventory asked first. */
  private Duration kept(Deadline deadline) {
    Duration half = deadline.remaining().dividedBy(2);
    return half.compareTo(reserve) < 0 ? half : reserve;
  }

  private Mono<Answers<ProductAtLocation, StockLevel>> completed(
      Answers<ProductAtLocation, StockLevel> answers, Deadline deadline) {
    Set<ProductAtLocation> untold = answers.untold();
    return untold.isEmpty()
        ? Mono.just(answers)
        : legacy.find(untold, deadline).map(standIns -> substituted(answers, standIns));
  }

  private Answers<ProductAtLocation, StockLevel> substituted(
      Answers<ProductAtLocation, StockLevel> answers,
      Answers<ProductAtLocation, StockLevel> standIns) {
    Map<ProductAtLocation, Answer<StockLevel>> all = new LinkedHashMap<>(answers.byKey());
    all.replaceAll(
        (product, answer) ->
            answer.fold(
                found -> found,
                none -> none,
                untold -> substitute(untold, standIns.about(product))));
    return new Answers<>(all);
  }

  /** Where nobody can tell, the inventory's own reason stands. */
  private Answer<StockLevel> substitute(
      Answer.Unavailable<StockLevel> untold, Answer<StockLevel> standIn) {
    Reason because = untold.because();
    meter.record(because, standIn);
    return standIn.fold(
        found -> Answer.found(found.value(), found.provenance().asFallback(because)),
        none -> Answer.notFound(none.provenance().asFallback(because)),
        neither -> untold);
  }
}
