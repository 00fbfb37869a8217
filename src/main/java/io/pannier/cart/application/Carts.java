package io.pannier.cart.application;

import io.pannier.cart.domain.CartFactory;
import io.pannier.cart.domain.model.Cart;
import io.pannier.cart.domain.model.CartEntry;
import io.pannier.cart.domain.model.CartId;
import io.pannier.cart.domain.model.CartPolicy;
import io.pannier.cart.domain.model.ChangeableCart;
import io.pannier.cart.domain.model.Receipts;
import io.pannier.cart.domain.model.StoredCart;
import io.pannier.cart.domain.port.CartRepository;
import io.pannier.offer.domain.model.Offers;
import io.pannier.offer.domain.model.Section;
import io.pannier.shared.model.Deadline;
import io.pannier.shared.model.ProductAtLocation;
import io.pannier.shared.storage.Races;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** The stored carts: opens them to those who may, and changes them, one writer at a time. */
final class Carts {

  private static final Set<Section> EVERYTHING = Set.of(Section.values());

  private final CartRepository repository;
  private final CartFactory factory;
  private final CartPolicy policy;
  private final Races races;
  private final Clock clock;

  Carts(
      CartRepository repository, CartFactory factory, CartPolicy policy, Races races, Clock clock) {
    this.repository = repository;
    this.factory = factory;
    this.policy = policy;
    this.races = races;
    this.clock = clock;
  }

  /** The cart to look at, or {@code CART_NOT_FOUND}: also if it is another caller's, or expired. */
  Mono<StoredCart> view(CartId id, Caller caller, CartAccess access, Deadline deadline) {
    return opened(repository.view(id, deadline), cart -> cart, caller, access);
  }

  /** The cart to change, under the same conditions. */
  Mono<ChangeableCart> open(CartId id, Caller caller, CartAccess access, Deadline deadline) {
    return opened(repository.find(id, deadline), ChangeableCart::stored, caller, access);
  }

  private <T> Mono<T> opened(
      Mono<T> found, Function<T, StoredCart> stored, Caller caller, CartAccess access) {
    return found
        .filter(cart -> access.opens(stored.apply(cart), caller))
        .filter(cart -> !stored.apply(cart).isExpired(clock.instant()))
        .switchIfEmpty(Mono.error(() -> access.refusal(caller)));
  }

  /**
   * Changes a cart. The guards of every write, in the order of the API: the cart is there and open
   * to the caller, the change was not made before, the cart is active, its version is an expected
   * one. Tried again from the top while other writers are faster.
   *
   * @param before what came of the same change when it was made before; empty if it was not
   * @param oneTry decides, and saves what it decided
   */
  <T> Mono<T> change(
      CartCommand.Target target,
      CartAccess access,
      Function<ChangeableCart, Optional<T>> before,
      Function<ChangeableCart, Mono<T>> oneTry) {
    return untilWon(
        target,
        access,
        cart -> {
          Optional<T> made = before.apply(cart);
          if (made.isPresent()) {
            return Mono.just(made.get());
          }
          cart.stored().requireActive();
          target.condition().check(cart.stored(), access == CartAccess.CLOSE);
          return oneTry.apply(cart);
        });
  }

  /** A change that may be made any number of times, by the owner of the cart. */
  <T> Mono<T> change(CartCommand.Target target, Function<ChangeableCart, Mono<T>> oneTry) {
    return change(target, CartAccess.CHANGE, cart -> Optional.empty(), oneTry);
  }

  /**
   * Opens the cart for each try; the guards after that are the caller's own. A writer who loses to
   * another waits in the cart's line.
   */
  <T> Mono<T> untilWon(
      CartCommand.Target target, CartAccess access, Function<ChangeableCart, Mono<T>> oneTry) {
    Deadline deadline = target.deadline();
    return races.untilWon(
        target.cartId(),
        deadline,
        () -> open(target.cartId(), target.caller(), access, deadline).flatMap(oneTry));
  }

  /**
   * A change that needs to know something of products.
   *
   * @param decidesAbout the products that it must know
   * @param refusesFirst what needs no upstream, before any is asked
   * @param decides what becomes of the cart
   */
  record Change(
      Function<StoredCart, Set<ProductAtLocation>> decidesAbout,
      Consumer<StoredCart> refusesFirst,
      Function<Cart, Cart.Decision> decides) {

    static Change ofWholeCart(Function<Cart, Cart.Decision> decides) {
      return new Change(StoredCart::products, stored -> {}, decides);
    }
  }

