package io.pannier.allocation.application;

import io.pannier.allocation.application.LineWriter.Shown;
import io.pannier.allocation.application.StockReader.Ground;
import io.pannier.allocation.application.StockReader.Holders;
import io.pannier.allocation.domain.model.Batch;
import io.pannier.allocation.domain.model.OrderLine;
import io.pannier.allocation.domain.model.Refusal;
import io.pannier.allocation.domain.model.Stock;
import io.pannier.shared.storage.ChangeInDoubt;
import io.pannier.shared.storage.GroupCommit.Turn;
import io.pannier.shared.storage.LostRace;
import io.pannier.shared.storage.StorageFailure;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The decisions of one round, in the order in which the commands came, on what was read. What
 * cannot be decided in the same write waits for the next round: a second movement of a line, a
 * command about a batch that this round has changed so that it must be looked up anew, what finds
 * no room.
 */
final class Decisions {

  private final Ground ground;
  private final List<Turn<AllocationCommand, AllocationResult>> turns;
  private final Instant now;
  private final Map<Turn<AllocationCommand, AllocationResult>, Outcome> outcomes =
      new LinkedHashMap<>();
  private final List<Turn<AllocationCommand, AllocationResult>> changing = new ArrayList<>();
  private final Set<OrderLine.Id> waiting = new HashSet<>();
  private final Set<Batch.Reference> deleted = new HashSet<>();
  private Stock stock;

  Decisions(Ground ground, List<Turn<AllocationCommand, AllocationResult>> turns, Instant now) {
    this.ground = ground;
    this.turns = turns;
    this.now = now;
    this.stock = ground.next();
  }

  /**
   * What a turn is answered once the write is made.
   *
   * @param lines that must show it first; they get fewer
   */
  private record Outcome(
      @Nullable AllocationResult result,
      @Nullable RuntimeException failure,
      Set<OrderLine.Id> lines) {

    static Outcome of(AllocationResult result, Set<OrderLine.Id> lines) {
      return new Outcome(result, null, new HashSet<>(lines));
    }

    static Outcome failed(RuntimeException failure) {
      return new Outcome(null, failure, new HashSet<>());
    }
  }

  Ground ground() {
    return ground;
  }

  Stock before() {
    return ground.stock();
  }

  Stock after() {
    return stock;
  }

  boolean isChange() {
    return !changing.isEmpty();
  }

  /** What leaves the stock with this write, as it was read or, if it was deleted, emptied. */
  List<Batch.KeptAside> leaving() {
    return before().batches().stream()
        .filter(batch -> stock.find(batch.reference()).isEmpty())
        .map(
            batch ->
                new Batch.KeptAside(
                    before().sku(),
                    deleted.contains(batch.reference()) ? batch.emptied() : batch,
                    before().version()))
        .toList();
  }

  void decide() {
    for (Turn<AllocationCommand, AllocationResult> turn : turns) {
      if (!turn.decide()) {
        continue;
      }
      Stock earlier = stock;
      Optional<Outcome> outcome;
      try {
        outcome = decide(turn.command());
      } catch (Refusal.RefusedException refused) {
        outcome = Optional.of(Outcome.failed(refused));
      } catch (RuntimeException defect) {
        stock = earlier;
        outcome = Optional.of(Outcome.failed(defect));
      }
      outcome.ifPresentOrElse(decided -> outcomes.put(turn, decided), () -> turn.undecided(false));
      if (!stock.equals(earlier)) {
        changing.add(turn);
      }
    }
  }

  private Optional<Outcome> decide(AllocationCommand command) {
    if (command instanceof AllocationCommand.OfLine ofLine) {
      return decide(ofLine);
    }
    if (command instanceof AllocationCommand.Set set) {
      return set(set.delivery());
    }
    if (command instanceof AllocationCommand.Delete delete) {
      return delete(delete.batch());
    }
    return displace((AllocationCommand.Displace) command);
  }

  /** Empty where it has to wait. */
  private Optional<Outcome> decide(AllocationCommand.OfLine command) {
    OrderLine.Id id = command.line();
    if (ground.unknown().contains(id)) {
      return Optional.of(unavailable("the line cannot be read"));
    }
    if (waiting.contains(id)) {
      return Optional.empty();
    }
    Optional<OrderLine> moved = stock.moved(id);
    OrderLine line = moved.orElse(ground.lines().get(id));
    // For a line that this write moves, only checks whether the command would move it again.
    Stock basis = moved.isPresent() ? stock.next(0, stock.unsettled()) : stock;
    Stock next = apply(basis, command, line);
    boolean moves = next.unsettled().size() > basis.unsettled().size();
    if (moves && (moved.isPresent() || !stock.hasRoom())) {
      if (ground.carried().size() >= Stock.MOST_UNSETTLED) {
        return Optional.of(unavailable("earlier movements cannot be finished"));
      }
      waiting.add(id);
      return Optional.empty();
    }
    if (moves) {
      stock = next;
    }
    OrderLine now = stock.moved(id).orElse(line);
    if (now == null || command instanceof AllocationCommand.Release) {
      return Optional.of(Outcome.of(new AllocationResult.Done(), Set.of(id)));
    }
    Batch batch = now.batch() == null ? null : stock.find(now.batch()).orElse(null);
    boolean created =
        command instanceof AllocationCommand.Allocate && moves && now.since() == now.sequence();
    return Optional.of(Outcome.of(new AllocationResult.Line(now, batch, created), Set.of(id)));
  }

