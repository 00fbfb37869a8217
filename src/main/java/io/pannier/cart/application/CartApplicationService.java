package io.pannier.cart.application;

import io.pannier.cart.domain.CartFactory;
import io.pannier.cart.domain.model.Cart;
import io.pannier.cart.domain.model.CartEntry;
import io.pannier.cart.domain.model.CartLine;
import io.pannier.cart.domain.model.CartPolicy;
import io.pannier.cart.domain.model.CartRefusedException;
import io.pannier.cart.domain.model.CartState;
import io.pannier.cart.domain.model.RefusalCode;
import io.pannier.cart.domain.model.StoredCart;
import io.pannier.cart.domain.port.ActiveCarts;
import io.pannier.cart.domain.port.CartRepository;
import io.pannier.shared.model.Deadline;
import io.pannier.shared.model.ProductAtLocation;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import reactor.core.publisher.Mono;

/** What can be done with carts. What is refused ends in a {@code CartException}. */
public final class CartApplicationService {

  private final CartRepository repository;
  private final CartFactory factory;
  private final CartPolicy policy;
  private final OpenCarts carts;
  private final CartWriter writer;
  private final CartAdder adder;
  private final CartCreator creator;
  private final CartMerger merger;

  /**
   * Puts the service together.
   *
   * @param storageTimeout how long one call of the repository may take
   */
  public CartApplicationService(
      CartRepository repository,
      ActiveCarts activeCarts,
      CartFactory factory,
      CartPolicy policy,
      Clock clock,
      Duration storageTimeout) {
    this.repository = repository;
    this.factory = factory;
    this.policy = policy;
    this.carts = new OpenCarts(repository, clock, storageTimeout);
    this.writer = new CartWriter(repository, policy, clock);
    this.adder = new CartAdder(carts, factory, writer, policy, clock);
    this.creator = new CartCreator(repository, activeCarts, carts, policy, clock);
    this.merger = new CartMerger(repository, carts, writer, policy, clock);
  }

  /** A new cart; for a customer who has one, that one. */
  public Mono<CreatedCart> create(CreateCartCommand command) {
    return creator
        .create(command)
        .flatMap(
            found ->
                factory
                    .compose(found.stored(), command.deadline())
                    .map(cart -> new CreatedCart(cart, found.token(), found.isNew())));
  }

  /** The customer's active cart, or {@code CART_NOT_FOUND}. */
  public Mono<Cart> viewMine(ViewMyCartQuery query) {
    return Mono.fromCallable(() -> query.caller().require(Scope.CARTS).customer())
        .flatMap(customer -> creator.active(customer, query.deadline()))
        .switchIfEmpty(Mono.error(() -> new CartRefusedException(RefusalCode.CART_NOT_FOUND)))
        .flatMap(stored -> factory.compose(stored, query.sections(), query.deadline()));
  }

  /** The cart as it is now; upstream failures show in it and do not fail it. */
  public Mono<Cart> view(ViewCartQuery query) {
    return carts
        .open(query.cartId(), query.caller(), CartAccess.VIEW, query.deadline())
        .flatMap(stored -> factory.compose(stored, query.sections(), query.deadline()));
  }

  /** The cart with that line only, so that nothing is asked about the others. */
  public Mono<Cart> viewItem(ViewItemQuery query) {
    return carts
        .open(query.cartId(), query.caller(), CartAccess.CHANGE, query.deadline())
        .map(
            stored ->
                stored.line(query.lineId()).map(stored::reducedTo).orElseThrow(OpenCarts::noItem))
        .flatMap(stored -> factory.compose(stored, query.deadline()));
  }

  /** The cart with so many more of a product. */
  public Mono<CartChange> add(AddItemCommand command) {
    CartEntry entry = command.entry();
    return adder.add(
        command.target(),
        command.key(),
        List.of(entry.product()),
        stored -> requireRoom(stored, entry.product()),
        cart -> cart.add(entry));
  }

  /** The cart with all of these, or with those that can be added, as the mode says. */
  public Mono<CartChange> addBatch(AddBatchCommand command) {
    List<CartEntry> entries = command.entries();
    return adder.add(
        command.target(),
        command.key(),
        entries.stream().map(CartEntry::product).toList(),
        stored -> {},
        cart ->
            switch (command.mode()) {
              case ATOMIC -> cart.addAll(entries);
              case PARTIAL -> cart.addWhatFits(entries);
            });
  }

  /** The cart with that line holding so many; fewer are never refused and ask nobody first. */
  public Mono<Cart> changeQuantity(ChangeQuantityCommand command) {
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

  /** The cart without that line, which need not have been there. */
  public Mono<StoredCart> remove(RemoveItemCommand command) {
    return reduce(command.target(), stored -> stored.remove(command.lineId()));
  }

  /** The cart without lines. */
  public Mono<StoredCart> clear(ClearCartCommand command) {
    return reduce(command.target(), StoredCart::clear);
  }

  /**
   * Erases the cart; if the caller has no such cart, there is nothing to erase. A pointer that
   * cannot be forgotten as well is passed over by the customer's next create.
   */
  public Mono<Void> erase(EraseCartCommand command) {
    Deadline deadline = command.target().deadline();
    return carts
        .change(
            command.target(),
            stored -> {
              command.target().condition().check(stored);
              return repository
                  .erase(stored, deadline)
                  .then(Mono.defer(() -> creator.forget(stored, deadline).onErrorComplete()));
            })
        .onErrorResume(
            CartRefusedException.class,
            refused ->
                refused.code() == RefusalCode.CART_NOT_FOUND ? Mono.empty() : Mono.error(refused));
  }

  /** The cart with the prices of these notices accepted. */
  public Mono<Cart> acknowledge(AcknowledgeNoticesCommand command) {
    Deadline deadline = command.target().deadline();
    AnswersAtHand atHand = new AnswersAtHand();
    return changing(
        command.target(),
        stored -> decide(stored, atHand, cart -> cart.acknowledge(command.noticeIds()), deadline));
  }

  /** The customer's cart with the lines of a guest's, and what became of each of them. */
  public Mono<MergedCart> merge(MergeCartCommand command) {
    return merger
        .merge(command)
        .flatMap(
            merged ->
                factory
                    .compose(merged.target(), command.target().deadline())
                    .map(cart -> new MergedCart(cart, merged.report())));
  }

  /** The cart, taken by the order system in exactly the version that it has read. */
  public Mono<Cart> close(CloseCartCommand command) {
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

  /** What needs no upstream is refused before any is asked. */
  private void requireRoom(StoredCart stored, ProductAtLocation product) {
    stored
        .refusalOfLine(product, policy)
        .ifPresent(
            refusal -> {
              throw refusal.asException();
            });
  }
}
