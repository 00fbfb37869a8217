package io.pannier.cart.application;

import io.pannier.cart.domain.model.CartEntry;
import io.pannier.cart.domain.model.CartPolicy;
import io.pannier.cart.domain.model.Receipts;
import io.pannier.cart.domain.model.StoredCart;
import io.pannier.cart.domain.port.CartRepository;
import io.pannier.shared.model.Deadline;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Stores what changed, as the next version; what did not change is not written. */
final class CartWriter {

  private final CartRepository repository;
  private final CartPolicy policy;
  private final Clock clock;

  CartWriter(CartRepository repository, CartPolicy policy, Clock clock) {
    this.repository = repository;
    this.policy = policy;
    this.clock = clock;
  }

  Mono<StoredCart> save(StoredCart before, StoredCart after, Deadline deadline) {
    return save(before, after, null, List.of(), deadline);
  }

  /** Together with the change, so that neither is ever there without the other, its receipt. */
  Mono<StoredCart> save(
      StoredCart before,
      StoredCart after,
      Receipts.@Nullable Key key,
      List<CartEntry.Result> results,
      Deadline deadline) {
    if (after.equals(before)) {
      return Mono.just(before);
    }
    StoredCart next = after.next(clock.instant(), policy);
    return repository.replace(
        key == null ? next : next.withReceipt(key, results, policy), deadline);
  }
}
