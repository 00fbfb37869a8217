package io.pannier.cart.application;

import io.pannier.cart.domain.model.CartMerge;
import io.pannier.cart.domain.model.CartOwner;
import io.pannier.cart.domain.model.CartPolicy;
import io.pannier.cart.domain.model.CartState;
import io.pannier.cart.domain.model.ChangeableCart;
import io.pannier.cart.domain.model.Merges;
import io.pannier.cart.domain.model.StoredCart;
import io.pannier.cart.domain.port.CartRepository;
import io.pannier.shared.model.Deadline;
import io.pannier.shared.storage.ChangesMade;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import reactor.core.publisher.Mono;

/**
 * Merges in two steps, since two documents cannot be changed at once: first the guest's cart is
 * frozen and names the customer's, then the customer's takes its lines together with the report. A
 * repeat that finds the first step without the second does the second. Only a guest's cart can be a
 * source and only a customer's a target, so there are no cycles.
 *
 * <p>An empty target takes the source's currency before the source is frozen: nothing in another
 * currency can be added from then on, so two carts that do not fit are refused with nothing frozen.
 *
 * <p>A frozen source goes into another cart only if the one that it names was closed without its
 * lines. While that one is open, or merely expired, it may still be taking them; once it is erased,
 * that is unknown.
 */
final class CartMerger {

  /** The customer's cart as it is stored, and what became of each line. */
  record Merged(StoredCart target, List<CartMerge.Line> report) {}

  private final CartRepository repository;
  private final Carts carts;
  private final CartPolicy policy;
  private final Clock clock;

  CartMerger(CartRepository repository, Carts carts, CartPolicy policy, Clock clock) {
    this.repository = repository;
    this.carts = carts;
    this.policy = policy;
    this.clock = clock;
  }

  Mono<Merged> merge(CartCommand.Merge command) {
    return Mono.fromCallable(() -> command.target().caller().require(Caller.Scope.CARTS))
        .flatMap(customer -> opened(command));
  }

  private Mono<Merged> opened(CartCommand.Merge command) {
    Caller guest = new Caller(command.sourceToken(), null);
    AtomicLong ownVersion = new AtomicLong();
    return carts.untilWon(
        command.target(),
        CartAccess.CHANGE,
        target -> {
          Optional<Merges.Merge> done = target.merges().find(command.source());
          if (done.isPresent()) {
            return Mono.just(new Merged(target.stored(), done.get().report()));
          }
          requireCustomers(target.stored());
          target.stored().requireActive();
          if (target.stored().version() != ownVersion.get()) {
            command.target().condition().check(target.stored(), false);
          }
          return carts
              .open(command.source(), guest, CartAccess.CHANGE, command.target().deadline())
              .flatMap(source -> merge(source, target, command, ownVersion));
        });
  }

  /**
   * One try.
   *
   * @param ownVersion is set to the target's version once this request has changed its currency:
   *     the next try must not take that for another writer's change
   */
  private Mono<Merged> merge(
      ChangeableCart guests,
      ChangeableCart target,
      CartCommand.Merge command,
      AtomicLong ownVersion) {
    StoredCart source = guests.stored();
    if (source.state().equals(new CartState.Merged(target.stored().id()))
        && !target.merges().mayHaveTaken(source)) {
      // Frozen before: another request may have begun the merge; this one completes it.
      return ChangesMade.counted(Mono.just(source))
          .flatMap(frozen -> take(frozen, target, command));
    }
    Deadline deadline = command.target().deadline();
    return canBeMergedElsewhere(source, deadline)
        .flatMap(
            left -> {
              if (!left) {
                source.requireActive();
              }
              return carts
                  .save(target, target.with(target.stored().readyFor(source)), deadline)
                  .doOnNext(ready -> ownVersion.set(ready.stored().version()))
                  .flatMap(ready -> freeze(guests, ready, command));
            });
  }

  private Mono<Merged> freeze(
      ChangeableCart source, ChangeableCart target, CartCommand.Merge command) {
    StoredCart frozen = source.stored().mergedInto(target.stored().id());
    return carts
        .save(source, source.with(frozen), command.target().deadline())
        .flatMap(saved -> take(saved.stored(), target, command));
  }

  /**
   * Frozen for a cart that was closed without having taken its lines: it never will, so they may
   * still go elsewhere. Of a cart that was erased it is unknown whether it had taken them, and to
   * take lines twice is worse than to refuse them.
   */
  private Mono<Boolean> canBeMergedElsewhere(StoredCart source, Deadline deadline) {
    return source.state() instanceof CartState.Merged merged
        ? repository
            .find(merged.mergedInto(), deadline)
            .map(other -> other.stored().isClosed() && !other.merges().mayHaveTaken(source))
            .defaultIfEmpty(false)
        : Mono.just(false);
  }

  private Mono<Merged> take(StoredCart source, ChangeableCart target, CartCommand.Merge command) {
    ChangeableCart merged = target.merge(source, command.strategy(), clock.instant(), policy);
    return carts
        .save(target, merged, command.target().deadline())
        .map(
            saved ->
                new Merged(
                    saved.stored(), merged.merges().find(source.id()).orElseThrow().report()));
  }

  private static void requireCustomers(StoredCart target) {
    if (!(target.owner() instanceof CartOwner.Customer)) {
      throw new Caller.DeniedException(Caller.DeniedException.Kind.CART_NOT_FOUND);
    }
  }
}
