package io.pannier.allocation.application;

import java.util.Set;

/**
 * Who calls: a system, by its access token.
 *
 * @param isKnown whether a good access token was sent
 * @param scopes what it may do
 */
public record Caller(boolean isKnown, Set<Scope> scopes) {

  /** What the bearer of an access token may do. */
  public enum Scope {
    /** Allocate and release: the order system. */
    ALLOCATIONS,
    /** Set batches and ship: the warehouse. */
    STOCK
  }

  public Caller {
    scopes = Set.copyOf(scopes);
  }

  /**
   * Returns if the caller has one of the scopes.
   *
   * @throws DeniedException otherwise
   */
  public void require(Scope... any) {
    if (!isKnown || scopes.stream().noneMatch(Set.of(any)::contains)) {
      throw new DeniedException(isKnown);
    }
  }

  /** The caller may not do this. It is an answer, so it has no stack trace. */
  public static final class DeniedException extends RuntimeException {

    private final boolean isKnown;

    DeniedException(boolean isKnown) {
      super("denied", null, false, false);
      this.isKnown = isKnown;
    }

    /** Whether it is a scope that is missing, and not the token. */
    public boolean isKnown() {
      return isKnown;
    }
  }
}
