package io.pannier.cart.domain.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Catches what a cart refuses. */
final class Refusals {

  private Refusals() {}

  /** The refusal that this ends in. */
  static Refusal refusalOf(ThrowingCallable change) {
    return caught(CartRefusedException.class, change).refusal();
  }

  /** What became of each entry of a batch that this rejects. */
  static BatchRejectedException rejectionOf(ThrowingCallable change) {
    return caught(BatchRejectedException.class, change);
  }

  static <E extends CartException> E caught(Class<E> type, ThrowingCallable change) {
    E caught = catchThrowableOfType(type, change);
    assertThat(caught).as("refused").isNotNull();
    return caught;
  }
}
