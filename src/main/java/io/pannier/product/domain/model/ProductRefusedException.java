package io.pannier.product.domain.model;

/** A product page that is not given. The message is fit to be shown to whoever asked. */
public abstract sealed class ProductRefusedException extends RuntimeException
    permits ProductNotFoundException, ProductUntoldException {

  /** Why it is not given. */
  public enum Code {
    PRODUCT_NOT_FOUND,
    PRODUCT_UNTOLD
  }

  ProductRefusedException(String message) {
    super(message, null, false, false);
  }

  public abstract Code code();
}
