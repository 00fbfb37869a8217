package io.pannier.cart;

import static io.pannier.cart.CartFixture.POLICY;
import static io.pannier.cart.CartFixture.USD;
import static io.pannier.cart.Outcomes.done;

import io.pannier.cart.application.Caller;
import io.pannier.cart.application.CartApplicationService;
import io.pannier.cart.application.CartCommand;
import io.pannier.cart.application.CartQuery;
import io.pannier.cart.application.CartResult;
import io.pannier.cart.application.VersionCondition;
import io.pannier.cart.domain.model.Cart;
import io.pannier.cart.domain.model.CartEntry;
import io.pannier.cart.domain.model.CartId;
import io.pannier.cart.domain.model.CartMerge;
import io.pannier.cart.domain.model.CartOwner.Customer;
import io.pannier.cart.domain.model.CartToken;
import io.pannier.cart.domain.model.ChangeableCart;
import io.pannier.cart.domain.model.StoredCart;
import io.pannier.cart.domain.port.ActiveCarts;
import io.pannier.cart.domain.port.CartRepository;
import io.pannier.offer.domain.model.Section;
import io.pannier.shared.model.Deadline;
import io.pannier.shared.model.Money;
import io.pannier.shared.model.ProductAtLocation;
import io.pannier.testkit.FakeGateways;
import io.pannier.testkit.HandClock;
import java.time.Duration;
import java.util.Currency;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Customers, guests and the order system in front of one service. */
public final class CustomerScene {

  public static final Customer ANN = Customer.of("https://issuer.example", "ann");
  public static final Customer BOB = Customer.of("https://issuer.example", "bob");
  public static final Caller AS_ANN = customer(ANN);
  public static final Caller AS_BOB = customer(BOB);
  public static final Caller AS_ORDER_SYSTEM =
      new Caller(
          null,
          new Caller.Identity(
              Customer.of("https://issuer.example", "orders"), Set.of(Caller.Scope.ORDERS)));
  public static final Caller NOBODY = new Caller(null, null);

  private static final Duration STORAGE_TIMEOUT = Duration.ofMillis(500);

  /** A guest's cart, and what opens it. */
  public record GuestsCart(CartId id, CartToken token) {
    public Caller guest() {
      return new Caller(token, null);
    }
  }

  public final FakeGateways gateways;
  public final HandClock clock;
  public final CartApplicationService service;
  private final CartRepository repository;

  private CustomerScene(
      CartRepository repository, ActiveCarts activeCarts, FakeGateways gateways, HandClock clock) {
    this.repository = repository;
    this.gateways = gateways;
    this.clock = clock;
    service =
        new CartApplicationService(
            repository, activeCarts, gateways.cartFactory(POLICY), POLICY, clock, STORAGE_TIMEOUT);
  }

  public static CustomerScene over(CartRepository repository, ActiveCarts activeCarts) {
    return new CustomerScene(
        repository, activeCarts, FakeGateways.empty(), new HandClock(CartFixture.NOW));
  }

  /** Another instance of the service, on the same stores. */
  public CustomerScene replica(CartRepository sameCarts, ActiveCarts sameActiveCarts) {
    return new CustomerScene(sameCarts, sameActiveCarts, gateways, clock);
  }

  public static Caller customer(Customer customer) {
    return new Caller(null, new Caller.Identity(customer, Set.of(Caller.Scope.CARTS)));
  }

  public Mono<CartResult.Created> create(Caller caller) {
    return create(caller, null);
  }

  /** In that currency; in US dollars where none is asked for. */
  public Mono<CartResult.Created> create(Caller caller, @Nullable Currency asked) {
    return service.create(new CartCommand.Create(caller, asked, USD, Locale.ENGLISH, later()));
  }

  /** Ann's active cart, made if there is none. */
  public CartId annsCart() {
    return done(create(AS_ANN)).cart().stored().id();
  }

  public GuestsCart guestsCart() {
    return guestsCart(USD);
  }

  public GuestsCart guestsCart(Currency currency) {
    CartResult.Created created = done(create(NOBODY, currency));
    return new GuestsCart(created.cart().stored().id(), Objects.requireNonNull(created.token()));
  }

  /** A guest's cart that holds so many of this. */
  public GuestsCart guestsCart(ProductAtLocation product, int quantity) {
    GuestsCart cart = guestsCart();
    holds(cart.id(), cart.guest(), product, quantity);
    return cart;
  }

  /** The cart gets so many of this. */
  public void holds(CartId cart, Caller caller, ProductAtLocation product, int quantity) {
    gateways.selling(product);
    done(add(cart, caller, product, quantity));
  }

  public Mono<CartResult.Changed> add(
      CartId cart, Caller caller, ProductAtLocation product, int quantity) {
    return service.add(
        new CartCommand.AddItem(target(cart, caller), new CartEntry(product, quantity), null));
  }

  public Mono<CartResult.Merged> merge(CartId target, GuestsCart source) {
    return merge(target(target, AS_ANN), source, CartMerge.Strategy.MAX);
  }

  public Mono<CartResult.Merged> merge(
      CartCommand.Target target, GuestsCart source, CartMerge.Strategy strategy) {
    return service.merge(new CartCommand.Merge(target, source.id(), source.token(), strategy));
  }

  /** The order system takes this version. */
  public Mono<Cart> close(CartId cart, long version, String orderId) {
    return close(
        new CartCommand.Target(
            cart,
            AS_ORDER_SYSTEM,
            VersionCondition.oneOf(Set.of(version)),
            Locale.ENGLISH,
            later()),
        orderId);
  }

  public Mono<Cart> close(CartCommand.Target target, String orderId) {
    return close(target, orderId, null);
  }

  /** The order system takes it if it costs that, where it says so. */
  public Mono<Cart> close(CartCommand.Target target, String orderId, @Nullable Money subtotal) {
    return service.close(new CartCommand.Close(target, orderId, subtotal));
  }

  public Mono<Void> erase(CartId cart, Caller caller) {
    return service.erase(new CartCommand.Erase(target(cart, caller)));
  }

  public Mono<Void> eraseMine(Caller caller) {
    return service.eraseMine(new CartCommand.EraseMine(caller, later()));
  }

  public Mono<Cart> view(CartId cart, Caller caller) {
    return service.view(
        new CartQuery.View(cart, caller, Set.of(Section.values()), Locale.ENGLISH, later()));
  }

  public Mono<Cart> viewMine(Caller caller) {
    return service.viewMine(
        new CartQuery.ViewMine(caller, Set.of(Section.values()), Locale.ENGLISH, later()));
  }

  public static CartCommand.Target target(CartId cart, Caller caller) {
    return new CartCommand.Target(cart, caller, VersionCondition.NONE, Locale.ENGLISH, later());
  }

  /** What is stored now. */
  public StoredCart stored(CartId cart) {
    return remembered(cart).stored();
  }

  /** The same, with what it remembers of its changes. */
  public ChangeableCart remembered(CartId cart) {
    return done(repository.find(cart, later()));
  }

  public static Deadline later() {
    return Deadline.after(Duration.ofSeconds(60));
  }
}
