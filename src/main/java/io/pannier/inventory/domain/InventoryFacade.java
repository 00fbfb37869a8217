package io.pannier.inventory.domain;

import io.pannier.inventory.domain.model.StockLevel;
import io.pannier.inventory.domain.port.InventoryGateway;
import io.pannier.shared.model.Answer;
import io.pannier.shared.model.Answer.Reason;
import io.pannier.shared.model.Answers;
import io.pannier.shared.model.Deadline;
import io.pannier.shared.model.ProductAtLocation;
import io.pannier.shared.model.ProductId.Upc;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import reactor.core.publisher.Mono;

/**
 * The inventory with the legacy inventory behind it: where the inventory is unavailable, whatever
 * its adapter, the legacy inventory is asked for exactly that. "Not found" is an answer and never
 * goes there.
 */
public final class InventoryFacade implements InventoryGateway {

  private final InventoryGateway inventory;
  private final InventoryGateway legacy;
  private final Duration reserve;
  private final BiConsumer<Reason, Answer<StockLevel>> onFallback;

  /**
   * A facade.
   *
   * @param reserve how much of the deadline is kept for the legacy inventory
   * @param onFallback receives, for each product that the legacy inventory was asked about, the
   *     reason and the answer
   */
  public InventoryFacade(
      InventoryGateway inventory,
      InventoryGateway legacy,
      Duration reserve,
      BiConsumer<Reason, Answer<StockLevel>> onFallback) {
    this.inventory = inventory;
    this.legacy = legacy;
    this.reserve = reserve;
    this.onFallback = onFallback;
  }

  @Override
  public Mono<Answers<ProductAtLocation, StockLevel>> find(
      Set<ProductAtLocation> products, Deadline deadline) {
    return Mono.defer(() -> inventory.find(products, deadline.minus(kept(deadline))))
        .flatMap(answers -> completed(answers, deadline));
  }

  /** At most half of what is left, so that the inventory is asked first even in a hurry. */
  private Duration kept(Deadline deadline) {
    Duration half = deadline.remaining().dividedBy(2);
    return half.compareTo(reserve) < 0 ? half : reserve;
  }

  private Mono<Answers<ProductAtLocation, StockLevel>> completed(
      Answers<ProductAtLocation, StockLevel> answers, Deadline deadline) {
    Set<ProductAtLocation> missing = known(answers.unavailableKeys());
    return missing.isEmpty()
        ? Mono.just(answers)
        : legacy.find(missing, deadline).map(substitutes -> substituted(answers, substitutes));
  }

  /** The legacy inventory knows GTINs only: for a SKU, what the inventory said stands. */
  private static Set<ProductAtLocation> known(Set<ProductAtLocation> products) {
    return products.stream()
        .filter(product -> product.id() instanceof Upc)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  private Answers<ProductAtLocation, StockLevel> substituted(
      Answers<ProductAtLocation, StockLevel> answers,
      Answers<ProductAtLocation, StockLevel> substitutes) {
    Map<ProductAtLocation, Answer<StockLevel>> all = new LinkedHashMap<>(answers.byKey());
    all.replaceAll(
        (product, answer) ->
            answer.fold(
                found -> found,
                none -> none,
                unavailable ->
                    substitutes.asked().contains(product)
                        ? replaced(unavailable, substitutes.about(product))
                        : unavailable));
    return new Answers<>(all);
  }

  /** Where both are unavailable, the inventory's own reason stands. */
  private Answer<StockLevel> replaced(
      Answer.Unavailable<StockLevel> unavailable, Answer<StockLevel> substitute) {
    Reason because = unavailable.because();
    onFallback.accept(because, substitute);
    return substitute.fold(
        found -> Answer.found(found.value(), found.provenance().asFallback(because)),
        none -> Answer.notFound(none.provenance().asFallback(because)),
        neither -> unavailable);
  }
}
