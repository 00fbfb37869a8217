package io.pannier.cart;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** Who got which answer to which operation. */
final class AccessTable {

  private final String title;
  private final Map<String, Map<CartOperation, Integer>> answers = new LinkedHashMap<>();

  AccessTable(String title) {
    this.title = title;
  }

  void record(CartOperation operation, String caller, int status) {
    answers.computeIfAbsent(caller, any -> new TreeMap<>()).put(operation, status);
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("\n%-26s".formatted(title));
    for (CartOperation operation : CartOperation.values()) {
      text.append("%11s".formatted(operation));
    }
    answers.forEach(
        (caller, statuses) -> {
          text.append("\n%-26s".formatted(caller));
          for (CartOperation operation : CartOperation.values()) {
            text.append("%11s".formatted(statuses.getOrDefault(operation, 0)));
          }
        });
    return text.append('\n').toString();
  }
}
