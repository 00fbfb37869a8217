package io.pannier.cart.application;

import io.pannier.cart.domain.model.CartId;
import io.pannier.cart.domain.model.CartRefusedException;
import io.pannier.cart.domain.model.RefusalCode;
import io.pannier.cart.domain.model.StoredCart;
import io.pannier.cart.domain.port.CartRepository;
import io.pannier.cart.domain.port.LostRaceException;
import io.pannier.shared.model.Deadline;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Function;
import java.util.function.Supplier;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/** Opens carts for those who may, and tries a change until no other writer was faster. */
final class OpenCarts {

  private static final Duration FIRST_PAUSE = Duration.ofMillis(2);
  private static final Duration LONGEST_PAUSE = Duration.ofMillis(40);

  private final CartRepository repository;
  private final Clock clock;
  private final Duration storageTimeout;

  OpenCarts(CartRepository repository, Clock clock, Duration storageTimeout) {
    this.repository = repository;
    this.clock = clock;
    this.storageTimeout = storageTimeout;
  }

  /** The cart, or {@code CART_NOT_FOUND}: also if it is somebody else's, or expired. */
  Mono<StoredCart> open(CartId id, Caller caller, CartAccess access, Deadline deadline) {
    return repository
        .find(id, deadline)
        .filter(cart -> access.opens(cart, caller) && !cart.isExpired(clock.instant()))
        .switchIfEmpty(Mono.error(() -> access.refusal(caller)));
  }

  static CartRefusedException noItem() {
    return new CartRefusedException(RefusalCode.ITEM_NOT_FOUND);
  }

  /**
   * Reads the cart and tries to change it. A lost race is another writer's success, so no count of
   * tries is enough; the bound is the deadline, less the time of one more try.
   */
  <T> Mono<T> change(CartCommand.Target target, Function<StoredCart, Mono<T>> oneTry) {
    return change(target, CartAccess.CHANGE, oneTry);
  }

  <T> Mono<T> change(
      CartCommand.Target target, CartAccess access, Function<StoredCart, Mono<T>> oneTry) {
    Deadline deadline = target.deadline();
    return untilWon(
        deadline, () -> open(target.cartId(), target.caller(), access, deadline).flatMap(oneTry));
  }

  /**
   * An earlier deadline, for asking upstreams before a write that none of them may prevent: it
   * leaves the write its storage timeout, or half of the remaining time where that is shorter.
   */
  Deadline leavingTimeToWrite(Deadline deadline) {
    Duration half = deadline.remaining().dividedBy(2);
    return deadline.minus(half.compareTo(storageTimeout) < 0 ? half : storageTimeout);
  }

  <T> Mono<T> untilWon(Deadline deadline, Supplier<Mono<T>> oneTry) {
    return Mono.defer(oneTry)
        .retryWhen(
            Retry.backoff(Long.MAX_VALUE, FIRST_PAUSE)
                .maxBackoff(LONGEST_PAUSE)
                .jitter(1)
                .filter(
                    error ->
                        error instanceof LostRaceException
                            && deadline.remaining().compareTo(storageTimeout) > 0))
        .onErrorMap(
            LostRaceException.class,
            lost -> new CartRefusedException(RefusalCode.CONCURRENT_UPDATE));
  }
}
