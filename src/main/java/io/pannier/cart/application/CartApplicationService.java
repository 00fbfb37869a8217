package io.pannier.cart.application;

import io.pannier.cart.domain.CartFactory;
import io.pannier.cart.domain.model.Cart;
import io.pannier.cart.domain.model.CartEntry;
import io.pannier.cart.domain.model.CartLine;
import io.pannier.cart.domain.model.CartPolicy;
import io.pannier.cart.domain.model.CartRefusedException;
import io.pannier.cart.domain.model.CartToken;
import io.pannier.cart.domain.model.RefusalCode;
import io.pannier.cart.domain.model.StoredCart;
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
  private final Clock clock;
  private final OpenCarts carts;
  private final CartWriter writer;
  private final CartAdder adder;

  /**
   * Puts the service together.
   *
   * @param storageTimeout how long one call of the repository may take
   */
  public CartApplicationService(
      CartRepository repository,
      CartFactory factory,
      CartPolicy policy,
      Clock clock,
      Duration storageTimeout) {
    this.repository = repository;
    this.factory = factory;
    this.policy = policy;
    this.clock = clock;
    this.carts = new OpenCarts(repository, clock, storageTimeout);
    this.writer = new CartWriter(repository, policy, clock);
    this.adder = new CartAdder(carts, factory, writer, policy, clock);
  }

  /** A guest's new, empty cart. */
  public Mono<CreatedCart> create(CreateCartCommand command) {
    CartToken token = CartToken.random();
    StoredCart empty = StoredCart.create(token.hash(), command.currency(), clock.instant(), policy);
    return repository
        .create(empty, command.deadline())
        .flatMap(stored -> factory.compose(stored, command.deadline()))
        .map(cart -> new CreatedCart(cart, token));
  }

  /** The cart as it is now; upstream failures show in it and do not fail it. */
  public Mono<Cart> view(ViewCartQuery query) {
    return carts
        .open(query.cartId(), query.caller(), query.deadline())
        .flatMap(stored -> factory.compose(stored, query.sections(), query.deadline()));
  }

  /** The cart with that line only, so that nothing is asked about the others. */
  public Mono<Cart> viewItem(ViewItemQuery query) {
    return carts
        .open(query.cartId(), query.caller(), query.deadline())
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

  /** Erases the cart; if the caller has no such cart, there is nothing to erase. */
  public Mono<Void> erase(EraseCartCommand command) {
    Deadline deadline = command.target().deadline();
    return changing(command.target(), stored -> repository.erase(stored, deadline))
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

  private <T> Mono<T> changing(CartTarget target, Function<StoredCart, Mono<T>> oneTry) {
    return carts.change(
        target,
        stored -> {
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
