package io.pannier.cart.domain.model;

/** The cart refuses what it was asked. It is an answer, so it has no stack trace. */
public final class CartRefusedException extends RuntimeException {

  private final transient Refusal refusal;

  CartRefusedException(Refusal refusal) {
    super(refusal.code(), null, false, false);
    this.refusal = refusal;
  }

  public Refusal refusal() {
    return refusal;
  }
}
