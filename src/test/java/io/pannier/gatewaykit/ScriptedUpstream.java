package io.pannier.gatewaykit;

import java.util.List;

/**
 * The upstream of an adapter under test, which answers as the contract asks it to. Products are
 * numbered; the contract has the key and the value of each number. For what cannot happen to an
 * upstream, call {@code Assumptions.abort} of JUnit: the test is then reported as skipped.
 */
public interface ScriptedUpstream {

  /**
   * From now on it works and has these; that there is no number 3, unless it is one of them, it
   * knows.
   */
  void has(List<Integer> numbers);

  /** The same, but its answer about one of them is invalid: a negative price. */
  void spoils(List<Integer> numbers, int spoilt);

  /** The same, but with two different answers about one of them. */
  void answersTwice(List<Integer> numbers, int twice);

  /**
   * The same, with answers so long that one about all is larger than the adapter reads, and one
   * about half of them is not.
   */
  void answersALot(List<Integer> numbers);

  /** From now on every question ends like this. */
  void breaks(UpstreamFault fault);

  /**
   * How much the adapter holds at this moment for questions that it was asked: permits,
   * connections, open files. 0 where it never holds anything.
   */
  int held();
}
