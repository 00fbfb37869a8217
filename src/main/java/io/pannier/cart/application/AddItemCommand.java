package io.pannier.cart.application;

import io.pannier.cart.domain.model.CartEntry;
import io.pannier.cart.domain.model.ChangeKey;
import org.jspecify.annotations.Nullable;

/**
 * Asks for something to be put into a cart.
 *
 * @param key the client's name for the change, if it wants to be able to repeat it
 */
public record AddItemCommand(CartTarget target, CartEntry entry, @Nullable String key) {

  /**
   * What a repeat of the key is compared by: what is asked for, whoever asks, until when and under
   * which condition. The cart is left out as well: each compares only what it keeps itself.
   */
  public String fingerprint() {
    return Fingerprint.ofAddition(entry);
  }

  @Nullable ChangeKey changeKey() {
    return key == null ? null : ChangeKey.of(key, fingerprint());
  }
}
