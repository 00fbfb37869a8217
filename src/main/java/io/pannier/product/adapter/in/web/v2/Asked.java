package io.pannier.product.adapter.in.web.v2;

import io.pannier.product.domain.model.ProductField;
import io.pannier.product.domain.model.ProductSelection;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Gives of a value, where it is known, what was asked for, and null for the rest. */
record Asked<V>(Optional<V> value, ProductSelection selection) {

  /** A part that the value may lack. */
  @FunctionalInterface
  interface Part<V, T> {
    @Nullable T of(V value);
  }

  <T> @Nullable T get(ProductField field, Part<V, T> part) {
    return selection.includes(field) && value.isPresent() ? part.of(value.get()) : null;
  }
}
