package io.pannier.shared.storage;

import io.pannier.shared.model.Deadline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeoutException;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.util.context.ContextView;

/**
 * Decides commands for one key together: those that come while a round of their key is under way
 * wait, and the next round takes them all. So the writes of a hot document do not grow with the
 * square of its writers. A round goes on when a client cancels; therefore this class, and no other
 * of this package, subscribes.
 *
 * @param <K> what is contended for
 * @param <C> a command
 * @param <R> what comes of it
 */
public final class GroupCommit<K, C, R> {

  /** So that a waiting request fails with a reason before the operation's own deadline. */
  private static final Duration MARGIN = Duration.ofMillis(10);

  private final ConcurrentHashMap<K, List<Turn<C, R>>> waiting = new ConcurrentHashMap<>();
  private final BiFunction<K, List<Turn<C, R>>, Mono<Void>> round;
  private final int most;

  /**
   * Groups that are decided one after another.
   *
   * @param round answers the turns that it is given, in the order in which they came; those that it
   *     leaves unanswered are the first of the next round. If it fails, all that are left fail with
   *     the same error
   * @param most turns in a round
   */
  public GroupCommit(BiFunction<K, List<Turn<C, R>>, Mono<Void>> round, int most) {
    this.round = round;
    this.most = most;
  }

  /** Waits for its turn and what comes of it, until the deadline. */
  public Mono<R> submit(K key, C command, Deadline deadline) {
    return Mono.deferContextual(
        context -> {
          Turn<C, R> turn = new Turn<>(command, deadline, context);
          if (add(key, turn)) {
            run(key);
          }
          return Mono.fromFuture(turn.outcome, true)
              .timeout(deadline.minus(MARGIN).remaining(), Mono.error(turn::whyLate))
              .doFinally(end -> turn.withdrawn = true);
        });
  }

  /**
   * Adds the turn; true if no round of the key is running, so that this caller has to start one.
   */
  private boolean add(K key, Turn<C, R> turn) {
    boolean[] first = new boolean[1];
    waiting.compute(
        key,
        (same, turns) -> {
          first[0] = turns == null;
          List<Turn<C, R>> all = turns == null ? new ArrayList<>() : turns;
          all.add(turn);
          return all;
        });
    return first[0];
  }

  private void run(K key) {
    Mono.defer(() -> next(key)).repeat(() -> isAnyoneWaiting(key)).subscribe();
  }

  private Mono<Void> next(K key) {
    List<Turn<C, R>> group = take(key);
    if (group.isEmpty()) {
      return Mono.empty();
    }
    ContextView first = group.get(0).context;
    return Mono.defer(() -> round.apply(key, group))
        .onErrorResume(
            failure -> {
              group.forEach(turn -> turn.fail(failure));
              return Mono.empty();
            })
        .then(Mono.<Void>fromRunnable(() -> putBack(key, group)))
        .contextWrite(context -> context.putAll(first).delete(ChangesMade.class));
  }

  private List<Turn<C, R>> take(K key) {
    List<Turn<C, R>> group = new ArrayList<>();
    waiting.computeIfPresent(
        key,
        (same, turns) -> {
          turns.removeIf(Turn::isOver);
          List<Turn<C, R>> taken = turns.subList(0, Math.min(most, turns.size()));
          group.addAll(taken);
          taken.clear();
          return turns;
        });
    return group;
  }

  private void putBack(K key, List<Turn<C, R>> group) {
    List<Turn<C, R>> left = group.stream().filter(turn -> !turn.isOver()).toList();
    waiting.computeIfPresent(
        key,
        (same, turns) -> {
          turns.addAll(0, left);
          return turns;
        });
  }

  private boolean isAnyoneWaiting(K key) {
    return waiting.computeIfPresent(key, (same, turns) -> turns.isEmpty() ? null : turns) != null;
  }

  /** How many keys have a round under way; nothing is kept of others. */
  int busyKeys() {
    return waiting.size();
  }

  /**
   * A command that waits to be decided. It enters its write into its request's {@link ChangesMade},
   * and a request that times out fails with whether the change may have happened.
   */
  public static final class Turn<C, R> {

    /** How far it came, for the error of a request that times out. */
    private enum State {
      /** Nothing was decided. */
      WAITING,
      /** What was decided was lost to another writer. */
      LOST,
      /** It was decided, and may be written. */
      DECIDED
    }

    private final C command;
    private final Deadline deadline;
    private final ContextView context;
    private final CompletableFuture<R> outcome = new CompletableFuture<>();
    private volatile boolean withdrawn;
    private State state = State.WAITING;
    private boolean attempted;

    private Turn(C command, Deadline deadline, ContextView context) {
      this.command = command;
      this.deadline = deadline;
      this.context = context;
    }

    public C command() {
      return command;
    }

    public Deadline deadline() {
      return deadline;
    }

    /** Whether it is answered, its request has gone, or its deadline has passed. */
    public boolean isOver() {
      return withdrawn || outcome.isDone() || deadline.minus(MARGIN).remaining().isZero();
    }

    /**
     * Must be called right before it is decided. From then on it is in doubt, until it is answered
     * or {@link #undecided}.
     *
     * @return false if it is over: its client may have been answered that nothing happened, so it
     *     must not be decided any more
     */
    public synchronized boolean decide() {
      if (isOver()) {
        return false;
      }
      state = State.DECIDED;
      return true;
    }

    /** What it changes is about to be written. */
    public synchronized void attempted() {
      attempted = true;
      ChangesMade changes = changes();
      if (changes != null) {
        changes.attempted();
      }
    }

    /**
     * Nothing of what was decided has happened.
     *
     * @param lost to another writer
     */
    public synchronized void undecided(boolean lost) {
      state = lost ? State.LOST : State.WAITING;
      ChangesMade changes = changes();
      if (attempted && changes != null) {
        changes.notMade();
      }
      attempted = false;
    }

    private @Nullable ChangesMade changes() {
      return context.getOrDefault(ChangesMade.class, null);
    }

    public void answer(R result) {
      outcome.complete(result);
    }

    public void fail(Throwable failure) {
      outcome.completeExceptionally(failure);
    }

    private synchronized RuntimeException whyLate() {
      withdrawn = true;
      StorageFailure late = StorageFailure.late(new TimeoutException("not decided in time"));
      return switch (state) {
        case WAITING -> late;
        case LOST -> new LostRace();
        case DECIDED -> new ChangeInDoubt(late);
      };
    }
  }
}
