package io.pannier.cart.domain.model;

import io.pannier.shared.model.ProductAtLocation;
import java.util.regex.Pattern;

/**
 * Names a line of a cart. Without words on it, the id follows from product and location, so that
 * adding, removing and adding again is always about the same line, however often a client repeats
 * it. A line with words gets one when it is made, and keeps it: what follows from the words would
 * reveal them in every path.
 */
public record LineId(String value) {

  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9_.-]{0,119}");

  /** Of the line without words. */
  public static LineId of(ProductAtLocation product) {
    String id = product.id().fold(upc -> upc.gtin14(), sku -> "s_" + sku.value());
    return new LineId(id + "-" + product.location());
  }

  /** Of a line that is made now. */
  static LineId next(CartLine.Content content) {
    return content.attributes().isEmpty()
        ? of(content.product())
        : new LineId("w_" + Secrets.random(16));
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
