package io.pannier.allocation.adapter.out.mongo;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import io.pannier.allocation.domain.port.Allocations;
import io.pannier.allocation.domain.port.KeptBatches;
import io.pannier.allocation.domain.port.OrderLines;
import io.pannier.shared.model.ProductId.Sku;
import org.bson.Document;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.data.mongo.MongoReactiveDataAutoConfiguration;
import org.springframework.boot.autoconfigure.mongo.MongoReactiveAutoConfiguration;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import reactor.core.publisher.Mono;

/** The allocation store as the service wires it, without the service around it. */
final class AllocationStore implements AutoCloseable {

  private final AnnotationConfigApplicationContext context =
      new AnnotationConfigApplicationContext();

  /** With limits that no loaded machine reaches. */
  AllocationStore(String uri) {
    TestPropertyValues.of(
            "spring.data.mongodb.uri=" + uri,
            "pannier.mongodb.operation-timeout=30s",
            "pannier.mongodb.server-selection-timeout=30s",
            "pannier.mongodb.pool-wait=30s")
        .applyTo(context);
    context.register(Wiring.class);
    context.refresh();
  }

  Allocations allocations() {
    return context.getBean(Allocations.class);
  }

  OrderLines lines() {
    return context.getBean(OrderLines.class);
  }

  KeptBatches kept() {
    return context.getBean(KeptBatches.class);
  }

  ReactiveMongoTemplate template() {
    return context.getBean(ReactiveMongoTemplate.class);
  }

  Mono<?> remove(Sku sku) {
    return template()
        .getCollection(AllocationDocuments.STOCKS)
        .flatMap(stocks -> Mono.from(stocks.deleteOne(Filters.eq("_id", sku.value()))));
  }

  Document stored(String collection, String id) {
    return template()
        .getCollection(collection)
        .flatMap(documents -> Mono.from(documents.find(Filters.eq("_id", id)).first()))
        .blockOptional()
        .orElseThrow();
  }

  void set(String collection, String id, String field, Object value) {
    template()
        .getCollection(collection)
        .flatMap(
            documents ->
                Mono.from(documents.updateOne(Filters.eq("_id", id), Updates.set(field, value))))
        .block();
  }

  void store(String collection, Document document) {
    template()
        .getCollection(collection)
        .flatMap(documents -> Mono.from(documents.insertOne(document)))
        .block();
  }

  @Override
  public void close() {
    context.close();
  }

  @Configuration(proxyBeanMethods = false)
  @ImportAutoConfiguration({
    MongoReactiveAutoConfiguration.class,
    MongoReactiveDataAutoConfiguration.class
  })
  @ComponentScan("io.pannier.shared.mongo")
  @Import(MongoAllocationConfiguration.class)
  static class Wiring {}
}
