package io.pannier.cart.application;

import io.pannier.cart.domain.model.CartId;
import io.pannier.cart.domain.model.CartStorageException;
import io.pannier.cart.domain.model.CustomerId;
import io.pannier.cart.domain.model.StoredCart;
import io.pannier.cart.domain.port.ActiveCarts;
import io.pannier.cart.domain.port.CartRepository;
import io.pannier.cart.domain.port.LostRaceException;
import io.pannier.shared.model.ChangesMade;
import io.pannier.shared.model.Deadline;
import reactor.core.publisher.Mono;

/**
 * Enters every write into the {@link ChangesMade} of the request that makes it. Done around the
 * stores and not by each operation, so that no operation can forget it.
 */
final class CountedWrites {

  private CountedWrites() {}

  static CartRepository of(CartRepository carts) {
    return new Carts(carts);
  }

  static ActiveCarts of(ActiveCarts activeCarts) {
    return new Pointers(activeCarts);
  }

  /** The write counts, unless its outcome says that it did not happen. */
  static <T> Mono<T> counted(Mono<T> write) {
    return Mono.deferContextual(
        context ->
            context
                .<ChangesMade>getOrEmpty(ChangesMade.class)
                .map(changes -> counted(write, changes))
                .orElse(write));
  }

  private static <T> Mono<T> counted(Mono<T> write, ChangesMade changes) {
    return write
        .doOnSubscribe(subscription -> changes.attempted())
        .doOnError(CountedWrites::didNotHappen, failure -> changes.notMade());
  }

  private static boolean didNotHappen(Throwable failure) {
    return failure instanceof LostRaceException
        || (failure instanceof CartStorageException failed && !failed.changeMayHaveHappened());
  }

  private record Carts(CartRepository carts) implements CartRepository {

    @Override
    public Mono<StoredCart> find(CartId id, Deadline deadline) {
      return carts.find(id, deadline);
    }

    @Override
    public Mono<StoredCart> create(StoredCart cart, Deadline deadline) {
      return counted(carts.create(cart, deadline));
    }

    @Override
    public Mono<StoredCart> replace(StoredCart next, Deadline deadline) {
      return counted(carts.replace(next, deadline));
    }

    @Override
    public Mono<Void> erase(StoredCart current, Deadline deadline) {
      return counted(carts.erase(current, deadline));
    }

    @Override
    public Mono<Void> eraseAll(CustomerId customer, Deadline deadline) {
      return counted(carts.eraseAll(customer, deadline));
    }
  }

  private record Pointers(ActiveCarts activeCarts) implements ActiveCarts {

    @Override
    public Mono<CartId> find(CustomerId customer, Deadline deadline) {
      return activeCarts.find(customer, deadline);
    }

    @Override
    public Mono<Void> claim(CustomerId customer, CartId cart, Deadline deadline) {
      return counted(activeCarts.claim(customer, cart, deadline));
    }

    @Override
    public Mono<Void> reassign(CustomerId customer, CartId from, CartId to, Deadline deadline) {
      return counted(activeCarts.reassign(customer, from, to, deadline));
    }

    @Override
    public Mono<Void> release(CustomerId customer, CartId cart, Deadline deadline) {
      return counted(activeCarts.release(customer, cart, deadline));
    }

    @Override
    public Mono<Void> erase(CustomerId customer, Deadline deadline) {
      return counted(activeCarts.erase(customer, deadline));
    }
  }
}
