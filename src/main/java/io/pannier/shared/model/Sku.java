package io.pannier.shared.model;

import java.util.function.Function;
import java.util.regex.Pattern;

/** The shop's own number of an article, which it may give to what has no GTIN. Case counts. */
public record Sku(String value) implements ProductId {

  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9_.-]{0,63}");

  public Sku {
    if (!FORM.matcher(value).matches()) {
      throw new InvalidValueException(
          "must be 1 to 64 of A-Z, a-z, 0-9, '_', '-' and '.', and not begin with a '.'");
    }
  }

  @Override
  public String text() {
    return value;
  }

  @Override
  public <T> T fold(
      Function<? super Upc, ? extends T> upc, Function<? super Sku, ? extends T> sku) {
    return sku.apply(this);
  }

  @Override
  public String toString() {
    return value;
  }
}
