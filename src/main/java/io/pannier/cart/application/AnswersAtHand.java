package io.pannier.cart.application;

import io.pannier.cart.domain.model.Cart;
import io.pannier.cart.domain.model.CartAnswers;

/** What the gateways answered in the first try of a change, for the tries after a lost race. */
final class AnswersAtHand {

  private volatile CartAnswers answers = CartAnswers.NONE;

  CartAnswers get() {
    return answers;
  }

  void keep(Cart cart) {
    answers = cart.answers();
  }
}
