package io.pannier.cart.domain.port;

import io.pannier.cart.domain.model.CartId;

/**
 * A stored cart is not what this service writes: a defect, or the work of a newer one. Names the
 * cart and where reading it ended, and nothing of what it holds.
 */
public final class UnreadableCartException extends RuntimeException {

  /** Of the reason only the kind and the place are kept: its message may quote the cart. */
  public UnreadableCartException(CartId cart, Throwable reason) {
    super(
        "the stored cart " + cart + " cannot be read: " + root(reason).getClass().getSimpleName());
    setStackTrace(root(reason).getStackTrace());
  }

  private static Throwable root(Throwable reason) {
    Throwable root = reason;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root;
  }
}
