package io.pannier.product.domain.model;

import io.pannier.shared.model.Reason;

/** A service whose answer is needed could not tell. */
public final class ProductUntoldException extends ProductRefusedException {

  private final Reason reason;

  public ProductUntoldException(Reason reason) {
    super("What was asked for could not be told.");
    this.reason = reason;
  }

  @Override
  public Code code() {
    return Code.PRODUCT_UNTOLD;
  }

  public Reason reason() {
    return reason;
  }
}
