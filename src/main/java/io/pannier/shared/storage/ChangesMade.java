package io.pannier.shared.storage;

import java.util.concurrent.atomic.AtomicInteger;
import reactor.core.publisher.Mono;

/**
 * The changes that one request has made, or may have made, so that whatever fails afterwards can
 * say so. A change counts from the moment it is attempted until it is known not to have happened.
 * Each request has one, which travels in Reactor's context under this class.
 */
public final class ChangesMade {

  private final AtomicInteger count = new AtomicInteger();

  /** A change is being attempted, or was found half done. */
  public void attempted() {
    count.incrementAndGet();
  }

  /** An attempted change is known not to have happened. */
  public void notMade() {
    count.decrementAndGet();
  }

  /** Whether anything was changed, or may have been. */
  public boolean mayHaveHappened() {
    return count.get() > 0;
  }

  /**
   * Enters a write into the changes of the request that makes it. It counts, unless its outcome
   * says that it did not happen.
   */
  public static <T> Mono<T> counted(Mono<T> write) {
    return Mono.deferContextual(
        context ->
            context
                .<ChangesMade>getOrEmpty(ChangesMade.class)
                .map(changes -> changes.count(write))
                .orElse(write));
  }

  private <T> Mono<T> count(Mono<T> write) {
    return write
        .doOnSubscribe(subscription -> attempted())
        .doOnError(
            failure -> failure instanceof LostRace || failure instanceof StorageFailure,
            failure -> notMade());
  }
}
