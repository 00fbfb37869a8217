package io.pannier.shared.web.problem;

import io.pannier.shared.storage.StorageFailure;
import java.time.Duration;

/**
 * What a feature's clients are answered when its store could not do something.
 *
 * @param concurrentUpdate other writers were faster every time
 * @param unavailable the store failed
 * @param outOfReach what is said then, as in "Things are out of reach."
 */
public record StorageProblems(
    ProblemType concurrentUpdate, ProblemType unavailable, String outOfReach) {

  private static final Duration SOON = Duration.ofSeconds(1);

  /** A race that was lost until the end. */
  public Problem lostRace() {
    return Problem.of(concurrentUpdate, "Others were faster every time.").retryAfter(SOON);
  }

  /**
   * What the store failed to do.
   *
   * @param outcome what is known of the change; empty where that is said elsewhere
   */
  public Problem of(StorageFailure failure, String outcome) {
    return switch (failure.kind()) {
      case LATE ->
          Problem.of(CommonProblems.DEADLINE_EXCEEDED, "The operation was given up." + outcome);
      case UNAVAILABLE -> Problem.of(unavailable, outOfReach + outcome).retryAfter(SOON);
    };
  }
}
