package io.pannier.shared.web.problem;

import java.util.List;

/**
 * One thing that is wrong with a request.
 *
 * @param field a path into the body, or the name of a parameter or header
 */
public record Violation(String field, String message) {

  /** The most that are listed; the rest are only counted. */
  private static final int MOST = 100;

  /** All faults, as {@code invalid-request}. */
  public static Problem problem(List<Violation> found) {
    String count = found.size() == 1 ? "one fault" : found.size() + " faults";
    Problem problem = Problem.of(CommonProblems.INVALID_REQUEST, "The request has " + count + ".");
    return found.size() <= MOST
        ? problem.with("violations", List.copyOf(found))
        : problem
            .with("violations", List.copyOf(found.subList(0, MOST)))
            .with("moreViolations", found.size() - MOST);
  }
}
