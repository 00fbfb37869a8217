package io.pannier.cart.domain.model;

import io.pannier.shared.model.InvalidValueException;
import java.util.regex.Pattern;

/** Names a cart: 128 random bits or more, so that it cannot be guessed. */
public record CartId(String value) {

  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{22,64}");

  public CartId {
    if (!isOne(value)) {
      throw new InvalidValueException("is not the id of a cart");
    }
  }

  /** Whether a text can be the id of a cart. */
  public static boolean isOne(String text) {
    return FORM.matcher(text).matches();
  }

  public static CartId random() {
    return new CartId(Secrets.random(16));
  }

  @Override
  public String toString() {
    return value;
  }
}
