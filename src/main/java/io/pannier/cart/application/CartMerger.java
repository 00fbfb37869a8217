package io.pannier.cart.application;

import io.pannier.cart.domain.model.CartOwner;
import io.pannier.cart.domain.model.CartPolicy;
import io.pannier.cart.domain.model.CartRefusedException;
import io.pannier.cart.domain.model.CartState;
import io.pannier.cart.domain.model.CartStorageException;
import io.pannier.cart.domain.model.MergeRecord;
import io.pannier.cart.domain.model.MergedLine;
import io.pannier.cart.domain.model.RefusalCode;
import io.pannier.cart.domain.model.StoredCart;
import io.pannier.cart.domain.model.VersionMismatchException;
import io.pannier.cart.domain.port.CartRepository;
import io.pannier.shared.model.Deadline;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import reactor.core.publisher.Mono;

/**
 * Merges in two steps, since two documents cannot be changed at once: first the guest's cart is
 * frozen and names the customer's, then the customer's takes its lines together with the report. A
 * repeat that finds the first step without the second does the second. Only a guest's cart can be a
 * source and only a customer's a target, so there are no cycles.
 *
 * <p>A frozen source goes into another cart only if the one that it names was closed without its
 * lines. While that one is open, or merely expired, it may still be taking them; once it is erased,
 * nobody can tell.
 */
final class CartMerger {

  /** The customer's cart as it is stored, and what became of each line. */
  record Merged(StoredCart target, List<MergedLine> report) {}

  private final CartRepository repository;
  private final OpenCarts carts;
  private final CartWriter writer;
  private final CartPolicy policy;
  private final Clock clock;

  CartMerger(
      CartRepository repository,
      OpenCarts carts,
      CartWriter writer,
      CartPolicy policy,
      Clock clock) {
    this.repository = repository;
    this.carts = carts;
    this.writer = writer;
    this.policy = policy;
    this.clock = clock;
  }

  Mono<Merged> merge(MergeCartCommand command) {
    return Mono.fromCallable(() -> command.target().caller().require(Scope.CARTS))
        .flatMap(customer -> opened(command));
  }

  private Mono<Merged> opened(MergeCartCommand command) {
    AtomicBoolean begun = new AtomicBoolean();
    return carts
        .<Merged>change(
            command.target(),
            target -> {
              Optional<MergeRecord> done = target.merges().of(command.source());
              if (done.isPresent()) {
                return Mono.just(new Merged(target, done.get().report()));
              }
              requireCustomers(target);
              target.requireActive();
              command.target().condition().check(target);
              return frozen(command, target)
                  .doOnNext(source -> begun.set(true))
                  .flatMap(source -> take(source, target, command));
            })
        .onErrorMap(failure -> begun.get() ? halfDone(failure) : failure);
  }

  /**
   * Once the source is frozen nobody may be told that nothing was changed. Only a target that was
   * closed says what to do by itself.
   */
  private static Throwable halfDone(Throwable failure) {
    if (failure instanceof CartStorageException failed) {
      return failed.afterAChange();
    }
    if (failure instanceof VersionMismatchException mismatch) {
      return mismatch.afterAChange();
    }
    return failure instanceof CartRefusedException refused ? refused.afterAChange() : failure;
  }

  private Mono<StoredCart> frozen(MergeCartCommand command, StoredCart target) {
    Deadline deadline = command.target().deadline();
    Caller guest = new Caller(command.sourceToken(), null);
    return carts.untilWon(
        deadline,
        () ->
            carts
                .open(command.source(), guest, CartAccess.CHANGE, deadline)
                .flatMap(source -> freeze(source, target, deadline)));
  }

  private Mono<StoredCart> freeze(StoredCart source, StoredCart target, Deadline deadline) {
    if (source.state().equals(new CartState.Merged(target.id()))
        && !target.merges().mayInclude(source)) {
      return Mono.just(source);
    }
    return leftBehind(source, deadline)
        .flatMap(
            left -> {
              if (!left) {
                source.requireActive();
              }
              if (!source.currency().equals(target.currency())) {
                throw new CartRefusedException(RefusalCode.CURRENCY_MISMATCH);
              }
              return writer.save(source, source.mergedInto(target.id()), deadline);
            });
  }

  /**
   * Frozen for a cart that was closed without having taken its lines: it never will, so they may
   * still go elsewhere. Of a cart that was erased nobody can tell whether it had taken them, and to
   * take lines twice is worse than to refuse them.
   */
  private Mono<Boolean> leftBehind(StoredCart source, Deadline deadline) {
    return source.state() instanceof CartState.Merged merged
        ? repository
            .find(merged.mergedInto(), deadline)
            .map(
                other ->
                    other.state() instanceof CartState.Closed && !other.merges().mayInclude(source))
            .defaultIfEmpty(false)
        : Mono.just(false);
  }

  private Mono<Merged> take(StoredCart source, StoredCart target, MergeCartCommand command) {
    StoredCart merged = target.merge(source, command.strategy(), clock.instant(), policy);
    return writer
        .save(target, merged, command.target().deadline())
        .map(saved -> new Merged(saved, merged.merges().of(source.id()).orElseThrow().report()));
  }

  private static void requireCustomers(StoredCart target) {
    if (!(target.owner() instanceof CartOwner.Customer)) {
      throw new CartRefusedException(RefusalCode.CART_NOT_FOUND);
    }
  }
}
