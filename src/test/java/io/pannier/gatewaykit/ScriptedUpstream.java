package io.pannier.gatewaykit;

import java.util.List;

/**
 * The upstream of an adapter under test, which says what it is told to. Products are numbered; the
 * contract has the key and the value of each number. What cannot happen to an upstream is told by
 * {@code Assumptions.abort} of JUnit: the test is then reported as skipped.
 */
public interface ScriptedUpstream {

  /**
   * From now on it has these and works again; of number 3, unless it is one, it knows there is
   * none.
   */
  void has(List<Integer> numbers);

  /** The same, but what it says of one of them cannot be believed: a negative price. */
  void spoils(List<Integer> numbers, int spoilt);

  /** The same, but of one of them it says two things. */
  void tellsTwice(List<Integer> numbers, int twice);

  /**
   * The same, with so much said of each that an answer about all is larger than the adapter reads,
   * and one about half of them is not.
   */
  void tellsALot(List<Integer> numbers);

  /** From now on every question ends like this. */
  void breaks(UpstreamFault fault);

  /**
   * How much the adapter holds at this moment for questions that it was asked: permits,
   * connections, open files. 0 where it never holds anything.
   */
  int held();
}
