package io.pannier.shared.web.problem;

import java.util.List;

/**
 * A feature's problem types, published as a bean.
 *
 * @param all in the order in which they are listed
 */
public record ProblemTypes(List<ProblemType> all) {

  public ProblemTypes {
    all = List.copyOf(all);
  }

  public static ProblemTypes of(ProblemType... types) {
    return new ProblemTypes(List.of(types));
  }
}
