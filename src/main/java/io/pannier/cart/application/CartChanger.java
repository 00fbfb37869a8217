package io.pannier.cart.application;

import io.pannier.cart.domain.CartFactory;
import io.pannier.cart.domain.model.Cart;
import io.pannier.cart.domain.model.CartLine;
import io.pannier.cart.domain.model.CartSection;
import io.pannier.cart.domain.model.StoredCart;
import io.pannier.shared.model.Deadline;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import reactor.core.publisher.Mono;

/**
 * Changes what is in a cart already, or what becomes of it: each time anew until nobody was faster.
 */
final class CartChanger {

  /** What a cart keeps when it is closed. */
  private static final Set<CartSection> CLOSED_WITH =
      Set.of(CartSection.CATALOG, CartSection.PRICING);

  private final OpenCarts carts;
  private final CartFactory factory;
  private final CartWriter writer;

  CartChanger(OpenCarts carts, CartFactory factory, CartWriter writer) {
    this.carts = carts;
    this.factory = factory;
    this.writer = writer;
  }

  Mono<Cart> changeQuantity(CartCommand.ChangeQuantity command) {
    Deadline deadline = command.target().deadline();
    AnswersAtHand atHand = new AnswersAtHand();
    return changing(
        command.target(),
        stored -> {
          int held = stored.line(command.lineId()).map(CartLine::quantity).orElse(0);
          if (held == 0 && !isRemoval(command)) {
            throw OpenCarts.noItem();
          }
          return command.quantity() > held
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

  /** A removal may be repeated, so the line need not be there; only its id must be possible. */
  private static boolean isRemoval(CartCommand.ChangeQuantity command) {
    return command.quantity() == 0 && command.lineId().isWellFormed();
  }

  Mono<StoredCart> remove(CartCommand.RemoveItem command) {
    return reduce(command.target(), stored -> stored.remove(command.lineId()));
  }

  Mono<StoredCart> clear(CartCommand.Clear command) {
    return reduce(command.target(), StoredCart::clear);
  }

  Mono<Cart> acknowledge(CartCommand.AcknowledgeNotices command) {
    Deadline deadline = command.target().deadline();
    AnswersAtHand atHand = new AnswersAtHand();
    return changing(
        command.target(),
        stored -> decide(stored, atHand, cart -> cart.acknowledge(command.noticeIds()), deadline));
  }

  Mono<Cart> close(CartCommand.Close command) {
    AnswersAtHand atHand = new AnswersAtHand();
    return Mono.fromCallable(() -> command.target().caller().require(Caller.Scope.ORDERS))
        .flatMap(orderSystem -> closed(command, atHand))
        .flatMap(
            stored ->
                factory.compose(stored, List.of(), atHand.get(), command.target().deadline()));
  }

  private Mono<StoredCart> closed(CartCommand.Close command, AnswersAtHand atHand) {
    Deadline deadline = command.target().deadline();
    return carts.change(
        command.target(),
        CartAccess.CLOSE,
        stored -> {
          if (stored.isClosedBy(command.orderId())) {
            return Mono.just(stored);
          }
          stored.requireActive();
          command.target().condition().require(stored);
          stored.requireLines();
          return factory
              .compose(stored, atHand.get(), CLOSED_WITH, carts.leavingTimeToWrite(deadline))
              .doOnNext(atHand::keep)
              .map(cart -> cart.close(command.orderId(), command.subtotal()))
              .flatMap(after -> writer.save(stored, after, deadline));
        });
  }

  private <T> Mono<T> changing(CartCommand.Target target, Function<StoredCart, Mono<T>> oneTry) {
    return carts.change(
        target,
        stored -> {
          stored.requireActive();
          target.condition().check(stored);
          return oneTry.apply(stored);
        });
  }

  private Mono<StoredCart> reduce(CartCommand.Target target, UnaryOperator<StoredCart> change) {
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
