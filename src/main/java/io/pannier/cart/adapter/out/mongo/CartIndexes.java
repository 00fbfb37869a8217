package io.pannier.cart.adapter.out.mongo;

import com.mongodb.MongoCommandException;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.reactivestreams.client.MongoCollection;
import com.mongodb.reactivestreams.client.MongoDatabase;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.SmartInitializingSingleton;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/**
 * Makes sure of the indexes. A database that refuses them ends the start: carts would never expire.
 * One that cannot be reached does not: products work without it, so it is tried again in the
 * background, and carts are out of reach until it is done.
 */
final class CartIndexes implements SmartInitializingSingleton, DisposableBean {

  private static final Logger log = LoggerFactory.getLogger(CartIndexes.class);
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final Mono<MongoDatabase> database;
  private final Duration timeout;
  private final Disposable.Swap background = Disposables.swap();
  private volatile boolean done;

  CartIndexes(Mono<MongoDatabase> database, Duration timeout) {
    this.database = database;
    this.timeout = timeout;
  }

  @Override
  public void afterSingletonsInstantiated() {
    try {
      create().block(timeout);
    } catch (MongoCommandException refused) {
      throw new IllegalStateException(
          "The database of spring.data.mongodb.uri refuses the index that lets carts expire",
          refused);
    } catch (RuntimeException unreachable) {
      log.warn(
          "The cart store cannot be reached, carts are unavailable until it is: {}",
          unreachable.toString());
      background.update(create().retryWhen(untilReached()).subscribe(ok -> {}, this::refused));
    }
  }

  @Override
  public void destroy() {
    background.dispose();
  }

  /** Completes if the indexes are there. */
  Mono<Void> required() {
    return Mono.defer(
        () ->
            done
                ? Mono.empty()
                : Mono.error(new IllegalStateException("the indexes are not there yet")));
  }

  private Mono<String> create() {
    return database
        .map(db -> db.getCollection(CartDocument.COLLECTION))
        .map(carts -> carts.withTimeout(timeout.toMillis(), TimeUnit.MILLISECONDS))
        .flatMap(CartIndexes::expiry)
        .doOnNext(
            index -> {
              done = true;
              log.info("The cart store is ready, index {}", index);
            });
  }

  private static Mono<String> expiry(MongoCollection<Document> carts) {
    return Mono.from(
        carts.createIndex(
            Indexes.ascending("expiresAt"),
            new IndexOptions().name("expiry").expireAfter(0L, TimeUnit.SECONDS)));
  }

  private static Retry untilReached() {
    return Retry.fixedDelay(Long.MAX_VALUE, PAUSE)
        .filter(error -> !(error instanceof MongoCommandException));
  }

  private void refused(Throwable refusal) {
    log.error(
        "The database refuses the index that lets carts expire; carts stay unavailable", refusal);
  }
}
