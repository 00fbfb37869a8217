package io.pannier.cart.application;

import io.pannier.shared.model.Deadline;
import java.util.Currency;
import org.jspecify.annotations.Nullable;

/**
 * Asks for a cart: a guest's new one, or the one that a customer has.
 *
 * @param asked the currency that the client asks for; absent if any will do
 * @param otherwise the currency of a new cart where the client asks for none
 */
public record CreateCartCommand(
    Caller caller, @Nullable Currency asked, Currency otherwise, Deadline deadline) {

  /** What a new cart is in. */
  Currency currency() {
    return asked == null ? otherwise : asked;
  }
}
