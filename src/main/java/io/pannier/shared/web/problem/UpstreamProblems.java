package io.pannier.shared.web.problem;

import io.pannier.shared.model.Answer.Reason;
import java.time.Duration;

/** The answer to an operation that fails because an upstream is unavailable. */
public final class UpstreamProblems {

  private static final Duration SOON = Duration.ofSeconds(1);

  /** As long as a circuit breaker stays open by default. */
  private static final Duration LATER = Duration.ofSeconds(5);

  private UpstreamProblems() {}

  /** The problem for a reason. {@code OVERLOADED} is our own overload, not the upstream's. */
  public static Problem because(Reason reason) {
    return switch (reason) {
      case OVERLOADED ->
          Problem.of(CommonProblems.OVERLOADED, "Too much is being asked of a service behind this.")
              .retryAfter(SOON);
      case UNREACHABLE ->
          Problem.of(
                  CommonProblems.UPSTREAM_UNAVAILABLE,
                  "A service that is needed cannot be reached.")
              .retryAfter(SOON);
      case THROTTLED ->
          Problem.of(
                  CommonProblems.UPSTREAM_UNAVAILABLE,
                  "A service that is needed asked for fewer requests.")
              .retryAfter(LATER);
      case CIRCUIT_OPEN ->
          Problem.of(
                  CommonProblems.UPSTREAM_UNAVAILABLE,
                  "A service that is needed failed too often and is being spared.")
              .retryAfter(LATER);
      case TIMEOUT ->
          Problem.of(
              CommonProblems.UPSTREAM_TIMEOUT, "A service that is needed did not answer in time.");
      case UPSTREAM_ERROR ->
          Problem.of(
              CommonProblems.UPSTREAM_INVALID_ANSWER,
              "A service that is needed reported a failure.");
      case INVALID_ANSWER ->
          Problem.of(
              CommonProblems.UPSTREAM_INVALID_ANSWER,
              "A service that is needed gave an answer that makes no sense.");
    };
  }
}
