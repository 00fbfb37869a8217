package io.pannier.cart.domain.model;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a customer's cart remembers of the guests' carts that went into it; only the newest are
 * kept.
 *
 * @param forgottenUntil when the newest of those that are forgotten was merged; absent if none is
 */
public record Merges(List<Merge> newestFirst, @Nullable Instant forgottenUntil) {

  public static final Merges NONE = new Merges(List.of(), null);

  public Merges {
    newestFirst = List.copyOf(newestFirst);
  }

  /** What that cart brought; empty if it did not go into this one, or that is forgotten. */
  public Optional<Merge> find(CartId source) {
    return newestFirst.stream().filter(merge -> merge.source().equals(source)).findFirst();
  }

  /**
   * Whether that frozen cart may have brought its lines: it did, or it was frozen before the last
   * merge that is forgotten. To take lines twice is worse than to refuse them.
   */
  public boolean mayHaveTaken(StoredCart frozen) {
    return find(frozen.id()).isPresent()
        || (forgottenUntil != null && !frozen.updatedAt().isAfter(forgottenUntil));
  }

  /** With one more; the oldest is forgotten if there are too many. */
  Merges with(Merge newest, CartPolicy policy) {
    List<Merge> all = Stream.concat(Stream.of(newest), newestFirst.stream()).toList();
    List<Merge> kept = all.stream().limit(policy.maxMerges()).toList();
    return new Merges(kept, kept.size() < all.size() ? all.get(kept.size()).at() : forgottenUntil);
  }

  /**
   * Remembers in a customer's cart what a guest's cart brought, written together with the lines, so
   * that a repeated merge does nothing and says the same.
   */
  public record Merge(CartId source, Instant at, List<CartMerge.Line> report) {

    public Merge {
      report = List.copyOf(report);
    }
  }
}
