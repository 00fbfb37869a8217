package io.pannier.cart.adapter.out.mongo;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.pannier.cart.domain.model.CartId;
import io.pannier.cart.domain.model.CustomerId;
import io.pannier.cart.domain.model.StoredCart;
import io.pannier.cart.domain.port.CartRepository;
import io.pannier.shared.model.Deadline;
import io.pannier.shared.storage.LostRace;
import reactor.core.publisher.Mono;

/** Counts writes that another writer was faster than: {@code pannier.cart.conflicts}. */
final class MeteredCartRepository implements CartRepository {

  private final CartRepository carts;
  private final Counter creations;
  private final Counter replacements;
  private final Counter erasures;

  MeteredCartRepository(CartRepository carts, MeterRegistry meters) {
    this.carts = carts;
    this.creations = conflicts(meters, "create");
    this.replacements = conflicts(meters, "replace");
    this.erasures = conflicts(meters, "erase");
  }

  /** Registered before the first one, so that a rate can be told from it. */
  private static Counter conflicts(MeterRegistry meters, String operation) {
    return Counter.builder("pannier.cart.conflicts")
        .description("Writes of carts that another writer was faster than")
        .tag("operation", operation)
        .register(meters);
  }

  @Override
  public Mono<StoredCart> find(CartId id, Deadline deadline) {
    return carts.find(id, deadline);
  }

  @Override
  public Mono<StoredCart> create(StoredCart cart, Deadline deadline) {
    return counted(carts.create(cart, deadline), creations);
  }

  @Override
  public Mono<StoredCart> replace(StoredCart next, Deadline deadline) {
    return counted(carts.replace(next, deadline), replacements);
  }

  @Override
  public Mono<Void> erase(StoredCart current, Deadline deadline) {
    return counted(carts.erase(current, deadline), erasures);
  }

  @Override
  public Mono<Void> eraseAll(CustomerId customer, Deadline deadline) {
    return carts.eraseAll(customer, deadline);
  }

  private static <T> Mono<T> counted(Mono<T> write, Counter conflicts) {
    return write.doOnError(LostRace.class, lost -> conflicts.increment());
  }
}
