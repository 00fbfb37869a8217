package io.pannier.cart.application;

import io.pannier.cart.domain.model.CartOwner.Customer;
import io.pannier.cart.domain.model.StoredCart;
import io.pannier.cart.domain.port.ActiveCarts;
import io.pannier.cart.domain.port.CartRepository;
import io.pannier.shared.model.Deadline;
import reactor.core.publisher.Mono;

/** Erases one cart, or all that a customer has. Every step can be repeated. */
final class CartEraser {

  private final CartRepository repository;
  private final ActiveCarts activeCarts;
  private final Carts carts;

  CartEraser(CartRepository repository, ActiveCarts activeCarts, Carts carts) {
    this.repository = repository;
    this.activeCarts = activeCarts;
    this.carts = carts;
  }

  Mono<Void> erase(CartCommand.Erase command) {
    CartCommand.Target target = command.target();
    return carts
        .untilWon(
            target,
            CartAccess.CHANGE,
            read -> {
              StoredCart stored = read.stored();
              target.condition().check(stored, false);
              return repository
                  .erase(stored, target.deadline())
                  .then(Mono.defer(() -> release(stored, target.deadline())));
            })
        .onErrorResume(
            Caller.DeniedException.class,
            refused ->
                refused.kind() == Caller.DeniedException.Kind.CART_NOT_FOUND
                    ? Mono.empty()
                    : Mono.error(refused));
  }

  Mono<Void> eraseMine(CartCommand.EraseMine command) {
    Deadline deadline = command.deadline();
    return Mono.fromCallable(() -> command.caller().require(Caller.Scope.CARTS).customer())
        .flatMap(
            customer ->
                repository
                    .eraseAll(customer, deadline)
                    .then(Mono.defer(() -> erasePointer(customer, deadline))));
  }

  /** A cart that was created meanwhile goes with the pointer to it. */
  private Mono<Void> erasePointer(Customer customer, Deadline deadline) {
    return activeCarts
        .erase(customer, deadline)
        .then(Mono.defer(() -> repository.eraseAll(customer, deadline)));
  }

  /** A pointer to a cart that is gone is passed over, so failing to erase it harms nothing. */
  private Mono<Void> release(StoredCart erased, Deadline deadline) {
    return erased.owner() instanceof Customer customer
        ? activeCarts.release(customer, erased.id(), deadline).onErrorComplete()
        : Mono.empty();
  }
}
