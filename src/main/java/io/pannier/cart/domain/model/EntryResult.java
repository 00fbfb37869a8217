package io.pannier.cart.domain.model;

import io.pannier.shared.model.ProductAtLocation;
import org.jspecify.annotations.Nullable;

/**
 * What became of one entry that was to be added.
 *
 * @param created whether it made a new line rather than more of one
 * @param refusal why it was not taken; absent if it was
 */
public record EntryResult(ProductAtLocation product, boolean created, @Nullable Refusal refusal) {

  static EntryResult taken(ProductAtLocation product, boolean created) {
    return new EntryResult(product, created, null);
  }

  static EntryResult refused(ProductAtLocation product, Refusal refusal) {
    return new EntryResult(product, false, refusal);
  }
}
