package io.pannier.cart.application;

import io.pannier.cart.domain.model.Cart;
import io.pannier.cart.domain.model.CartEntry;
import io.pannier.cart.domain.model.CartMerge;
import io.pannier.cart.domain.model.CartToken;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What came of a command. */
public sealed interface CartResult {

  /**
   * A cart that was asked for.
   *
   * @param token the secret that opens it, returned only here; absent for customers
   * @param isNew whether it was not there before
   */
  record Created(Cart cart, @Nullable CartToken token, boolean isNew) implements CartResult {}

  /**
   * A cart after a change.
   *
   * @param results one for each entry that was to be added
   * @param replayed whether the change had been made before, under the same key
   */
  record Changed(Cart cart, List<CartEntry.Result> results, boolean replayed)
      implements CartResult {

    public Changed {
      results = List.copyOf(results);
    }
  }

  /** A customer's cart after a guest's was brought into it, with what became of each line. */
  record Merged(Cart cart, List<CartMerge.Line> report) implements CartResult {

    public Merged {
      report = List.copyOf(report);
    }
  }
}
