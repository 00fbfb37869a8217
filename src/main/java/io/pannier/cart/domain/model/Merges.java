package io.pannier.cart.domain.model;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What a customer's cart remembers of the guests' carts that went into it: of many the newest. */
public record Merges(List<MergeRecord> newestFirst) {

  public static final Merges NONE = new Merges(List.of());

  public Merges {
    newestFirst = List.copyOf(newestFirst);
  }

  /** What that cart brought; empty if it did not go into this one, or that is forgotten. */
  public Optional<MergeRecord> of(CartId source) {
    return newestFirst.stream().filter(merge -> merge.source().equals(source)).findFirst();
  }

  /**
   * Whether that frozen cart may have brought its lines, as far as is remembered: of many merges
   * only the newest are kept, and to take lines twice is worse than to refuse them.
   */
  public boolean mayInclude(StoredCart frozen, CartPolicy policy) {
    return of(frozen.id()).isPresent()
        || (newestFirst.size() >= policy.maxMerges()
            && newestFirst.stream().noneMatch(merge -> merge.at().isBefore(frozen.updatedAt())));
  }

  /** With one more; one too many is forgotten. */
  Merges with(MergeRecord newest, CartPolicy policy) {
    return new Merges(
        Stream.concat(Stream.of(newest), newestFirst.stream()).limit(policy.maxMerges()).toList());
  }
}
