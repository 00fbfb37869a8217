package io.pannier.cart.domain.model;

import io.pannier.shared.model.ProductAtLocation;
import java.util.regex.Pattern;

/**
 * Names a line of a cart. It follows from what the line holds, so that adding, removing and adding
 * again is always about the same line, however often a client repeats it.
 */
public record LineId(String value) {

  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{1,64}");

  public static LineId of(ProductAtLocation product) {
    return new LineId(
        product.id().fold(upc -> upc.gtin14(), sku -> "s_" + sku.value())
            + "-"
            + product.location());
  }

  /** Whether it has the form of a line id; clients send any text. */
  public boolean isWellFormed() {
    return FORM.matcher(value).matches();
  }

  @Override
  public String toString() {
    return value;
  }
}
