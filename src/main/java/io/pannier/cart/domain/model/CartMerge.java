package io.pannier.cart.domain.model;

import io.pannier.shared.model.ProductAtLocation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Brings the lines of a guest's cart into a customer's. Only the service's own limits clamp here;
 * what a product does not allow shows as notices of the cart.
 */
public final class CartMerge {

  private final Strategy strategy;
  private final CartPolicy policy;
  private final List<Line> report = new ArrayList<>();
  private StoredCart target;

  private CartMerge(StoredCart target, Strategy strategy, CartPolicy policy) {
    this.target = target;
    this.strategy = strategy;
    this.policy = policy;
  }

  /** Takes the lines of the source into the target, one after another. */
  static CartMerge into(
      StoredCart target, StoredCart source, Strategy strategy, CartPolicy policy) {
    CartMerge merge = new CartMerge(target.readyFor(source), strategy, policy);
    source.lines().forEach(merge::take);
    return merge;
  }

  /** The target with what could be taken. */
  StoredCart target() {
    return target;
  }

  /** What became of each line of the source. */
  List<Line> report() {
    return List.copyOf(report);
  }

  private void take(CartLine line) {
    Optional<CartLine> mine = target.line(line.content());
    int before = mine.map(CartLine::quantity).orElse(0);
    int requested = before == 0 ? line.quantity() : strategy.of(before, line.quantity());
    if (target.refusalOfLine(line.content(), policy).isPresent()) {
      report.add(new Line(line.product(), line.id(), Outcome.NO_ROOM, requested, 0));
      return;
    }
    int quantity = Math.max(before, Math.min(requested, policy.maxQuantity()));
    CartLine merged =
        mine.map(held -> held.joinedWith(line, quantity)).orElse(line.withQuantity(quantity));
    target = target.withLine(merged);
    report.add(
        new Line(
            line.product(),
            merged.id(),
            outcome(before, requested, quantity),
            requested,
            quantity));
  }

  private static Outcome outcome(int before, int requested, int quantity) {
    if (quantity < requested) {
      return Outcome.CLAMPED;
    }
    if (before == 0) {
      return Outcome.ADDED;
    }
    return quantity > before ? Outcome.INCREASED : Outcome.UNCHANGED;
  }

  /** What became of a line of a cart that was merged into another. */
  public enum Outcome {
    /** It is a line of its own now. */
    ADDED,
    /** The line that was there holds more. */
    INCREASED,
    /** The line that was there holds as many as before. */
    UNCHANGED,
    /** It holds as many as a line of this service can. */
    CLAMPED,
    /** The cart has no room for another line, or another selling location. */
    NO_ROOM
  }

  /**
   * What became of one line.
   *
   * @param lineId the line in the cart that it is in; of the guest's cart if there was no room
   * @param requested how many the line should have held by the strategy
   * @param quantity how many it holds; 0 if there was no room for it
   */
  public record Line(
      ProductAtLocation product,
      LineId lineId,
      CartMerge.Outcome outcome,
      int requested,
      int quantity) {}

  /** How many of a product that is in both carts the customer gets. */
  public enum Strategy {
    /** The larger of both: a customer who put the same thing into both carts wanted it once. */
    MAX {
      @Override
      int of(int one, int other) {
        return Math.max(one, other);
      }
    },
    SUM {
      @Override
      int of(int one, int other) {
        return CartLine.sum(one, other);
      }
    };

    abstract int of(int one, int other);
  }
}