  private Stock apply(Stock basis, AllocationCommand.OfLine command, @Nullable OrderLine line) {
    if (command instanceof AllocationCommand.Allocate allocate) {
      return basis.allocate(allocate.request(), line, ground.anyAside(), now);
    }
    if (command instanceof AllocationCommand.Release release) {
      return basis.release(release.line(), release.revision(), line, now);
    }
    return basis.ship(line, now);
  }

  private Optional<Outcome> set(Batch.Delivery delivery) {
    if (hasLeft(delivery.reference())) {
      return Optional.empty();
    }
    Stock.Delivered delivered;
    try {
      delivered = stock.set(delivery, ground.aside().get(delivery.reference()), before().batches());
    } catch (Refusal.RefusedException full) {
      if (stock.batches().equals(before().batches())) {
        throw full;
      }
      return Optional.empty();
    }
    stock = delivered.stock();
    return Optional.of(
        Outcome.of(
            new AllocationResult.BatchSet(
                delivered.batch(), delivered.created(), delivered.applied(), List.of()),
            Set.of()));
  }

  /** What is kept aside is written before the stock is, so it must be what was read. */
  private Optional<Outcome> delete(Batch.Reference reference) {
    if (!stock.find(reference).equals(before().find(reference))) {
      return Optional.empty();
    }
    stock = stock.delete(reference, ground.aside().get(reference));
    deleted.add(reference);
    return Optional.of(Outcome.of(new AllocationResult.Done(), Set.of()));
  }

  private boolean hasLeft(Batch.Reference reference) {
    return before().find(reference).isPresent() && stock.find(reference).isEmpty();
  }

  private Optional<Outcome> displace(AllocationCommand.Displace command) {
    Batch batch = stock.find(command.batch()).orElse(null);
    if (batch == null) {
      if (hasLeft(command.batch())) {
        return Optional.empty();
      }
      Batch.KeptAside aside = ground.aside().get(command.batch());
      return Optional.of(
          aside == null
              ? Outcome.failed(new IllegalStateException("no batch " + command.batch()))
              : displaced(aside.batch(), List.of()));
    }
    Holders holders = ground.holders().get(command.batch());
    if (batch.excess() == 0) {
      return Optional.of(displaced(batch, List.of()));
    }
    if (holders == null) {
      return Optional.empty();
    }
    if (holders.lines().isEmpty()) {
      return Optional.of(
          holders.isComplete()
              ? Outcome.failed(new IllegalStateException("no line holds " + command.batch()))
              : unavailable("lines of the batch cannot be read"));
    }
    if (ground.carried().size() >= Stock.MOST_UNSETTLED) {
      return Optional.of(unavailable("earlier movements cannot be finished"));
    }
    List<OrderLine> made = new ArrayList<>();
    for (OrderLine line : holders.lines()) {
      if (made.size() < command.most()
          && stock.hasRoom()
          && stock.moved(line.id()).isEmpty()
          && stock.find(command.batch()).orElseThrow().excess() > 0) {
        stock = stock.displace(line, now);
        made.add(stock.moved(line.id()).orElseThrow());
      }
    }
    return made.isEmpty()
        ? Optional.empty()
        : Optional.of(displaced(stock.find(command.batch()).orElseThrow(), made));
  }

  private static Outcome displaced(Batch batch, List<OrderLine> lines) {
    Set<OrderLine.Id> ids = new HashSet<>();
    lines.forEach(line -> ids.add(line.id()));
    return Outcome.of(new AllocationResult.BatchSet(batch, false, true, lines), ids);
  }

  private static Outcome unavailable(String why) {
    return Outcome.failed(StorageFailure.unavailable(new IllegalStateException(why)));
  }

  void attempted() {
    changing.forEach(Turn::attempted);
  }

  /** Nothing was written, if that is known. */
  void failed(Throwable failure) {
    if (failure instanceof LostRace || failure instanceof StorageFailure) {
      outcomes.keySet().forEach(turn -> turn.undecided(failure instanceof LostRace));
    }
  }

  /** The write is made: commands that wait for no line are answered. */
  void written() {
    Set<OrderLine.Id> made = new HashSet<>();
    stock.made().forEach(movement -> made.add(movement.line().id()));
    outcomes.forEach(
        (turn, outcome) -> {
          outcome.lines().retainAll(made);
          answerIfShown(turn, outcome);
        });
  }

  /** A line shows what was decided, or failed to, and may or may not. */
  void shown(Shown shown) {
    outcomes.forEach(
        (turn, outcome) -> {
          if (outcome.lines().remove(shown.id())) {
            if (shown.failure() != null) {
              turn.fail(inDoubt(shown.failure()));
            }
            answerIfShown(turn, outcome);
          }
        });
  }

  private static void answerIfShown(
      Turn<AllocationCommand, AllocationResult> turn, Outcome outcome) {
    if (outcome.failure() != null) {
      turn.fail(outcome.failure());
    } else if (outcome.result() != null && outcome.lines().isEmpty()) {
      turn.answer(outcome.result());
    }
  }

  private static RuntimeException inDoubt(Throwable failure) {
    if (failure instanceof ChangeInDoubt doubt) {
      return doubt;
    }
    return new ChangeInDoubt(
        failure instanceof StorageFailure known ? known : StorageFailure.unavailable(failure));
  }
}
