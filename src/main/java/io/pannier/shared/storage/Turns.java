package io.pannier.shared.storage;

import io.pannier.shared.model.Deadline;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import reactor.core.publisher.Mono;

/**
 * Lets those who want to change the same thing do so one at a time, in the order in which they
 * came. Unlike in {@link GroupCommit}, nobody decides for another: a turn is its owner's alone, and
 * over when its work ends or its owner goes away.
 */
final class Turns {

  private final ConcurrentHashMap<Object, Deque<Turn>> lines = new ConcurrentHashMap<>();

  /**
   * Works when its turn has come.
   *
   * @param latest until when it waits for its turn
   * @param late what it fails with if the turn has not come by then
   */
  <T> Mono<T> take(Object key, Deadline latest, Mono<T> work, Supplier<Throwable> late) {
    return Mono.defer(
        () -> {
          Turn turn = new Turn(latest);
          join(key, turn);
          return Mono.fromFuture(turn.come, true)
              .timeout(latest.remaining(), Mono.error(late))
              .then(work)
              .doOnTerminate(() -> leave(key, turn)) // before anything is made of the result
              .doFinally(end -> leave(key, turn));
        });
  }

  private void join(Object key, Turn turn) {
    lines.compute(
        key,
        (same, waiting) -> {
          Deque<Turn> line = waiting == null ? new ArrayDeque<>() : waiting;
          line.add(turn);
          if (line.peek() == turn) {
            turn.come.complete(null); // nobody waits for it yet, so nothing runs here
          }
          return line;
        });
  }

  /** A turn that has come passes to the next caller; one that is only waited for is removed. */
  private void leave(Object key, Turn turn) {
    List<Turn> next = new ArrayList<>(1);
    lines.computeIfPresent(
        key,
        (same, line) -> {
          boolean itsTurn = line.peek() == turn;
          line.remove(turn);
          if (itsTurn) {
            line.removeIf(Turn::isLate); // their time is up: they must not cost the others any
            line.stream().limit(1).forEach(next::add);
          }
          return line.isEmpty() ? null : line;
        });
    next.forEach(waiting -> waiting.come.complete(null));
  }

  /** How many keys have a turn that is taken or waited for; nothing is kept of others. */
  int busyKeys() {
    return lines.size();
  }

  /** Compared by identity: each is of one caller. */
  private static final class Turn {

    private final Deadline latest;
    private final CompletableFuture<Void> come = new CompletableFuture<>();

    Turn(Deadline latest) {
      this.latest = latest;
    }

    boolean isLate() {
      return latest.remaining().isZero();
    }
  }
}
