package io.pannier.cart.adapter.out.mongo;

import com.mongodb.ReadConcern;
import com.mongodb.ReadPreference;
import com.mongodb.WriteConcern;
import io.micrometer.core.instrument.MeterRegistry;
import io.pannier.cart.domain.port.ActiveCarts;
import io.pannier.cart.domain.port.CartRepository;
import io.pannier.shared.configuration.SharedProperties;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.ReactiveHealthIndicator;
import org.springframework.boot.autoconfigure.mongo.MongoClientSettingsBuilderCustomizer;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.mongodb.ReactiveMongoDatabaseFactory;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import reactor.core.publisher.Mono;

/**
 * Wires the cart store. Everything is bounded, since the driver's own limits are 30 s and none; and
 * whatever the URI says, only what a majority has is read and acknowledged, so that no answer rests
 * on what a failover takes back.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(SharedProperties.class)
class MongoCartConfiguration {

  @Bean
  static MongoUri mongoUri() {
    return new MongoUri();
  }

  @Bean
  MongoClientSettingsBuilderCustomizer boundedMongo(
      MongoProperties properties, SharedProperties shared) {
    SentWrites sentWrites = new SentWrites();
    return settings ->
        settings
            .timeout(shared.mongodb().operationTimeout().toMillis(), TimeUnit.MILLISECONDS)
            .writeConcern(WriteConcern.MAJORITY.withJournal(true))
            .readConcern(ReadConcern.MAJORITY)
            .readPreference(ReadPreference.primary())
            .contextProvider(sentWrites)
            .addCommandListener(sentWrites)
            .applyToClusterSettings(
                cluster ->
                    cluster.serverSelectionTimeout(
                        properties.serverSelectionTimeout().toMillis(), TimeUnit.MILLISECONDS))
            .applyToConnectionPoolSettings(
                pool ->
                    pool.maxSize(properties.poolSize())
                        .maxWaitTime(properties.poolWait().toMillis(), TimeUnit.MILLISECONDS))
            .applyToSocketSettings(
                socket ->
                    socket.connectTimeout(
                        properties.serverSelectionTimeout().toMillis(), TimeUnit.MILLISECONDS));
  }

  @Bean
  CartIndexes cartIndexes(ReactiveMongoDatabaseFactory database, MongoProperties properties) {
    return new CartIndexes(
        database.getMongoDatabase(), properties.indexTimeout(), CartIndexes.Pauses.DEFAULT);
  }

  @Bean
  StorageFailures storageFailures(SharedProperties shared) {
    return new StorageFailures(shared.mongodb().operationTimeout());
  }

  @Bean
  CartRepository cartRepository(
      ReactiveMongoTemplate mongo,
      CartIndexes indexes,
      StorageFailures failures,
      MeterRegistry meters) {
    return new MeteredCartRepository(new MongoCartRepository(mongo, indexes, failures), meters);
  }

  @Bean
  ActiveCarts activeCarts(
      ReactiveMongoTemplate mongo, CartIndexes indexes, StorageFailures failures) {
    return new MongoActiveCarts(mongo, indexes, failures);
  }

  /**
   * Instead of Boot's, whose {@code hello} not every compatible server answers. Down as long as
   * carts are unavailable, which they are without their indexes too.
   */
  @Bean
  ReactiveHealthIndicator mongoHealthIndicator(ReactiveMongoTemplate mongo, CartIndexes indexes) {
    return () ->
        mongo
            .executeCommand(new Document("ping", 1))
            .map(
                pong ->
                    indexes
                        .missing()
                        .map(why -> Health.down().withDetail("indexes", why).build())
                        .orElseGet(() -> Health.up().build()))
            .onErrorResume(error -> Mono.just(Health.down().build()));
  }
}
