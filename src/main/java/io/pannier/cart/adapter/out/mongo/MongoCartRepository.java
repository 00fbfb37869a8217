package io.pannier.cart.adapter.out.mongo;

import static org.springframework.data.mongodb.core.query.Criteria.where;
import static org.springframework.data.mongodb.core.query.Query.query;

import com.mongodb.client.model.Filters;
import io.pannier.cart.domain.model.CartId;
import io.pannier.cart.domain.model.CustomerId;
import io.pannier.cart.domain.model.StoredCart;
import io.pannier.cart.domain.port.CartRepository;
import io.pannier.shared.model.Deadline;
import io.pannier.shared.storage.ChangeInDoubt;
import io.pannier.shared.storage.LostRace;
import io.pannier.shared.storage.StorageFailure;
import io.pannier.shared.storage.UnreadableDocument;
import java.util.List;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.springframework.data.mongodb.core.ReactiveMongoOperations;
import org.springframework.data.mongodb.core.query.Query;
import reactor.core.publisher.Mono;

/** Carts in MongoDB, one document each, changed by compare-and-set on the version. */
final class MongoCartRepository implements CartRepository {

  private static final int ERASED_AT_ONCE = 100;

  private final ReactiveMongoOperations mongo;
  private final StorageFailures failures;
  private final CartIndexes indexes;

  MongoCartRepository(
      ReactiveMongoOperations mongo, CartIndexes indexes, StorageFailures failures) {
    this.mongo = mongo;
    this.failures = failures;
    this.indexes = indexes;
  }

  @Override
  public Mono<StoredCart> find(CartId id, Deadline deadline) {
    return failures
        .ofRead(
            indexes
                .required()
                .then(
                    mongo.findOne(
                        query(where("_id").is(id.value())),
                        Document.class,
                        CartDocument.COLLECTION)),
            deadline)
        .map(document -> read(id, document));
  }

  /** Apart from the query: what cannot be read is no failure of the database. */
  private StoredCart read(CartId id, Document document) {
    try {
      CartDocument.requireKnownSchema(document.getInteger("schemaVersion"));
      return mongo.getConverter().read(CartDocument.class, document).toCart();
    } catch (RuntimeException reason) {
      throw new UnreadableDocument("the stored cart " + id, reason);
    }
  }

  @Override
  public Mono<StoredCart> create(StoredCart cart, Deadline deadline) {
    return failures.ofWrite(
        indexes
            .required()
            .then(mongo.insert(CartDocument.from(cart)))
            .thenReturn(cart)
            .onErrorMap(StorageFailures::isDuplicate, duplicate -> new LostRace()),
        deadline);
  }

  @Override
  public Mono<StoredCart> replace(StoredCart next, Deadline deadline) {
    return failures.ofWrite(
        mongo
            .replace(versionOf(next.id(), next.version() - 1), CartDocument.from(next))
            .flatMap(
                result ->
                    result.getMatchedCount() == 1 ? Mono.just(next) : Mono.error(new LostRace())),
        deadline);
  }

  @Override
  public Mono<Void> erase(StoredCart current, Deadline deadline) {
    return failures.ofWrite(
        mongo
            .remove(versionOf(current.id(), current.version()), CartDocument.class)
            .flatMap(
                result ->
                    result.getDeletedCount() == 1
                        ? Mono.<Void>empty()
                        : Mono.error(new LostRace())),
        deadline);
  }

  /**
   * Some carts at a time, by their ids alone. Guests' carts go first, since they are only found by
   * the customer's; and once more afterwards, for a merge that was under way.
   */
  @Override
  public Mono<Void> eraseAll(CustomerId customer, Deadline deadline) {
    return ids(customer, deadline)
        .flatMap(
            ids ->
                eraseMergedInto(ids, deadline)
                    .then(Mono.defer(() -> remove(Filters.in("_id", ids), deadline)))
                    .then(Mono.defer(() -> eraseMergedInto(ids, deadline)))
                    .then(Mono.defer(() -> eraseAll(customer, deadline)))
                    .onErrorMap(StorageFailure.class, ChangeInDoubt::new));
  }

  private Mono<Void> eraseMergedInto(List<Object> ids, Deadline deadline) {
    return remove(Filters.in(CartDocument.MERGED_INTO, ids), deadline);
  }

  /** The ids of some carts of the customer; empty if there is none. */
  private Mono<List<Object>> ids(CustomerId customer, Deadline deadline) {
    Query some = query(where(CartDocument.CUSTOMER).is(customer.hash())).limit(ERASED_AT_ONCE);
    some.fields().include("_id");
    return failures
        .ofRead(
            indexes
                .required()
                .thenMany(mongo.find(some, Document.class, CartDocument.COLLECTION))
                .map(document -> document.get("_id"))
                .collectList(),
            deadline)
        .filter(ids -> !ids.isEmpty());
  }

  /** As it is stored: the template would take some texts for an {@code ObjectId}. */
  private Mono<Void> remove(Bson which, Deadline deadline) {
    return failures.ofWrite(
        mongo
            .getCollection(CartDocument.COLLECTION)
            .flatMap(carts -> Mono.from(carts.deleteMany(which)))
            .then(),
        deadline);
  }

  private static Query versionOf(CartId id, long version) {
    return query(where("_id").is(id.value()).and("version").is(version));
  }
}
