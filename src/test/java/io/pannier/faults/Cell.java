package io.pannier.faults;

import io.pannier.local.StubUpstream;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** One cell of the matrix. */
record Cell(Fault fault, StubUpstream upstream, AskedOperation operation) {

  static List<Fault> faults() {
    return Stream.of(
            ConnectionFaults.all(), AnswerFaults.all(), EntryFaults.all(), OwnRefusals.all())
        .flatMap(some -> some)
        .toList();
  }

  /**
   * Every fault of every upstream on a product page, which shows its reason; and every reason of
   * every upstream in everything else that customers do, by the first fault that has it. What an
   * operation makes of a reason does not depend on the fault: all that is left of it behind the
   * gateway is the reason, for all products or for one. Cells that need the same service stand
   * together.
   */
  static Stream<Cell> all() {
    return Arrays.stream(StubUpstream.values())
        .flatMap(
            upstream -> {
              Set<String> reasonsSeen = new HashSet<>();
              return faults().stream()
                  .filter(fault -> fault.upstreams().contains(upstream))
                  .flatMap(fault -> of(fault, upstream, reasonsSeen.add(leftOf(fault))));
            });
  }

  private static Stream<Cell> of(Fault fault, StubUpstream upstream, boolean isFirst) {
    return Arrays.stream(AskedOperation.values())
        .filter(operation -> isFirst || operation == AskedOperation.PRODUCT_READ)
        .map(operation -> new Cell(fault, upstream, operation));
  }

  /** Of a fault behind the gateway: the reason, of all products or of one. */
  private static String leftOf(Fault fault) {
    return fault.reason() + (fault.successes() > 0 ? " of one" : "");
  }

  @Override
  public String toString() {
    return upstream.id() + " · " + fault + " · " + operation;
  }
}
