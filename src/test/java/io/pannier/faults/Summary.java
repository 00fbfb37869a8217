package io.pannier.faults;

import io.pannier.local.StubUpstream;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What was seen in each cell, as a table. */
final class Summary {

  private final Map<String, Map<StubUpstream, Set<String>>> rows = new LinkedHashMap<>();
  private int cells;

  Summary() {
    Cell.faults().forEach(fault -> rows.put(fault.name(), new EnumMap<>(StubUpstream.class)));
  }

  void seen(Cell cell, String what) {
    cells++;
    rows.computeIfAbsent(cell.fault().name(), fault -> new EnumMap<>(StubUpstream.class))
        .computeIfAbsent(cell.upstream(), upstream -> new TreeSet<>())
        .add(what);
  }

  @Override
  public String toString() {
    StringBuilder table = new StringBuilder("%nThe fault matrix: %d cells%n".formatted(cells));
    table.append(
        "reason, requests that the upstream got, failed + successful calls of its breaker;"
            + " the same for all operations that were tried%n%n".formatted());
    line(table, "fault", StubUpstream::id);
    rows.forEach(
        (fault, seen) ->
            line(
                table,
                fault,
                upstream -> String.join(" | ", seen.getOrDefault(upstream, Set.of()))));
    return table.toString();
  }

  private static void line(
      StringBuilder table, String first, java.util.function.Function<StubUpstream, String> text) {
    table.append("%-30s".formatted(first));
    for (StubUpstream upstream : StubUpstream.values()) {
      table.append(" %-22s".formatted(text.apply(upstream)));
    }
    table.append(System.lineSeparator());
  }
}
