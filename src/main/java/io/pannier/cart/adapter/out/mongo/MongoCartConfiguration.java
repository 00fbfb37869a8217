package io.pannier.cart.adapter.out.mongo;

import com.mongodb.client.model.IndexModel;
import com.mongodb.client.model.IndexOptions;
import io.micrometer.core.instrument.MeterRegistry;
import io.pannier.cart.domain.port.ActiveCarts;
import io.pannier.cart.domain.port.CartRepository;
import io.pannier.shared.mongo.Indexes;
import io.pannier.shared.mongo.StorageCall;
import io.pannier.shared.mongo.VersionedCollection;
import io.pannier.shared.settings.LimitsProperties;
import io.pannier.shared.warmup.WarmUp;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.mongodb.ReactiveMongoDatabaseFactory;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;

/** Wires the cart store: carts expire, and are found by their customer too. */
@Configuration(proxyBeanMethods = false)
class MongoCartConfiguration {

  static final Indexes.Wanted INDEXES =
      new Indexes.Wanted(
          "carts",
          "cart store",
          CartDocument.COLLECTION,
          List.of(
              new IndexModel(
                  com.mongodb.client.model.Indexes.ascending("expiresAt"),
                  new IndexOptions().name("expiry").expireAfter(0L, TimeUnit.SECONDS)),
              new IndexModel(
                  com.mongodb.client.model.Indexes.ascending(CartDocument.CUSTOMER),
                  new IndexOptions().name("customer")),
              new IndexModel(
                  com.mongodb.client.model.Indexes.ascending(CartDocument.MERGED_INTO),
                  new IndexOptions().name("mergedInto"))));

  private static final StorageCall CALLS = new StorageCall("cart store");

  @Bean
  Indexes cartIndexes(ReactiveMongoDatabaseFactory database, LimitsProperties limits) {
    return new Indexes(
        INDEXES,
        database.getMongoDatabase(),
        limits.mongodb().indexTimeout(),
        Indexes.Pauses.DEFAULT);
  }

  @Bean
  CartRepository cartRepository(
      ReactiveMongoTemplate mongo, Indexes cartIndexes, MeterRegistry meters) {
    return new MongoCartRepository(
        new VersionedCollection<>(mongo, CartDocument.class, cartIndexes, CALLS), meters);
  }

  @Bean
  ActiveCarts activeCarts(ReactiveMongoTemplate mongo, Indexes cartIndexes) {
    return new MongoActiveCarts(
        new VersionedCollection<>(
            mongo, MongoActiveCarts.PointerDocument.class, cartIndexes, CALLS));
  }

  @Bean
  WarmUp cartsOfTheWarmUp(ReactiveMongoTemplate mongo) {
    return new WarmUp.StandIn<>(CartRepository.class, new RehearsedCarts(mongo.getConverter()));
  }
}
