package io.pannier.cart.application;

import io.pannier.cart.domain.model.CartId;
import io.pannier.cart.domain.model.CartOwner;
import io.pannier.cart.domain.model.CartRefusedException;
import io.pannier.cart.domain.model.CartStorageException;
import io.pannier.cart.domain.model.CustomerId;
import io.pannier.cart.domain.model.RefusalCode;
import io.pannier.cart.domain.model.StoredCart;
import io.pannier.cart.domain.port.ActiveCarts;
import io.pannier.cart.domain.port.CartRepository;
import io.pannier.shared.model.Deadline;
import reactor.core.publisher.Mono;

/**
 * Erases carts, together with the guests' carts that were merged into them: those hold the same
 * data, and are found by nothing else. Every step can be repeated.
 */
final class CartEraser {

  private final CartRepository repository;
  private final ActiveCarts activeCarts;
  private final OpenCarts carts;

  CartEraser(CartRepository repository, ActiveCarts activeCarts, OpenCarts carts) {
    this.repository = repository;
    this.activeCarts = activeCarts;
    this.carts = carts;
  }

  Mono<Void> erase(EraseCartCommand command) {
    CartTarget target = command.target();
    return carts
        .change(
            target,
            stored -> {
              target.condition().check(stored);
              return repository
                  .erase(stored, target.deadline())
                  .then(Mono.defer(() -> eraseTraces(stored, target.deadline())));
            })
        .onErrorResume(
            CartRefusedException.class,
            refused ->
                refused.code() == RefusalCode.CART_NOT_FOUND
                    ? eraseRest(target)
                    : Mono.error(refused));
  }

  Mono<Void> eraseMine(EraseMyCartsCommand command) {
    Deadline deadline = command.deadline();
    return Mono.fromCallable(() -> command.caller().require(Scope.CARTS).customer())
        .flatMap(
            customer ->
                repository
                    .eraseAll(customer, deadline)
                    .then(Mono.defer(() -> erasePointer(customer, deadline))));
  }

  /** A cart that was created meanwhile goes with the pointer to it. */
  private Mono<Void> erasePointer(CustomerId customer, Deadline deadline) {
    return activeCarts
        .erase(customer, deadline)
        .then(Mono.defer(() -> repository.eraseAll(customer, deadline)))
        .onErrorMap(CartStorageException.class, CartStorageException::afterAChange);
  }

  private Mono<Void> eraseTraces(StoredCart erased, Deadline deadline) {
    if (!(erased.owner() instanceof CartOwner.Customer customer)) {
      return Mono.empty();
    }
    return activeCarts
        .release(customer.customerId(), erased.id(), deadline)
        .onErrorComplete() // a pointer to a cart that is gone is passed over
        .then(Mono.defer(() -> eraseMerged(erased.id(), deadline)));
  }

  private Mono<Void> eraseMerged(CartId erased, Deadline deadline) {
    return repository
        .eraseMergedInto(erased, deadline)
        .onErrorMap(CartStorageException.class, CartStorageException::afterAChange);
  }

  /** What an erasure left that failed half-way: only a customer's cart can have left any. */
  private Mono<Void> eraseRest(CartTarget target) {
    if (!target.caller().may(Scope.CARTS)) {
      return Mono.empty();
    }
    return repository
        .find(target.cartId(), target.deadline())
        .hasElement()
        .flatMap(
            isThere ->
                isThere
                    ? Mono.<Void>empty()
                    : repository.eraseMergedInto(target.cartId(), target.deadline()));
  }
}
