package io.pannier.cart.application;

import io.pannier.cart.domain.model.Cart;
import io.pannier.cart.domain.model.EntryResult;
import java.util.List;

/**
 * A cart after a change.
 *
 * @param results one for each entry that was to be added
 * @param replayed whether the change had been made before, under the same key
 */
public record CartChange(Cart cart, List<EntryResult> results, boolean replayed) {

  public CartChange {
    results = List.copyOf(results);
  }
}