  /** What a change has found out of products so far; its tries come one after another. */
  static final class Known {

    private volatile Offers offers = Offers.NONE;

    Offers offers() {
      return offers;
    }

    /**
     * The cart, with more known of it from now on. Nobody in the cart's line waits for that.
     *
     * @param asking for what is not known yet
     */
    Mono<Cart> adding(Mono<Cart> asking, Races races) {
      return races.outOfTurn(asking.doOnNext(cart -> offers = cart.offers()));
    }
  }

  /**
   * What came of a change.
   *
   * @param results one for each entry that was to be added
   * @param replayed whether the change was made before
   */
  record Made(StoredCart stored, List<CartEntry.Result> results, boolean replayed) {}

  /**
   * Asks, decides and saves; or gives again what came of it the first time.
   *
   * @param key the client's name for the change, if it has one
   */
  Mono<CartResult.Changed> change(
      CartCommand.Target target, Receipts.@Nullable Key key, Change change) {
    Known known = new Known();
    return change(target, key, known, read -> decide(read, change, known, key, target));
  }

  /**
   * Tries; or gives again what came of it the first time. What other writers brought into the cart
   * meanwhile is asked about afterwards, when the cart is composed to be shown.
   *
   * @param known what the tries found out of products
   */
  Mono<CartResult.Changed> change(
      CartCommand.Target target,
      Receipts.@Nullable Key key,
      Known known,
      Function<ChangeableCart, Mono<Made>> oneTry) {
    return change(
            target,
            CartAccess.CHANGE,
            read ->
                receipt(read, key).map(receipt -> new Made(read.stored(), receipt.results(), true)),
            oneTry)
        .flatMap(
            made ->
                factory
                    .compose(
                        made.stored(),
                        List.of(),
                        known.offers(),
                        target.language(),
                        target.deadline())
                    .map(cart -> new CartResult.Changed(cart, made.results(), made.replayed())));
  }

  /**
   * One try of a change on a cart that was read.
   *
   * @param known from earlier tries; this one adds what it had to ask
   */
  Mono<Made> decide(
      ChangeableCart read,
      Change change,
      Known known,
      Receipts.@Nullable Key key,
      CartCommand.Target target) {
    Deadline deadline = target.deadline();
    change.refusesFirst().accept(read.stored());
    return toDecide(read.stored(), change, known, target)
        .map(change.decides())
        .flatMap(
            decision ->
                save(read, read.with(decision.cart().stored()), key, decision.results(), deadline)
                    .map(saved -> new Made(saved.stored(), decision.results(), false)));
  }

  /** The first try asks about the whole cart, which is to be shown; later ones need less. */
  private Mono<Cart> toDecide(
      StoredCart stored, Change change, Known known, CartCommand.Target target) {
    Set<ProductAtLocation> products = change.decidesAbout().apply(stored);
    return known.offers().cover(products, EVERYTHING)
        ? Mono.just(factory.composed(stored, known.offers()))
        : known.adding(
            factory.compose(stored, products, known.offers(), target.language(), target.deadline()),
            races);
  }

  private Optional<Receipts.Receipt> receipt(ChangeableCart cart, Receipts.@Nullable Key key) {
    return key == null ? Optional.empty() : cart.receipts().find(key, clock.instant(), policy);
  }

  /** Stores what changed, as the next version; what did not change is not written. */
  Mono<ChangeableCart> save(ChangeableCart before, ChangeableCart after, Deadline deadline) {
    return save(before, after, null, List.of(), deadline);
  }

  /** Together with the change, so that neither is ever there without the other, its receipt. */
  Mono<ChangeableCart> save(
      ChangeableCart before,
      ChangeableCart after,
      Receipts.@Nullable Key key,
      List<CartEntry.Result> results,
      Deadline deadline) {
    if (after.equals(before)) {
      return Mono.just(before);
    }
    ChangeableCart next = after.next(clock.instant(), policy);
    return repository.replace(
        key == null ? next : next.withReceipt(key, results, policy), deadline);
  }
}
