package io.pannier.shared.mongo;

import com.mongodb.ReadConcern;
import com.mongodb.ReadPreference;
import com.mongodb.WriteConcern;
import com.mongodb.connection.TransportSettings;
import io.pannier.shared.settings.LimitsProperties;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.ReactiveHealthIndicator;
import org.springframework.boot.autoconfigure.mongo.MongoClientSettingsBuilderCustomizer;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import reactor.core.publisher.Mono;

/**
 * Wires the database client. Everything has a limit, since the driver's own limits are 30 s and
 * none. Whatever the URI says, reads and writes use the majority, so that no answer depends on data
 * that a failover takes back.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(LimitsProperties.class)
class MongoConfiguration {

  @Bean
  static MongoUri mongoUri() {
    return new MongoUri();
  }

  @Bean
  MongoClientSettingsBuilderCustomizer boundedMongo(LimitsProperties properties) {
    LimitsProperties.Mongodb limits = properties.mongodb();
    StorageCall.SentWrites sentWrites = new StorageCall.SentWrites();
    return settings ->
        settings
            .timeout(limits.operationTimeout().toMillis(), TimeUnit.MILLISECONDS)
            .writeConcern(WriteConcern.MAJORITY.withJournal(true))
            .readConcern(ReadConcern.MAJORITY)
            .readPreference(ReadPreference.primary())
            // Not Netty, which Boot would choose: see ADR 22.
            .transportSettings(TransportSettings.asyncBuilder().build())
            .contextProvider(sentWrites)
            .addCommandListener(sentWrites)
            .applyToClusterSettings(
                cluster ->
                    cluster.serverSelectionTimeout(
                        limits.serverSelectionTimeout().toMillis(), TimeUnit.MILLISECONDS))
            .applyToConnectionPoolSettings(
                pool ->
                    pool.maxSize(limits.poolSize())
                        .maxWaitTime(limits.poolWait().toMillis(), TimeUnit.MILLISECONDS))
            .applyToSocketSettings(
                socket ->
                    socket.connectTimeout(
                        limits.serverSelectionTimeout().toMillis(), TimeUnit.MILLISECONDS));
  }

  /**
   * Instead of Boot's, whose {@code hello} not every compatible server answers. Down as long as a
   * feature is unavailable, which it is without its indexes too.
   */
  @Bean
  ReactiveHealthIndicator mongoHealthIndicator(
      ReactiveMongoTemplate mongo, ObjectProvider<Indexes> indexes) {
    List<Indexes> needed = indexes.stream().toList();
    return () ->
        mongo
            .executeCommand(new Document("ping", 1))
            .map(pong -> health(needed))
            .onErrorResume(error -> Mono.just(Health.down().build()));
  }

  private static Health health(List<Indexes> needed) {
    return needed.stream()
        .map(Indexes::missing)
        .flatMap(Optional::stream)
        .findFirst()
        .map(why -> Health.down().withDetail("indexes", why).build())
        .orElseGet(() -> Health.up().build());
  }
}
