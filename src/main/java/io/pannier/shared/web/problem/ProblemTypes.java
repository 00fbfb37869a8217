package io.pannier.shared.web.problem;

import java.util.List;

/**
 * A feature's problem types, published as a bean.
 *
 * @param feature as the file in {@code docs/problems} is named that explains them
 * @param all in the order in which they are listed
 */
public record ProblemTypes(String feature, List<ProblemType> all) {

  public ProblemTypes {
    all = List.copyOf(all);
  }

  public static ProblemTypes of(String feature, ProblemType... types) {
    return new ProblemTypes(feature, List.of(types));
  }
}
