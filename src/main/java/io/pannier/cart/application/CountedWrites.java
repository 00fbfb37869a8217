package io.pannier.cart.application;

import io.pannier.cart.domain.model.CartId;
import io.pannier.cart.domain.model.CustomerId;
import io.pannier.cart.domain.model.StoredCart;
import io.pannier.cart.domain.port.ActiveCarts;
import io.pannier.cart.domain.port.CartRepository;
import io.pannier.shared.model.Deadline;
import io.pannier.shared.storage.ChangesMade;
import reactor.core.publisher.Mono;

/**
 * Enters every write into the {@link ChangesMade} of the request that makes it. Done around the
 * stores and not by each operation, so that no operation can forget it.
 */
final class CountedWrites {

  private CountedWrites() {}

  static CartRepository of(CartRepository carts) {
    return new CountedCarts(carts);
  }

  static ActiveCarts of(ActiveCarts activeCarts) {
    return new Pointers(activeCarts);
  }

  private record CountedCarts(CartRepository carts) implements CartRepository {

    @Override
    public Mono<StoredCart> find(CartId id, Deadline deadline) {
      return carts.find(id, deadline);
    }

    @Override
    public Mono<StoredCart> create(StoredCart cart, Deadline deadline) {
      return ChangesMade.counted(carts.create(cart, deadline));
    }

    @Override
    public Mono<StoredCart> replace(StoredCart next, Deadline deadline) {
      return ChangesMade.counted(carts.replace(next, deadline));
    }

    @Override
    public Mono<Void> erase(StoredCart current, Deadline deadline) {
      return ChangesMade.counted(carts.erase(current, deadline));
    }

    @Override
    public Mono<Void> eraseAll(CustomerId customer, Deadline deadline) {
      return ChangesMade.counted(carts.eraseAll(customer, deadline));
    }
  }

  private record Pointers(ActiveCarts activeCarts) implements ActiveCarts {

    @Override
    public Mono<CartId> find(CustomerId customer, Deadline deadline) {
      return activeCarts.find(customer, deadline);
    }

    @Override
    public Mono<Void> claim(CustomerId customer, CartId cart, Deadline deadline) {
      return ChangesMade.counted(activeCarts.claim(customer, cart, deadline));
    }

    @Override
    public Mono<Void> reassign(CustomerId customer, CartId from, CartId to, Deadline deadline) {
      return ChangesMade.counted(activeCarts.reassign(customer, from, to, deadline));
    }

    @Override
    public Mono<Void> release(CustomerId customer, CartId cart, Deadline deadline) {
      return ChangesMade.counted(activeCarts.release(customer, cart, deadline));
    }

    @Override
    public Mono<Void> erase(CustomerId customer, Deadline deadline) {
      return ChangesMade.counted(activeCarts.erase(customer, deadline));
    }
  }
}
