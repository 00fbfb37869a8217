package io.pannier.cart.adapter.out.mongo;

import io.pannier.cart.domain.model.CartId;
import io.pannier.cart.domain.model.CartState;
import io.pannier.cart.domain.model.Closing;
import org.jspecify.annotations.Nullable;

/**
 * How far a cart has come, as it is stored: absent where it is active.
 *
 * @param closing absent in carts that were closed before this was kept. A release that does not
 *     know it reads past it, and no release changes a closed cart, so it needs no schema version
 */
record StateDocument(
    @Nullable String mergedInto, @Nullable String orderId, @Nullable ClosingDocument closing) {

  StateDocument {
    if ((mergedInto == null) == (orderId == null)) {
      throw new IllegalArgumentException("a cart that has ended is either merged or closed");
    }
    if (closing != null && orderId == null) {
      throw new IllegalArgumentException("only a closed cart was closed with something");
    }
  }

  static @Nullable StateDocument from(CartState state) {
    if (state instanceof CartState.Merged merged) {
      return new StateDocument(merged.mergedInto().value(), null, null);
    }
    if (state instanceof CartState.Closed closed) {
      Closing closing = closed.closing();
      return new StateDocument(
          null, closed.orderId(), closing == null ? null : ClosingDocument.from(closing));
    }
    return null;
  }

  CartState toState() {
    if (mergedInto != null) {
      return new CartState.Merged(new CartId(mergedInto));
    }
    return orderId != null
        ? new CartState.Closed(orderId, closing == null ? null : closing.toClosing())
        : CartState.ACTIVE;
  }
}
