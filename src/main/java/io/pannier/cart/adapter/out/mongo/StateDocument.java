package io.pannier.cart.adapter.out.mongo;

import io.pannier.cart.domain.model.CartId;
import io.pannier.cart.domain.model.CartState;
import org.jspecify.annotations.Nullable;

/** How far a cart has come, as it is stored: absent where it is active. */
record StateDocument(@Nullable String mergedInto, @Nullable String orderId) {

  StateDocument {
    if ((mergedInto == null) == (orderId == null)) {
      throw new IllegalArgumentException("a cart that has ended is either merged or closed");
    }
  }

  static @Nullable StateDocument from(CartState state) {
    if (state instanceof CartState.Merged merged) {
      return new StateDocument(merged.mergedInto().value(), null);
    }
    return state instanceof CartState.Closed closed
        ? new StateDocument(null, closed.orderId())
        : null;
  }

  CartState toState() {
    if (mergedInto != null) {
      return new CartState.Merged(new CartId(mergedInto));
    }
    return orderId != null ? new CartState.Closed(orderId) : CartState.ACTIVE;
  }
}
