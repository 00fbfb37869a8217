package io.pannier.cart.application;

import io.pannier.cart.domain.model.CartEntry;
import io.pannier.cart.domain.model.ChangeKey;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Asks for several things to be put into a cart.
 *
 * @param key names the change, if the client wants to be able to repeat it
 */
public record AddBatchCommand(
    CartTarget target, List<CartEntry> entries, BatchMode mode, @Nullable ChangeKey key) {

  public AddBatchCommand {
    entries = List.copyOf(entries);
  }
}
