package io.pannier.shared.web.input;

import io.pannier.shared.model.InvalidValueException;
import io.pannier.shared.web.problem.CommonProblems;
import io.pannier.shared.web.problem.CommonProblems.Violation;
import io.pannier.shared.web.problem.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Collects all faults of a request, so that one answer lists them together: the first 100, and how
 * many more there are.
 */
public final class Violations {

  private static final int LONGEST_NAME = 64;

  private final List<Violation> found = new ArrayList<>();

  public void add(String field, String message) {
    found.add(new Violation(field, message));
  }

  /** Reads a parameter's text with the parser; absent text gives an absent value. */
  public <T> Field<T> parse(String field, @Nullable String text, Function<String, T> parser) {
    if (text == null) {
      return new Field<>(null);
    }
    try {
      return new Field<>(parser.apply(text));
    } catch (InvalidValueException invalid) {
      add(field, String.valueOf(invalid.getMessage()));
      return new Field<>(null);
    }
  }

  /**
   * Returns if the request has no fault.
   *
   * @throws ProblemException {@code invalid-request}, with all faults
   */
  public void orThrow() {
    if (!found.isEmpty()) {
      throw asProblem().asException();
    }
  }

  /** All faults, as {@code invalid-request}. */
  public Problem asProblem() {
    return CommonProblems.invalidRequest(found);
  }

  /**
   * A name that a client sent, shortened and without control characters, so that an answer can
   * repeat it.
   */
  static String printable(String name) {
    StringBuilder clean = new StringBuilder();
    name.codePoints()
        .limit(LONGEST_NAME)
        .forEach(c -> clean.appendCodePoint(isPrintable(c) ? c : '?'));
    return clean.toString();
  }

  private static boolean isPrintable(int codePoint) {
    return !Character.isISOControl(codePoint)
        && (codePoint < Character.MIN_SURROGATE || codePoint > Character.MAX_SURROGATE);
  }
}
