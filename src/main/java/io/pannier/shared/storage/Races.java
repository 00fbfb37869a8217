package io.pannier.shared.storage;

import io.pannier.shared.model.Deadline;
import java.time.Duration;
import java.util.function.Supplier;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/**
 * Retries a change while other writers are faster. Each lost race is another writer's success, so
 * no fixed number of retries is enough; the limit is the deadline, minus the time of one more try.
 *
 * <p>Writers of the same thing in one process would mostly lose to each other. So a writer that
 * lost once waits in line, and only the first in line tries again (ADR 23).
 */
public final class Races {

  /** In Reactor's context of a try that is made while others wait in line. */
  private static final Object IN_TURN = Turns.class;

  private static final Duration FIRST_PAUSE = Duration.ofMillis(2);
  private static final Duration LONGEST_PAUSE = Duration.ofMillis(40);

  private final Turns turns = new Turns();
  private final Duration storageTimeout;

  /**
   * Races for one store.
   *
   * @param storageTimeout how long one call of the store may take
   */
  public Races(Duration storageTimeout) {
    this.storageTimeout = storageTimeout;
  }

  /**
   * Tries at once, and after a lost race in line with the others who lost one for the same thing.
   * While it is its turn it tries until it wins: only other processes, and first tries, can still
   * be faster.
   *
   * @param contended what is to be changed, as a key
   * @param oneTry begins with reading it anew
   * @return the result of the first try that wins; or {@link LostRace} when the time is up
   */
  public <T> Mono<T> untilWon(Object contended, Deadline deadline, Supplier<Mono<T>> oneTry) {
    return Mono.defer(oneTry)
        .onErrorResume(
            LostRace.class,
            lost ->
                isTimeForAnother(deadline)
                    ? inLine(contended, deadline, oneTry)
                    : Mono.error(lost));
  }

  private <T> Mono<T> inLine(Object contended, Deadline deadline, Supplier<Mono<T>> oneTry) {
    Mono<T> tries =
        untilWon(
                deadline,
                () -> isTimeForAnother(deadline) ? oneTry.get() : Mono.error(new LostRace()))
            .contextWrite(context -> context.put(IN_TURN, true));
    return turns
        .take(contended, deadline.minus(storageTimeout), tries, LostRace::new)
        .onErrorResume(
            OutOfTurn.class,
            left -> left.work.then(Mono.defer(() -> inLine(contended, deadline, oneTry))));
  }

  /**
   * What a try has to wait for beside the store, such as an upstream. No writer in line waits for
   * that: if it is the try's turn, the turn is over, and the try is made again in another one after
   * this. So a try must keep what it finds out here, and not need it a second time.
   */
  public <T> Mono<T> outOfTurn(Mono<T> work) {
    return Mono.deferContextual(
        context -> context.hasKey(IN_TURN) ? Mono.error(new OutOfTurn(work)) : work);
  }

  /** Ends a turn without a result. */
  private static final class OutOfTurn extends RuntimeException {

    private final transient Mono<?> work;

    OutOfTurn(Mono<?> work) {
      super("waits for something else", null, false, false);
      this.work = work;
    }
  }

  /** How many keys have writers waiting in line. */
  int linesOfWaiting() {
    return turns.busyKeys();
  }

  /**
   * Retries with pauses in between.
   *
   * @return the result of the first try that wins; or {@link LostRace} when the time is up
   */
  public <T> Mono<T> untilWon(Deadline deadline, Supplier<Mono<T>> oneTry) {
    return Mono.defer(oneTry)
        .retryWhen(
            Retry.backoff(Long.MAX_VALUE, FIRST_PAUSE)
                .maxBackoff(LONGEST_PAUSE)
                .jitter(1)
                .filter(error -> error instanceof LostRace && isTimeForAnother(deadline)));
  }

  private boolean isTimeForAnother(Deadline deadline) {
    return deadline.remaining().compareTo(storageTimeout) > 0;
  }

  /**
   * An earlier deadline, for what comes before a write and may not prevent it: it leaves the write
   * its storage timeout, or half of the remaining time where that is shorter.
   */
  public Deadline leavingTimeToWrite(Deadline deadline) {
    Duration half = deadline.remaining().dividedBy(2);
    return deadline.minus(half.compareTo(storageTimeout) < 0 ? half : storageTimeout);
  }
}
