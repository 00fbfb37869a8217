package io.pannier.allocation.application;

import io.pannier.allocation.domain.model.Movement;
import io.pannier.allocation.domain.model.OrderLine;
import io.pannier.allocation.domain.port.Allocations;
import io.pannier.allocation.domain.port.Tally;
import io.pannier.allocation.domain.port.Tally.Event;
import io.pannier.shared.model.Deadline;
import io.pannier.shared.storage.LostRace;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Shows in lines what their stock decided. Only forwards: a line that shows a movement or a later
 * one is left as it is, so a process that wakes up late changes nothing.
 */
record LineWriter(Allocations allocations, Tally tally) {

  private static final Logger log = LoggerFactory.getLogger(LineWriter.class);

  /** Lines written at once: the pool of connections is shared with shoppers. */
  private static final int AT_ONCE = 8;

  /**
   * What became of a movement.
   *
   * @param line that shows it, or a later one
   * @param failure why that is not known
   */
  record Shown(OrderLine.Id id, @Nullable OrderLine line, @Nullable Throwable failure) {}

  /**
   * Shows movements, and emits each as soon as it is shown, or could not be.
   *
   * @param lines as they were read, those that are there
   */
  Flux<Shown> show(
      List<Movement> movements, Map<OrderLine.Id, OrderLine> lines, Deadline deadline) {
    return Flux.fromIterable(movements)
        .flatMap(
            movement -> {
              OrderLine.Id id = movement.line().id();
              return show(movement, lines.get(id), deadline)
                  .map(line -> new Shown(id, line, null))
                  .onErrorResume(failure -> Mono.just(new Shown(id, null, failure)));
            },
            AT_ONCE);
  }

  private Mono<OrderLine> show(Movement movement, @Nullable OrderLine line, Deadline deadline) {
    if (line != null && line.shows(movement)) {
      return Mono.just(line);
    }
    if (line != null && line.sequence() != movement.follows()) {
      tally.count(Event.NOT_FOLLOWING);
      log.error(
          "Line {} is at {}, and its movement {} follows {}: the data was restored, or changed by"
              + " something else",
          line.id(),
          line.sequence(),
          movement.line().sequence(),
          movement.follows());
    }
    return allocations
        .write(movement.line(), line == null ? 0 : line.sequence(), deadline)
        .thenReturn(movement.line())
        .onErrorResume(
            LostRace.class,
            lost ->
                allocations
                    .line(movement.line().id(), deadline)
                    .map(Optional::of)
                    .defaultIfEmpty(Optional.empty())
                    .flatMap(again -> show(movement, again.orElse(null), deadline)));
  }
}
