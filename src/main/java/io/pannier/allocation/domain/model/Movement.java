package io.pannier.allocation.domain.model;

/**
 * What happened to one line, as its stock remembers it until the line shows it: allocated,
 * released, moved, displaced, shipped or let go.
 *
 * @param follows the sequence of the line before it; 0 where there was none
 * @param line whole, as it reads afterwards: every process that writes it writes the same
 */
public record Movement(long follows, OrderLine line) {

  public Movement {
    if (follows < 0 || follows >= line.sequence()) {
      throw new IllegalArgumentException("a movement comes after the one before it");
    }
  }
}
