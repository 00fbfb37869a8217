package io.pannier.cart.application;

import io.pannier.cart.domain.model.CartEntry;
import io.pannier.cart.domain.model.ChangeKey;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Asks for several things to be put into a cart.
 *
 * @param key the client's name for the change, if it wants to be able to repeat it
 */
public record AddBatchCommand(
    CartTarget target, List<CartEntry> entries, BatchMode mode, @Nullable String key) {

  public AddBatchCommand {
    entries = List.copyOf(entries);
  }

  /** What a repeat of the key is compared by, as {@link AddItemCommand#fingerprint()}. */
  public String fingerprint() {
    return Fingerprint.ofBatch(mode, entries);
  }

  @Nullable ChangeKey changeKey() {
    return key == null ? null : ChangeKey.of(key, fingerprint());
  }
}
