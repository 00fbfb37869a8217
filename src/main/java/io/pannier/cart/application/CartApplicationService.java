package io.pannier.cart.application;

import io.pannier.cart.domain.CartFactory;
import io.pannier.cart.domain.model.Cart;
import io.pannier.cart.domain.model.CartPolicy;
import io.pannier.cart.domain.model.CartRefusedException;
import io.pannier.cart.domain.model.RefusalCode;
import io.pannier.cart.domain.model.StoredCart;
import io.pannier.cart.domain.port.ActiveCarts;
import io.pannier.cart.domain.port.CartRepository;
import java.time.Clock;
import java.time.Duration;
import reactor.core.publisher.Mono;

/** What can be done with carts. What is refused ends in a {@code CartException}. */
public final class CartApplicationService {

  private final CartFactory factory;
  private final OpenCarts carts;
  private final CartAdder adder;
  private final CartChanger changer;
  private final CartCreator creator;
  private final CartMerger merger;
  private final CartEraser eraser;

  /**
   * Puts the service together.
   *
   * @param storageTimeout how long one call of the repository may take
   */
  public CartApplicationService(
      CartRepository cartRepository,
      ActiveCarts pointers,
      CartFactory factory,
      CartPolicy policy,
      Clock clock,
      Duration storageTimeout) {
    CartRepository repository = CountedWrites.of(cartRepository);
    ActiveCarts activeCarts = CountedWrites.of(pointers);
    this.factory = factory;
    this.carts = new OpenCarts(repository, clock, storageTimeout);
    CartWriter writer = new CartWriter(repository, policy, clock);
    this.adder = new CartAdder(carts, factory, writer, policy, clock);
    this.creator = new CartCreator(repository, activeCarts, carts, writer, policy, clock);
    this.changer = new CartChanger(carts, factory, writer);
    this.eraser = new CartEraser(repository, activeCarts, carts);
    this.merger = new CartMerger(repository, carts, writer, policy, clock);
  }

  /** A new cart; for a customer who has one, that one. */
  public Mono<CartResult.Created> create(CartCommand.Create command) {
    return creator
        .create(command)
        .flatMap(
            found ->
                factory
                    .compose(found.stored(), command.deadline())
                    .map(cart -> new CartResult.Created(cart, found.token(), found.isNew())));
  }

  /** The customer's active cart, or {@code CART_NOT_FOUND}. */
  public Mono<Cart> viewMine(CartQuery.ViewMine query) {
    return Mono.fromCallable(() -> query.caller().require(Caller.Scope.CARTS).customer())
        .flatMap(customer -> creator.active(customer, query.deadline()))
        .switchIfEmpty(Mono.error(() -> new CartRefusedException(RefusalCode.CART_NOT_FOUND)))
        .flatMap(stored -> factory.compose(stored, query.sections(), query.deadline()));
  }

  /** The cart as it is now; upstream failures show in it and do not fail it. */
  public Mono<Cart> view(CartQuery.View query) {
    return carts
        .open(query.cartId(), query.caller(), CartAccess.VIEW, query.deadline())
        .flatMap(stored -> factory.compose(stored, query.sections(), query.deadline()));
  }

  /** The cart with that line only, so that nothing is asked about the others. */
  public Mono<Cart> viewItem(CartQuery.ViewItem query) {
    return carts
        .open(query.cartId(), query.caller(), CartAccess.CHANGE, query.deadline())
        .map(
            stored ->
                stored.line(query.lineId()).map(stored::reducedTo).orElseThrow(OpenCarts::noItem))
        .flatMap(stored -> factory.compose(stored, query.deadline()));
  }

  /** The cart with so many more of a product. */
  public Mono<CartResult.Changed> add(CartCommand.AddItem command) {
    return adder.add(command);
  }

  /** The cart with all of these, or with those that can be added, as the mode says. */
  public Mono<CartResult.Changed> addBatch(CartCommand.AddBatch command) {
    return adder.addBatch(command);
  }

  /** The cart with that line holding so many; fewer are never refused and ask nobody first. */
  public Mono<Cart> changeQuantity(CartCommand.ChangeQuantity command) {
    return changer.changeQuantity(command);
  }

  /** The cart without that line, which need not have been there. */
  public Mono<StoredCart> remove(CartCommand.RemoveItem command) {
    return changer.remove(command);
  }

  /** The cart without lines. */
  public Mono<StoredCart> clear(CartCommand.Clear command) {
    return changer.clear(command);
  }

  /**
   * Erases the cart; if the caller has no such cart, there is nothing to erase. A pointer to it
   * that cannot be erased as well is passed over by the customer's next create.
   */
  public Mono<Void> erase(CartCommand.Erase command) {
    return eraser.erase(command);
  }

  /**
   * Erases every cart of the customer that is still stored, in whatever state, and the guests'
   * carts that were merged into them. One that is created or merged into meanwhile may stay.
   */
  public Mono<Void> eraseMine(CartCommand.EraseMine command) {
    return eraser.eraseMine(command);
  }

  /** The cart with the prices of these notices accepted. */
  public Mono<Cart> acknowledge(CartCommand.AcknowledgeNotices command) {
    return changer.acknowledge(command);
  }

  /** The customer's cart with the lines of a guest's, and what became of each of them. */
  public Mono<CartResult.Merged> merge(CartCommand.Merge command) {
    return merger
        .merge(command)
        .flatMap(
            merged ->
                factory
                    .compose(merged.target(), command.target().deadline())
                    .map(cart -> new CartResult.Merged(cart, merged.report())));
  }

  /** The cart, taken by the order system in exactly the version that it has read. */
  public Mono<Cart> close(CartCommand.Close command) {
    return changer.close(command);
  }
}
