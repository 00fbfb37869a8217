package io.pannier.cart.domain.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.pannier.cart.domain.model.Refusal.CartRefusedException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Catches what a cart refuses. */
final class Refusals {

  private Refusals() {}

  /** The refusal that this ends in. */
  static Refusal refusalOf(ThrowingCallable change) {
    return caught(change).refusal();
  }

  /** The refusal of this kind that this ends in. */
  static <R extends Refusal> R refusalOf(Class<R> type, ThrowingCallable change) {
    Refusal refusal = refusalOf(change);
    assertThat(refusal).isInstanceOf(type);
    return type.cast(refusal);
  }

  /** What became of each entry of a batch that this rejects. */
  static Refusal.BatchRejected rejectionOf(ThrowingCallable change) {
    return refusalOf(Refusal.BatchRejected.class, change);
  }

  private static CartRefusedException caught(ThrowingCallable change) {
    CartRefusedException caught = catchThrowableOfType(CartRefusedException.class, change);
    assertThat((Throwable) caught).as("refused").isNotNull();
    return caught;
  }
}
