package io.pannier.allocation.adapter.out.mongo;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexModel;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.reactivestreams.client.MongoClient;
import io.pannier.allocation.domain.model.OrderLine;
import io.pannier.allocation.domain.port.Allocations;
import io.pannier.allocation.domain.port.KeptBatches;
import io.pannier.allocation.domain.port.OrderLines;
import io.pannier.shared.mongo.Indexes;
import io.pannier.shared.mongo.PlainCollection;
import io.pannier.shared.mongo.StorageCall;
import io.pannier.shared.settings.LimitsProperties;
import io.pannier.shared.settings.PropertyChecks;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.bson.conversions.Bson;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.mongodb.ReactiveMongoDatabaseFactory;

/** Wires the store of stock and lines. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(MongoAllocationConfiguration.StoreProperties.class)
class MongoAllocationConfiguration {

  static final Indexes.Wanted LINE_INDEXES =
      new Indexes.Wanted(
          "allocations",
          "allocation store",
          AllocationDocuments.LINES,
          List.of(
              index(
                  "newest",
                  com.mongodb.client.model.Indexes.ascending(
                      AllocationDocuments.SKU,
                      AllocationDocuments.STATE,
                      AllocationDocuments.BATCH,
                      AllocationDocuments.SINCE,
                      "_id")),
              index(
                  "state",
                  com.mongodb.client.model.Indexes.ascending(
                      AllocationDocuments.SKU, AllocationDocuments.STATE, "_id")),
              index(
                  "order",
                  com.mongodb.client.model.Indexes.ascending(AllocationDocuments.ORDER, "_id")),
              new IndexModel(
                  com.mongodb.client.model.Indexes.ascending(AllocationDocuments.CHANGED_AT, "_id"),
                  new IndexOptions()
                      .name("unallocated")
                      .partialFilterExpression(
                          Filters.eq(
                              AllocationDocuments.STATE, OrderLine.State.UNALLOCATED.name()))),
              new IndexModel(
                  com.mongodb.client.model.Indexes.ascending(AllocationDocuments.PURGE_AT),
                  new IndexOptions().name("purge").expireAfter(0L, TimeUnit.SECONDS))));

  static final Indexes.Wanted KEPT_INDEXES =
      new Indexes.Wanted(
          "allocations",
          "store of kept batches",
          AllocationDocuments.KEPT,
          List.of(
              index("sku", com.mongodb.client.model.Indexes.ascending(AllocationDocuments.SKU))));

  private static IndexModel index(String name, Bson keys) {
    return new IndexModel(keys, new IndexOptions().name(name));
  }

  @Bean
  Indexes orderLineIndexes(ReactiveMongoDatabaseFactory database, LimitsProperties limits) {
    return new Indexes(
        LINE_INDEXES,
        database.getMongoDatabase(),
        limits.mongodb().indexTimeout(),
        Indexes.Pauses.DEFAULT);
  }

  @Bean
  Indexes keptBatchIndexes(ReactiveMongoDatabaseFactory database, LimitsProperties limits) {
    return new Indexes(
        KEPT_INDEXES,
        database.getMongoDatabase(),
        limits.mongodb().indexTimeout(),
        Indexes.Pauses.DEFAULT);
  }

  @Bean
  Allocations allocations(
      MongoClient client,
      ReactiveMongoDatabaseFactory database,
      @Qualifier("orderLineIndexes") Indexes orderLineIndexes,
      StoreProperties properties) {
    return new MongoAllocations(
        client,
        collection(database, AllocationDocuments.STOCKS, orderLineIndexes),
        collection(database, AllocationDocuments.LINES, orderLineIndexes),
        new AllocationDocuments(properties.lineRetention()));
  }

  @Bean
  OrderLines orderLines(
      ReactiveMongoDatabaseFactory database,
      @Qualifier("orderLineIndexes") Indexes orderLineIndexes,
      StoreProperties properties) {
    return new MongoOrderLines(
        collection(database, AllocationDocuments.LINES, orderLineIndexes),
        new AllocationDocuments(properties.lineRetention()));
  }

  @Bean
  KeptBatches keptBatches(
      ReactiveMongoDatabaseFactory database,
      @Qualifier("keptBatchIndexes") Indexes keptBatchIndexes,
      StoreProperties properties) {
    return new MongoKeptBatches(
        collection(database, AllocationDocuments.KEPT, keptBatchIndexes),
        new AllocationDocuments(properties.lineRetention()));
  }

  private static PlainCollection collection(
      ReactiveMongoDatabaseFactory database, String name, Indexes indexes) {
    return new PlainCollection(
        database.getMongoDatabase().map(documents -> documents.getCollection(name)),
        indexes,
        new StorageCall("allocation store"));
  }

  /**
   * How lines are stored.
   *
   * @param lineRetention how long released and shipped lines are kept: longer than anybody repeats
   *     a request about them
   */
  @ConfigurationProperties("pannier.allocation")
  record StoreProperties(@DefaultValue("400d") Duration lineRetention) {

    StoreProperties {
      PropertyChecks.positive("pannier.allocation.line-retention", lineRetention);
    }
  }
}
