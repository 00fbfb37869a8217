package io.pannier.shared.storage;

import io.pannier.shared.model.Deadline;
import java.time.Duration;
import java.util.function.Supplier;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/**
 * Retries a change while other writers are faster. Each lost race is another writer's success, so
 * no fixed number of retries is enough; the limit is the deadline, minus the time of one more try.
 */
public final class Races {

  private static final Duration FIRST_PAUSE = Duration.ofMillis(2);
  private static final Duration LONGEST_PAUSE = Duration.ofMillis(40);

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
