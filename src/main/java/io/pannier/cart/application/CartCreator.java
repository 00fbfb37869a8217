package io.pannier.cart.application;

import io.pannier.cart.domain.model.CartId;
import io.pannier.cart.domain.model.CartOwner;
import io.pannier.cart.domain.model.CartOwner.Customer;
import io.pannier.cart.domain.model.CartPolicy;
import io.pannier.cart.domain.model.CartToken;
import io.pannier.cart.domain.model.ChangeableCart;
import io.pannier.cart.domain.model.StoredCart;
import io.pannier.cart.domain.port.ActiveCarts;
import io.pannier.cart.domain.port.CartRepository;
import io.pannier.shared.model.Deadline;
import io.pannier.shared.storage.LostRace;
import io.pannier.shared.storage.Races;
import java.time.Clock;
import java.util.Currency;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Makes carts, one active one for each customer. The cart is stored before the pointer to it: if
 * this ends between the two, an empty cart is left without a pointer, and expires.
 */
final class CartCreator {

  /** A cart, with its token if it is a guest's. */
  record Found(StoredCart stored, @Nullable CartToken token, boolean isNew) {}

  private final CartRepository repository;
  private final ActiveCarts activeCarts;
  private final Carts carts;
  private final Races races;
  private final CartPolicy policy;
  private final Clock clock;

  CartCreator(
      CartRepository repository,
      ActiveCarts activeCarts,
      Carts carts,
      Races races,
      CartPolicy policy,
      Clock clock) {
    this.repository = repository;
    this.activeCarts = activeCarts;
    this.carts = carts;
    this.races = races;
    this.policy = policy;
    this.clock = clock;
  }

  Mono<Found> create(CartCommand.Create command) {
    if (command.caller().identity() == null) {
      CartToken token = CartToken.random();
      return races
          .untilWon(command.deadline(), () -> store(new CartOwner.Guest(token.hash()), command))
          .map(stored -> new Found(stored, token, true));
    }
    return Mono.fromCallable(() -> command.caller().require(Caller.Scope.CARTS).customer())
        .flatMap(
            customer -> races.untilWon(command.deadline(), () -> createFor(customer, command)));
  }

  /** The customer's cart, if it still serves; empty otherwise. */
  Mono<StoredCart> active(Customer customer, Deadline deadline) {
    return activeCarts
        .find(customer, deadline)
        .flatMap(id -> repository.view(id, deadline))
        .filter(cart -> cart.isLive(clock.instant()));
  }

  private Mono<Found> createFor(Customer customer, CartCommand.Create command) {
    Deadline deadline = command.deadline();
    return activeCarts
        .find(customer, deadline)
        .map(Optional::of)
        .defaultIfEmpty(Optional.empty())
        .flatMap(
            former ->
                Mono.justOrEmpty(former)
                    .flatMap(id -> repository.find(id, deadline))
                    .filter(cart -> cart.stored().isLive(clock.instant()))
                    .flatMap(cart -> inCurrencyAsked(cart, command))
                    .map(cart -> new Found(cart, null, false))
                    .switchIfEmpty(Mono.defer(() -> createInstead(former, customer, command))));
  }

  /** A cart that holds something stays in its currency, and an empty one where none is asked. */
  private Mono<StoredCart> inCurrencyAsked(ChangeableCart cart, CartCommand.Create command) {
    Currency asked = command.asked();
    StoredCart stored = cart.stored();
    return asked == null || !stored.lines().isEmpty()
        ? Mono.just(stored)
        : carts
            .save(cart, cart.with(stored.inCurrency(asked)), command.deadline())
            .map(ChangeableCart::stored);
  }

  private Mono<Found> createInstead(
      Optional<CartId> former, Customer customer, CartCommand.Create command) {
    Deadline deadline = command.deadline();
    return store(customer, command)
        .flatMap(
            stored ->
                former
                    .map(id -> activeCarts.reassign(customer, id, stored.id(), deadline))
                    .orElseGet(() -> activeCarts.claim(customer, stored.id(), deadline))
                    .onErrorResume(
                        LostRace.class,
                        lost ->
                            repository
                                .erase(stored, deadline)
                                .onErrorComplete() // it expires by itself
                                .then(Mono.error(lost)))
                    .thenReturn(new Found(stored, null, true)));
  }

  /** Under a new id each time, so that a lost race, an id that is taken, can be tried again. */
  private Mono<StoredCart> store(CartOwner owner, CartCommand.Create command) {
    return repository
        .create(
            ChangeableCart.create(owner, command.currency(), clock.instant(), policy),
            command.deadline())
        .map(ChangeableCart::stored);
  }
}
