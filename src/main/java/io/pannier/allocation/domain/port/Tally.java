package io.pannier.allocation.domain.port;

/** Counts what happens to allocations, for operators. */
@FunctionalInterface
public interface Tally {

  /** What is counted. */
  enum Event {
    /** A line was allocated. */
    ALLOCATED,
    /** A line found no batch with room. */
    OUT_OF_STOCK,
    /** A write of a stock was attempted. */
    STOCK_WRITE,
    /** A write of a stock was lost to another writer. */
    LOST_RACE,
    /** A movement was shown that another request had made and not shown. */
    FINISHED,
    /** A line is not the one that its movement follows: a sign of a restored backup. */
    NOT_FOLLOWING
  }

  void count(Event event);
}
