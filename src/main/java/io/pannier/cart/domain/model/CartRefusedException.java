package io.pannier.cart.domain.model;

/** The cart refuses this. */
public final class CartRefusedException extends CartException {

  private final transient Refusal refusal;

  public CartRefusedException(Refusal refusal) {
    this(refusal, false);
  }

  public CartRefusedException(RefusalCode code) {
    this(Refusal.of(code));
  }

  private CartRefusedException(Refusal refusal, boolean changeMayHaveHappened) {
    super(refusal.code(), changeMayHaveHappened, null);
    this.refusal = refusal;
  }

  /** The same refusal, of an operation that had changed something before. */
  public CartRefusedException afterAChange() {
    return new CartRefusedException(refusal, true);
  }

  public Refusal refusal() {
    return refusal;
  }
}
