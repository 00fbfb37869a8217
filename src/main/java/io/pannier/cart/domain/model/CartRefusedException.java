package io.pannier.cart.domain.model;

/** The cart refuses this. */
public final class CartRefusedException extends CartException {

  private final transient Refusal refusal;

  public CartRefusedException(Refusal refusal) {
    super(refusal.code());
    this.refusal = refusal;
  }

  public CartRefusedException(RefusalCode code) {
    this(Refusal.of(code));
  }

  public Refusal refusal() {
    return refusal;
  }
}
