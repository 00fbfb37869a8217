package io.pannier.cart.application;

import io.pannier.cart.domain.CartFactory;
import io.pannier.cart.domain.model.Cart;
import io.pannier.cart.domain.model.CartEntry;
import io.pannier.cart.domain.model.CartLine;
import io.pannier.cart.domain.model.CartPolicy;
import io.pannier.cart.domain.model.ChangeableCart;
import io.pannier.cart.domain.model.Refusal;
import io.pannier.cart.domain.model.StoredCart;
import io.pannier.cart.domain.port.ActiveCarts;
import io.pannier.cart.domain.port.CartRepository;
import io.pannier.offer.domain.model.Section;
import io.pannier.shared.model.Deadline;
import io.pannier.shared.storage.Races;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * What can be done with carts. What the cart refuses ends in a {@code CartRefusedException}, a
 * caller who may not in a {@link Caller.DeniedException}, a version that is not the expected one in
 * {@link VersionCondition}'s, and what the store fails to do in those of {@code shared.storage}.
 */
public final class CartApplicationService {

  /** What a cart keeps when it is closed. */
  private static final Set<Section> CLOSED_WITH = Set.of(Section.CATALOG, Section.PRICING);

  private final CartFactory factory;
  private final CartPolicy policy;
  private final Races races;
  private final Carts carts;
  private final CartCreator creator;
  private final CartMerger merger;
  private final CartEraser eraser;

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
    this.factory = factory;
    this.policy = policy;
    this.races = new Races(storageTimeout);
    this.carts = new Carts(repository, factory, policy, races, clock);
    this.creator = new CartCreator(repository, activeCarts, carts, races, policy, clock);
    this.eraser = new CartEraser(repository, activeCarts, carts);
    this.merger = new CartMerger(repository, carts, policy, clock);
  }

  /** A new cart; for a customer who has one, that one. */
  public Mono<CartResult.Created> create(CartCommand.Create command) {
    return creator
        .create(command)
        .flatMap(
            found ->
                factory
                    .compose(found.stored(), command.language(), command.deadline())
                    .map(cart -> new CartResult.Created(cart, found.token(), found.isNew())));
  }

  /** The customer's active cart, or {@code CART_NOT_FOUND}. */
  public Mono<Cart> viewMine(CartQuery.ViewMine query) {
    return Mono.fromCallable(() -> query.caller().require(Caller.Scope.CARTS).customer())
        .flatMap(customer -> creator.active(customer, query.deadline()))
        .switchIfEmpty(
            Mono.error(
                () -> new Caller.DeniedException(Caller.DeniedException.Kind.CART_NOT_FOUND)))
        .flatMap(
            stored ->
                factory.compose(stored, query.sections(), query.language(), query.deadline()));
  }

  /** The cart as it is now; failures of upstreams show in it and do not fail it. */
  public Mono<Cart> view(CartQuery.View query) {
    return carts
        .view(query.cartId(), query.caller(), CartAccess.VIEW, query.deadline())
        .flatMap(
            stored ->
                factory.compose(stored, query.sections(), query.language(), query.deadline()));
  }

  /** The cart with that line only, so that no upstream is asked about the others. */
  public Mono<Cart> viewItem(CartQuery.ViewItem query) {
    return carts
        .view(query.cartId(), query.caller(), CartAccess.CHANGE, query.deadline())
        .map(
            stored ->
                stored
                    .line(query.lineId())
                    .map(stored::reducedTo)
                    .orElseThrow(() -> new Refusal.ItemNotFound().asException()))
        .flatMap(stored -> factory.compose(stored, query.language(), query.deadline()));
  }

  /** The cart with more of a product. */
  public Mono<CartResult.Changed> add(CartCommand.AddItem command) {
    CartEntry entry = command.entry();
    return carts.change(
        command.target(),
        command.changeKey(),
        new Carts.Change(
            stored -> Set.of(entry.product()),
            stored -> requireRoom(stored, entry.content()),
            cart -> cart.add(entry)));
  }

  /** The cart with all of these, or with those that can be added, as the mode says. */
  public Mono<CartResult.Changed> addBatch(CartCommand.AddBatch command) {
    List<CartEntry> entries = command.entries();
    return carts.change(
        command.target(),
        command.changeKey(),
        new Carts.Change(
            stored -> entries.stream().map(CartEntry::product).collect(Collectors.toSet()),
            stored -> {},
            switch (command.mode()) {
              case ATOMIC -> cart -> cart.addAll(entries);
              case PARTIAL -> cart -> cart.addWhatFits(entries);
            }));
  }

  private void requireRoom(StoredCart stored, CartLine.Content content) {
    Optional<Refusal.OfEntry> refusal = stored.refusalOfLine(content, policy);
    if (refusal.isPresent()) {
      throw refusal.get().asException();
    }
  }

  /**
   * The cart with that line holding another quantity, at another location or with other words on
   * it. What only reduces is never refused, and asks no upstream; a move obeys the rules of adding.
   */
  public Mono<CartResult.Changed> changeLine(CartCommand.ChangeLine command) {
    Carts.Known known = new Carts.Known();
    return carts.change(
        command.target(), command.changeKey(), known, read -> changeLine(read, command, known));
  }

  private Mono<Carts.Made> changeLine(
      ChangeableCart read, CartCommand.ChangeLine command, Carts.Known known) {
    Optional<CartLine> line = read.stored().line(command.lineId());
    if (line.isEmpty() && !isRemoval(command)) {
      throw new Refusal.ItemNotFound().asException();
    }
    return line.isPresent() && !command.change().onlyReduces(read.stored(), line.get(), policy)
        ? carts.decide(
            read, move(line.get(), command), known, command.changeKey(), command.target())
        : reduce(read, line.orElse(null), command);
  }

  private Carts.Change move(CartLine line, CartCommand.ChangeLine command) {
    CartLine.Content content = command.change().contentOf(line);
    return new Carts.Change(
        stored -> Set.of(content.product()),
        stored -> requireRoom(stored, line, content),
        cart -> cart.replaceLine(line.id(), command.change()));
  }

  /** Against the cart without the line, so that a full cart can move one. */
  private void requireRoom(StoredCart stored, CartLine line, CartLine.Content content) {
    if (stored.line(content).isEmpty()) {
      requireRoom(stored.remove(line.id()), content);
    }
  }

  private Mono<Carts.Made> reduce(
      ChangeableCart read, @Nullable CartLine line, CartCommand.ChangeLine command) {
    StoredCart stored = read.stored();
    if (line != null && !command.change().isRemoval()) {
      requireRoom(stored, line, command.change().contentOf(line));
    }
    StoredCart reduced = line == null ? stored : stored.replaceLine(line, command.change());
    List<CartEntry.Result> results =
        line == null ? List.of() : command.change().results(line, stored, reduced);
    return carts
        .save(read, read.with(reduced), command.changeKey(), results, command.target().deadline())
        .map(saved -> new Carts.Made(saved.stored(), results, false));
  }

  /** A removal may be repeated, so the line need not be there; only its id must be possible. */
  private static boolean isRemoval(CartCommand.ChangeLine command) {
    return command.change().isRemoval() && command.lineId().isWellFormed();
  }

  /** The cart without that line, which need not have been there. */
  public Mono<StoredCart> remove(CartCommand.RemoveItem command) {
    return reduce(command.target(), stored -> stored.remove(command.lineId()));
  }

  /** The cart without lines. */
  public Mono<StoredCart> clear(CartCommand.Clear command) {
    return reduce(command.target(), StoredCart::clear);
  }

  private Mono<StoredCart> reduce(CartCommand.Target target, UnaryOperator<StoredCart> change) {
    return carts.change(
        target,
        read ->
            carts
                .save(read, read.with(change.apply(read.stored())), target.deadline())
                .map(ChangeableCart::stored));
  }

  /** The cart with the prices of these notices accepted. */
  public Mono<Cart> acknowledge(CartCommand.AcknowledgeNotices command) {
    Function<Cart, Cart.Decision> accept =
        cart -> Cart.Decision.of(cart.acknowledge(command.noticeIds()));
    return carts
        .change(command.target(), null, Carts.Change.ofWholeCart(accept))
        .map(CartResult.Changed::cart);
  }

  /**
   * The cart, taken by the order system in exactly the version that it has read. What upstreams
   * cannot answer in time does not prevent it, so they are asked with an earlier deadline.
   */
  public Mono<Cart> close(CartCommand.Close command) {
    Carts.Known known = new Carts.Known();
    Deadline deadline = command.target().deadline();
    return Mono.fromCallable(() -> command.target().caller().require(Caller.Scope.ORDERS))
        .flatMap(
            orderSystem ->
                carts.change(
                    command.target(),
                    CartAccess.CLOSE,
                    read ->
                        read.stored().isClosedBy(command.orderId())
                            ? Optional.of(read.stored())
                            : Optional.empty(),
                    read -> closed(read, command, known)))
        .flatMap(
            stored ->
                factory.compose(
                    stored, List.of(), known.offers(), command.target().language(), deadline));
  }

  private Mono<StoredCart> closed(
      ChangeableCart read, CartCommand.Close command, Carts.Known known) {
    Deadline deadline = command.target().deadline();
    StoredCart stored = read.stored();
    stored.requireLines();
    Mono<Cart> composed =
        factory.compose(
            stored,
            List.of(),
            CLOSED_WITH,
            known.offers(),
            command.target().language(),
            races.leavingTimeToWrite(deadline));
    return (known.offers().cover(stored.products(), CLOSED_WITH)
            ? composed
            : known.adding(composed, races))
        .map(cart -> cart.close(command.orderId(), command.subtotal()))
        .flatMap(after -> carts.save(read, read.with(after), deadline))
        .map(ChangeableCart::stored);
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

  /** The customer's cart with the lines of a guest's, and what became of each of them. */
  public Mono<CartResult.Merged> merge(CartCommand.Merge command) {
    return merger
        .merge(command)
        .flatMap(
            merged ->
                factory
                    .compose(
                        merged.target(), command.target().language(), command.target().deadline())
                    .map(cart -> new CartResult.Merged(cart, merged.report())));
  }
}
