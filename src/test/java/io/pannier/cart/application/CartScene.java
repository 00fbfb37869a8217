package io.pannier.cart.application;

import static io.pannier.cart.CartFixture.POLICY;
import static io.pannier.cart.CartFixture.TOKEN;

import io.pannier.cart.CartFixture;
import io.pannier.cart.InMemoryActiveCarts;
import io.pannier.cart.InMemoryCartRepository;
import io.pannier.cart.Outcomes;
import io.pannier.cart.domain.model.Cart;
import io.pannier.cart.domain.model.CartEntry;
import io.pannier.cart.domain.model.CartId;
import io.pannier.cart.domain.model.CartLine;
import io.pannier.cart.domain.model.CartPolicy;
import io.pannier.cart.domain.model.LineId;
import io.pannier.cart.domain.model.StoredCart;
import io.pannier.offer.domain.model.Section;
import io.pannier.shared.model.Deadline;
import io.pannier.shared.model.ProductAtLocation;
import io.pannier.testkit.FakeGateways;
import io.pannier.testkit.HandClock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** A guest with a cart, in front of fakes of everything that the service needs. */
final class CartScene {

  static final Duration STORAGE_TIMEOUT = Duration.ofMillis(500);
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** Whoever has the token of the scene's cart. */
  static final Caller GUEST = new Caller(TOKEN, null);

  static final Caller NOBODY = new Caller(null, null);

  final InMemoryCartRepository repository = new InMemoryCartRepository();
  final InMemoryActiveCarts activeCarts = new InMemoryActiveCarts();
  final FakeGateways gateways = FakeGateways.empty();
  final HandClock clock = new HandClock(CartFixture.NOW);
  final CartApplicationService service;
  final CartId cartId;

  CartScene() {
    this(POLICY);
  }

  CartScene(CartPolicy policy) {
    service =
        new CartApplicationService(
            repository, activeCarts, gateways.cartFactory(policy), policy, clock, STORAGE_TIMEOUT);
    StoredCart cart = CartFixture.emptyCart();
    repository.has(cart);
    cartId = cart.id();
  }

  /** The cart holds so many of this; nobody counts how it came there. */
  CartScene holding(ProductAtLocation product, int quantity) {
    gateways.selling(product);
    done(add(product, quantity));
    return this;
  }

  /** What is stored now. */
  StoredCart stored() {
    return repository.stored(cartId).orElseThrow();
  }

  CartCommand.Target target() {
    return target(VersionCondition.ANY);
  }

  CartCommand.Target target(VersionCondition condition) {
    return target(GUEST, condition, Deadline.after(PATIENCE));
  }

  CartCommand.Target target(Caller caller, VersionCondition condition, Deadline deadline) {
    return new CartCommand.Target(cartId, caller, condition, Locale.ENGLISH, deadline);
  }

  /** On condition that the cart is in this version. */
  static VersionCondition ifMatch(long version) {
    return VersionCondition.oneOf(Set.of(version));
  }

  Mono<CartResult.Changed> add(ProductAtLocation product, int quantity) {
    return add(product, quantity, null);
  }

  /** With a key as a client sends it. */
  Mono<CartResult.Changed> add(ProductAtLocation product, int quantity, @Nullable String key) {
    return add(target(), product, quantity, key);
  }

  Mono<CartResult.Changed> add(
      CartCommand.Target target, ProductAtLocation product, int quantity, @Nullable String key) {
    return service.add(new CartCommand.AddItem(target, new CartEntry(product, quantity), key));
  }

  Mono<CartResult.Changed> addBatch(
      CartCommand.BatchMode mode, @Nullable String key, CartEntry... entries) {
    return service.addBatch(new CartCommand.AddBatch(target(), List.of(entries), mode, key));
  }

  Mono<Cart> change(ProductAtLocation product, int quantity) {
    return change(target(), product, quantity);
  }

  Mono<Cart> change(CartCommand.Target target, ProductAtLocation product, int quantity) {
    return service
        .changeLine(
            new CartCommand.ChangeLine(
                target, LineId.of(product), CartLine.Change.toQuantity(quantity), null))
        .map(CartResult.Changed::cart);
  }

  Mono<StoredCart> remove(ProductAtLocation product) {
    return remove(target(), product);
  }

  Mono<StoredCart> remove(CartCommand.Target target, ProductAtLocation product) {
    return service.remove(new CartCommand.RemoveItem(target, LineId.of(product)));
  }

  Mono<StoredCart> clear() {
    return service.clear(new CartCommand.Clear(target()));
  }

  Mono<Void> erase() {
    return service.erase(new CartCommand.Erase(target()));
  }

  Mono<Cart> acknowledge(List<String> noticeIds) {
    return service.acknowledge(new CartCommand.AcknowledgeNotices(target(), noticeIds));
  }

  Mono<Cart> view() {
    return service.view(
        new CartQuery.View(
            cartId, GUEST, Set.of(Section.values()), Locale.ENGLISH, Deadline.after(PATIENCE)));
  }

  /** What it comes to. */
  static <T> T done(Mono<T> operation) {
    return Outcomes.done(operation);
  }

  /** What it is refused with. */
  static RuntimeException failure(Mono<?> operation) {
    return Outcomes.failure(operation);
  }

  static String codeOf(Mono<?> operation) {
    return Outcomes.codeOf(operation);
  }

  /** The code that it is refused with; empty if it is done. */
  static Mono<Optional<String>> outcome(Mono<?> operation) {
    return operation
        .then(Mono.just(Optional.<String>empty()))
        .onErrorResume(RuntimeException.class, e -> Mono.just(Optional.of(Outcomes.codeOf(e))));
  }
}
