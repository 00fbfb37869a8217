package io.pannier.cart.adapter.out.mongo;

import static org.springframework.data.mongodb.core.query.Criteria.where;
import static org.springframework.data.mongodb.core.query.Query.query;

import io.pannier.cart.domain.model.CartId;
import io.pannier.cart.domain.model.CustomerId;
import io.pannier.cart.domain.port.ActiveCarts;
import io.pannier.shared.model.Deadline;
import io.pannier.shared.storage.LostRace;
import io.pannier.shared.storage.UnreadableDocument;
import org.bson.Document;
import org.springframework.data.mongodb.core.ReactiveMongoOperations;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;
import reactor.core.publisher.Mono;

/** The pointers from customers to their carts, a small document each in a collection of its own. */
final class MongoActiveCarts implements ActiveCarts {

  private final ReactiveMongoOperations mongo;
  private final CartIndexes indexes;
  private final StorageFailures failures;

  MongoActiveCarts(ReactiveMongoOperations mongo, CartIndexes indexes, StorageFailures failures) {
    this.mongo = mongo;
    this.indexes = indexes;
    this.failures = failures;
  }

  @Override
  public Mono<CartId> find(CustomerId customer, Deadline deadline) {
    return failures
        .ofRead(
            indexes
                .required()
                .then(
                    mongo.findOne(
                        query(where("_id").is(customer.hash())),
                        Document.class,
                        ActiveCartDocument.COLLECTION)),
            deadline)
        .map(pointer -> read(customer, pointer));
  }

  /** Apart from the query: what cannot be read is no failure of the database. */
  private static CartId read(CustomerId customer, Document pointer) {
    try {
      return new CartId(pointer.get("cartId", String.class));
    } catch (RuntimeException reason) {
      throw new UnreadableDocument(
          "the stored pointer " + customer.hash() + " to a customer's cart", reason);
    }
  }

  @Override
  public Mono<Void> claim(CustomerId customer, CartId cart, Deadline deadline) {
    return failures.ofWrite(
        mongo
            .insert(new ActiveCartDocument(customer.hash(), cart.value()))
            .onErrorMap(StorageFailures::isDuplicate, duplicate -> new LostRace())
            .then(),
        deadline);
  }

  @Override
  public Mono<Void> reassign(CustomerId customer, CartId from, CartId to, Deadline deadline) {
    return failures.ofWrite(
        mongo
            .updateFirst(
                pointer(customer, from),
                Update.update("cartId", to.value()),
                ActiveCartDocument.class)
            .flatMap(
                result ->
                    result.getMatchedCount() == 1
                        ? Mono.<Void>empty()
                        : Mono.error(new LostRace())),
        deadline);
  }

  @Override
  public Mono<Void> release(CustomerId customer, CartId cart, Deadline deadline) {
    return failures.ofWrite(
        mongo.remove(pointer(customer, cart), ActiveCartDocument.class).then(), deadline);
  }

  @Override
  public Mono<Void> erase(CustomerId customer, Deadline deadline) {
    return failures.ofWrite(
        mongo.remove(query(where("_id").is(customer.hash())), ActiveCartDocument.class).then(),
        deadline);
  }

  private static Query pointer(CustomerId customer, CartId cart) {
    return query(where("_id").is(customer.hash()).and("cartId").is(cart.value()));
  }
}
