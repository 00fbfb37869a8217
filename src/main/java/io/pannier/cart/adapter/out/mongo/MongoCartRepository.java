package io.pannier.cart.adapter.out.mongo;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.pannier.cart.domain.model.CartId;
import io.pannier.cart.domain.model.CartOwner.Customer;
import io.pannier.cart.domain.model.ChangeableCart;
import io.pannier.cart.domain.model.StoredCart;
import io.pannier.cart.domain.port.CartRepository;
import io.pannier.shared.model.Deadline;
import io.pannier.shared.mongo.VersionedCollection;
import io.pannier.shared.storage.ChangeInDoubt;
import io.pannier.shared.storage.LostRace;
import io.pannier.shared.storage.StorageFailure;
import java.util.List;
import org.bson.Document;
import org.springframework.data.mongodb.core.convert.MongoConverter;
import reactor.core.publisher.Mono;

/** Carts in MongoDB, one document each, changed by compare-and-set on the version. */
final class MongoCartRepository implements CartRepository {

  private static final int ERASED_AT_ONCE = 100;
  private static final String VERSION = "version";

  private final VersionedCollection<CartDocument> carts;
  private final Counter lostCreations;
  private final Counter lostReplacements;
  private final Counter lostErasures;

  MongoCartRepository(VersionedCollection<CartDocument> carts, MeterRegistry meters) {
    this.carts = carts;
    this.lostCreations = conflicts(meters, "create");
    this.lostReplacements = conflicts(meters, "replace");
    this.lostErasures = conflicts(meters, "erase");
  }

  /** Registered before the first one, so that a rate can be computed from it. */
  private static Counter conflicts(MeterRegistry meters, String operation) {
    return Counter.builder("pannier.cart.conflicts")
        .description("Writes of carts that another writer was faster than")
        .tag("operation", operation)
        .register(meters);
  }

  private static <T> Mono<T> counted(Mono<T> write, Counter conflicts) {
    return write.doOnError(LostRace.class, lost -> conflicts.increment());
  }

  @Override
  public Mono<StoredCart> view(CartId id, Deadline deadline) {
    return carts.find(
        id.value(),
        "the stored cart " + id,
        (document, converter) -> read(document, converter).toCart(),
        deadline,
        CartDocument.MEMORY);
  }

  @Override
  public Mono<ChangeableCart> find(CartId id, Deadline deadline) {
    return carts.find(
        id.value(),
        "the stored cart " + id,
        (document, converter) -> read(document, converter).toChangeableCart(),
        deadline);
  }

  private static CartDocument read(Document document, MongoConverter converter) {
    CartDocument.requireKnownSchema(document.getInteger("schemaVersion"));
    return converter.read(CartDocument.class, document);
  }

  @Override
  public Mono<ChangeableCart> create(ChangeableCart cart, Deadline deadline) {
    return counted(carts.insert(CartDocument.from(cart), deadline), lostCreations).thenReturn(cart);
  }

  @Override
  public Mono<ChangeableCart> replace(ChangeableCart next, Deadline deadline) {
    return counted(
            carts.replaceIf(
                next.stored().id().value(),
                VERSION,
                next.stored().version() - 1,
                CartDocument.from(next),
                deadline),
            lostReplacements)
        .thenReturn(next);
  }

  @Override
  public Mono<Void> erase(StoredCart current, Deadline deadline) {
    return counted(
        carts.removeIf(current.id().value(), VERSION, current.version(), deadline), lostErasures);
  }

  /**
   * Some carts at a time, by their ids alone. Guests' carts go first, since they are only found by
   * the customer's; and once more afterwards, for a merge that was under way.
   */
  @Override
  public Mono<Void> eraseAll(Customer customer, Deadline deadline) {
    return carts
        .idsWith(CartDocument.CUSTOMER, customer.hash(), ERASED_AT_ONCE, deadline)
        .flatMap(
            ids ->
                eraseMergedInto(ids, deadline)
                    .then(Mono.defer(() -> carts.removeWith("_id", ids, deadline)))
                    .then(Mono.defer(() -> eraseMergedInto(ids, deadline)))
                    .then(Mono.defer(() -> eraseAll(customer, deadline)))
                    .onErrorMap(StorageFailure.class, ChangeInDoubt::new));
  }

  private Mono<Void> eraseMergedInto(List<Object> ids, Deadline deadline) {
    return carts.removeWith(CartDocument.MERGED_INTO, ids, deadline);
  }
}
