package io.pannier.faults;

import io.pannier.local.StubUpstream;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** One cell of the matrix. */
record Cell(Fault fault, StubUpstream upstream, AskedOperation operation) {

  static List<Fault> faults() {
    return Stream.of(
            ConnectionFaults.all(), AnswerFaults.all(), EntryFaults.all(), OwnRefusals.all())
        .flatMap(some -> some)
        .toList();
  }

  /** All of them; those that need the same service stand together. */
  static Stream<Cell> all() {
    return Arrays.stream(StubUpstream.values())
        .flatMap(
            upstream ->
                faults().stream()
                    .filter(fault -> fault.upstreams().contains(upstream))
                    .flatMap(
                        fault ->
                            Arrays.stream(AskedOperation.values())
                                .map(operation -> new Cell(fault, upstream, operation))));
  }

  @Override
  public String toString() {
    return upstream.id() + " · " + fault + " · " + operation;
  }
}
