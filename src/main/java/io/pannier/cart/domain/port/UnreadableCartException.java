package io.pannier.cart.domain.port;

import io.pannier.cart.domain.model.CartId;
import io.pannier.cart.domain.model.CustomerId;

/**
 * A stored cart, or the pointer to a customer's, is not what this service writes: a defect, or the
 * work of a newer one. Names the document and where reading it ended, and nothing of what it holds.
 */
public final class UnreadableCartException extends RuntimeException {

  /** Of the reason only the kind and the place are kept: its message may quote the cart. */
  public UnreadableCartException(CartId cart, Throwable reason) {
    this("the stored cart " + cart, reason);
  }

  /** Of the pointer that is kept under the customer's hash. */
  public UnreadableCartException(CustomerId customer, Throwable reason) {
    this("the stored pointer " + customer.hash() + " to a customer's cart", reason);
  }

  private UnreadableCartException(String document, Throwable reason) {
    super(document + " cannot be read: " + root(reason).getClass().getSimpleName());
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
