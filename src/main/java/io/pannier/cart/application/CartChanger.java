package io.pannier.cart.application;

import io.pannier.cart.domain.CartFactory;
import io.pannier.cart.domain.model.Cart;
import io.pannier.cart.domain.model.CartLine;
import io.pannier.cart.domain.model.CartState;
import io.pannier.cart.domain.model.StoredCart;
import io.pannier.shared.model.Deadline;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import reactor.core.publisher.Mono;

/**
 * Changes what is in a cart already, or what becomes of it: each time anew until nobody was faster.
 */
final class CartChanger {

  private final OpenCarts carts;
  private final CartFactory factory;
  private final CartWriter writer;

  CartChanger(OpenCarts carts, CartFactory factory, CartWriter writer) {
    this.carts = carts;
    this.factory = factory;
    this.writer = writer;
  }

  Mono<Cart> changeQuantity(ChangeQuantityCommand command) {
    Deadline deadline = command.target().deadline();
    AnswersAtHand atHand = new AnswersAtHand();
    return changing(
        command.target(),
        stored -> {
          CartLine line = stored.line(command.lineId()).orElseThrow(OpenCarts::noItem);
          return command.quantity() > line.quantity()
              ? decide(
                  stored,
                  atHand,
                  cart -> cart.increase(command.lineId(), command.quantity()),
                  deadline)
              : writer
                  .save(stored, stored.decrease(command.lineId(), command.quantity()), deadline)
                  .flatMap(saved -> factory.compose(saved, List.of(), atHand.get(), deadline));
        });
  }

  Mono<StoredCart> remove(RemoveItemCommand command) {
    return reduce(command.target(), stored -> stored.remove(command.lineId()));
  }

  Mono<StoredCart> clear(ClearCartCommand command) {
    return reduce(command.target(), StoredCart::clear);
  }

  Mono<Cart> acknowledge(AcknowledgeNoticesCommand command) {
    Deadline deadline = command.target().deadline();
    AnswersAtHand atHand = new AnswersAtHand();
    return changing(
        command.target(),
        stored -> decide(stored, atHand, cart -> cart.acknowledge(command.noticeIds()), deadline));
  }

  Mono<Cart> close(CloseCartCommand command) {
    Deadline deadline = command.target().deadline();
    return Mono.fromCallable(() -> command.target().caller().require(Scope.ORDERS))
        .flatMap(orderSystem -> closed(command))
        .flatMap(stored -> factory.compose(stored, deadline));
  }

  private Mono<StoredCart> closed(CloseCartCommand command) {
    Deadline deadline = command.target().deadline();
    return carts.change(
        command.target(),
        CartAccess.CLOSE,
        stored -> {
          if (stored.state().equals(new CartState.Closed(command.orderId()))) {
            return Mono.just(stored);
          }
          stored.requireActive();
          command.target().condition().require(stored);
          return writer.save(stored, stored.closedBy(command.orderId()), deadline);
        });
  }

  private <T> Mono<T> changing(CartTarget target, Function<StoredCart, Mono<T>> oneTry) {
    return carts.change(
        target,
        stored -> {
          stored.requireActive();
          target.condition().check(stored);
          return oneTry.apply(stored);
        });
  }

  private Mono<StoredCart> reduce(CartTarget target, UnaryOperator<StoredCart> change) {
    return changing(target, stored -> writer.save(stored, change.apply(stored), target.deadline()));
  }

  private Mono<Cart> decide(
      StoredCart stored, AnswersAtHand atHand, UnaryOperator<Cart> change, Deadline deadline) {
    return factory
        .compose(stored, List.of(), atHand.get(), deadline)
        .doOnNext(atHand::keep)
        .map(change)
        .flatMap(cart -> writer.save(stored, cart.stored(), deadline).map(cart::withStored));
  }
}
