package io.pannier.cart.adapter.in.web.v2;

import io.pannier.cart.adapter.in.web.CartProblems;
import io.pannier.cart.domain.model.CartEntry;
import io.pannier.shared.web.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The cart after a batch of which some may have been taken.
 *
 * @param results what each entry alone would have been answered, in the order sent
 */
record PartialBatchV2Response(CartV2Response cart, List<Map<String, Object>> results) {

  static PartialBatchV2Response from(CartV2Response cart, List<CartEntry.Result> results) {
    List<Map<String, Object>> entries = new ArrayList<>();
    for (int index = 0; index < results.size(); index++) {
      entries.add(result(index, results.get(index)));
    }
    return new PartialBatchV2Response(cart, entries);
  }

  private static Map<String, Object> result(int index, CartEntry.Result result) {
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("index", index);
    if (result.refusal() == null) {
      entry.put("status", result.created() ? 201 : 200);
      return entry;
    }
    Problem problem = CartProblems.of(result.refusal());
    entry.put("status", problem.type().status().value());
    entry.put("code", problem.type().code());
    entry.putAll(result.refusal().figures());
    return entry;
  }
}
