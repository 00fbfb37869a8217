package io.pannier.product.domain.model;

import io.pannier.shared.model.Upc;

/** The catalog says that there is no such product. */
public final class ProductNotFoundException extends ProductRefusedException {

  public ProductNotFoundException(Upc upc) {
    super("The catalog has no product " + upc + ".");
  }

  @Override
  public Code code() {
    return Code.PRODUCT_NOT_FOUND;
  }
}
