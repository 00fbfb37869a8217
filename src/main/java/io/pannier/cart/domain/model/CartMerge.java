package io.pannier.cart.domain.model;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Brings the lines of a guest's cart into a customer's. Only the service's own limits clamp here;
 * what a product does not allow shows as notices of the cart.
 */
final class CartMerge {

  private final MergeStrategy strategy;
  private final CartPolicy policy;
  private final List<MergedLine> report = new ArrayList<>();
  private StoredCart target;

  private CartMerge(StoredCart target, MergeStrategy strategy, CartPolicy policy) {
    this.target = target;
    this.strategy = strategy;
    this.policy = policy;
  }

  /** The target with the lines of the source and with the report. */
  static StoredCart into(
      StoredCart target,
      StoredCart source,
      MergeStrategy strategy,
      Instant now,
      CartPolicy policy) {
    CartMerge merge = new CartMerge(target.readyFor(source), strategy, policy);
    source.lines().forEach(merge::take);
    return merge.target.withMerge(new MergeRecord(source.id(), now, merge.report), policy);
  }

  private void take(CartLine line) {
    int before = target.quantityOf(line.product());
    int requested = before == 0 ? line.quantity() : strategy.of(before, line.quantity());
    if (target.refusalOfLine(line.product(), policy).isPresent()) {
      report.add(new MergedLine(line.product(), MergeOutcome.NO_ROOM, requested, 0));
      return;
    }
    int quantity = Math.max(before, Math.min(requested, policy.maxQuantity()));
    target =
        before == 0
            ? target.withLine(line.withQuantity(quantity))
            : target.replace(line.id(), mine -> mine.joinedWith(line, quantity));
    report.add(
        new MergedLine(line.product(), outcome(before, requested, quantity), requested, quantity));
  }

  private static MergeOutcome outcome(int before, int requested, int quantity) {
    if (quantity < requested) {
      return MergeOutcome.CLAMPED;
    }
    if (before == 0) {
      return MergeOutcome.ADDED;
    }
    return quantity > before ? MergeOutcome.INCREASED : MergeOutcome.UNCHANGED;
  }
}
