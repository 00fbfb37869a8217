package io.pannier.shared.web.problem;

import io.pannier.shared.storage.StorageFailure;
import java.time.Duration;

/**
 * The problems of a feature whose store failed.
 *
 * @param concurrentUpdate other writers were faster every time
 * @param unavailable the store failed
 * @param outOfReach the detail of that problem, as in "Things are out of reach."
 */
public record StorageProblems(
    ProblemType concurrentUpdate, ProblemType unavailable, String outOfReach) {

  private static final Duration SOON = Duration.ofSeconds(1);

  /** The problem of a race that was lost at every attempt. */
  public Problem lostRace() {
    return Problem.of(concurrentUpdate, "Others were faster every time.").retryAfter(SOON);
  }

  /**
   * The problem of a failure.
   *
   * @param outcome a sentence on whether the change happened; empty where the answer says that
   *     elsewhere
   */
  public Problem of(StorageFailure failure, String outcome) {
    return switch (failure.kind()) {
      case LATE ->
          Problem.of(CommonProblems.DEADLINE_EXCEEDED, "The operation was given up." + outcome);
      case UNAVAILABLE -> Problem.of(unavailable, outOfReach + outcome).retryAfter(SOON);
    };
  }
}
