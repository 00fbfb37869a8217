package io.pannier;

import java.util.List;

/** A house as small as can be that has every room and keeps every rule. */
final class CleanHouse {

  static final List<String> SOURCES =
      List.of(
          """
          package io.pannier;
          public class Main {}
          """,
          """
          package io.pannier.shared.model;
          public record Tag(String text) {}
          """,
          """
          package io.pannier.shared.model;
          public sealed interface Told {
            record Yes(Tag tag) implements Told {}
            record No() implements Told {}
          }
          """,
          """
          package io.pannier.shared.storage;
          import reactor.core.publisher.Mono;
          public final class Again {
            private Again() {}
            public static <T> Mono<T> once(Mono<T> work) {
              return work.retryWhen(reactor.util.retry.Retry.max(1));
            }
          }
          """,
          """
          package io.pannier.shared.mongo;
          public record Documents(com.mongodb.reactivestreams.client.MongoClient client) {}
          """,
          """
          package io.pannier.shared.web.problem;
          public record ErrorShape(String prefix, java.util.function.Function<String, String> body) {}
          """,
          """
          package io.pannier.shared.web.v1;
          class OldErrors {
            io.pannier.shared.web.problem.ErrorShape shape() {
              return new io.pannier.shared.web.problem.ErrorShape("/v1", code -> code);
            }
          }
          """,
          """
          package io.pannier.shared.upstream;
          public record Client(reactor.netty.http.client.HttpClient http) {}
          """,
          """
          package io.pannier.catalog.domain.model;
          public record Item(io.pannier.shared.model.Tag tag, java.util.List<String> names) {}
          """,
          """
          package io.pannier.catalog.domain.port;
          import io.pannier.catalog.domain.model.Item;
          public interface Items {
            reactor.core.publisher.Mono<Item> find(io.pannier.shared.model.Tag tag);
          }
          """,
          """
          package io.pannier.catalog.adapter.out.http;
          import io.pannier.catalog.domain.model.Item;
          class HttpItems implements io.pannier.catalog.domain.port.Items {
            private final io.pannier.shared.upstream.Client client;
            HttpItems(io.pannier.shared.upstream.Client client) {
              this.client = client;
            }
            public reactor.core.publisher.Mono<Item> find(io.pannier.shared.model.Tag tag) {
              return client.http().get().responseContent().aggregate().asString()
                  .map(ItemPayload::new)
                  .map(payload -> new Item(tag, java.util.List.of(payload.name())));
            }
            record ItemPayload(
                @com.fasterxml.jackson.annotation.JsonProperty("nm") String name) {}
          }
          """,
          """
          package io.pannier.catalog.adapter.out.http;
          @org.springframework.context.annotation.Configuration(proxyBeanMethods = false)
          class CatalogHttpConfiguration {
            @org.springframework.context.annotation.Bean(defaultCandidate = false)
            @org.springframework.beans.factory.annotation.Qualifier("adapter")
            io.pannier.catalog.domain.port.Items items(io.pannier.shared.upstream.Client client) {
              return new HttpItems(client);
            }
            @org.springframework.context.annotation.Configuration(proxyBeanMethods = false)
            static class BehindASwitch {}
          }
          """,
          """
          package io.pannier.shared.vendure;
          public record Engine(io.pannier.shared.upstream.Client client) {}
          """,
          """
          package io.pannier.catalog.adapter.out.vendure;
          import io.pannier.catalog.domain.model.Item;
          class VendureItems implements io.pannier.catalog.domain.port.Items {
            private final io.pannier.shared.vendure.Engine engine;
            VendureItems(io.pannier.shared.vendure.Engine engine) {
              this.engine = engine;
            }
            public reactor.core.publisher.Mono<Item> find(io.pannier.shared.model.Tag tag) {
              return reactor.core.publisher.Mono.just(
                  new Item(tag, java.util.List.of(engine.toString())));
            }
          }
          """,
          """
          package io.pannier.catalog.adapter.out.vendure;
          @org.springframework.context.annotation.Configuration(proxyBeanMethods = false)
          class CatalogVendureConfiguration {
            @org.springframework.context.annotation.Bean(defaultCandidate = false)
            @org.springframework.beans.factory.annotation.Qualifier("adapter")
            io.pannier.catalog.domain.port.Items vendureItems(
                io.pannier.shared.vendure.Engine engine) {
              return new VendureItems(engine);
            }
          }
          """,
          """
          package io.pannier.catalog.domain;
          import io.pannier.catalog.domain.model.Item;
          public record CountedItems(io.pannier.catalog.domain.port.Items items, Runnable count)
              implements io.pannier.catalog.domain.port.Items {
            public reactor.core.publisher.Mono<Item> find(io.pannier.shared.model.Tag tag) {
              count.run();
              return items.find(tag);
            }
          }
          """,
          """
          package io.pannier.catalog;
          import io.pannier.catalog.domain.port.Items;
          @org.springframework.context.annotation.Configuration(proxyBeanMethods = false)
          class CatalogConfiguration {
            @org.springframework.context.annotation.Bean
            Items items(
                @org.springframework.beans.factory.annotation.Qualifier("adapter") Items adapter,
                io.micrometer.core.instrument.MeterRegistry meters) {
              return new io.pannier.catalog.domain.CountedItems(
                  adapter, meters.counter("asked")::increment);
            }
          }
          """,
          """
          package io.pannier.cart.domain.model;
          public record Basket(io.pannier.catalog.domain.model.Item item) {}
          """,
          """
          package io.pannier.cart.domain.port;
          import io.pannier.cart.domain.model.Basket;
          public interface Baskets {
            reactor.core.publisher.Mono<Basket> save(Basket basket);
          }
          """,
          """
          package io.pannier.cart.domain;
          import io.pannier.cart.domain.model.Basket;
          import io.pannier.shared.model.Tag;
          import reactor.core.publisher.Mono;
          public record BasketFactory(io.pannier.catalog.domain.port.Items items) {
            public Mono<Basket> compose(Tag tag) {
              return Mono.zip(items.find(tag), Mono.just(tag)).map(both -> new Basket(both.getT1()));
            }
          }
          """,
          """
          package io.pannier.cart.application;
          import io.pannier.cart.domain.model.Basket;
          import reactor.core.publisher.Mono;
          public record BasketService(
              io.pannier.cart.domain.BasketFactory factory,
              io.pannier.cart.domain.port.Baskets baskets) {
            private static final org.slf4j.Logger LOG =
                org.slf4j.LoggerFactory.getLogger(BasketService.class);
            public Mono<Basket> add(io.pannier.shared.model.Tag tag) {
              LOG.debug("adding");
              return io.pannier.shared.storage.Again.once(
                  factory.compose(tag).flatMap(baskets::save));
            }
          }
          """,
          """
          package io.pannier.cart;
          import io.pannier.cart.application.BasketService;
          import io.pannier.cart.domain.BasketFactory;
          @org.springframework.context.annotation.Configuration(proxyBeanMethods = false)
          class BasketConfiguration {
            @org.springframework.context.annotation.Bean
            BasketService service(
                io.pannier.catalog.domain.port.Items items,
                io.pannier.cart.domain.port.Baskets baskets) {
              return new BasketService(new BasketFactory(items), baskets);
            }
          }
          """,
          """
          package io.pannier.cart.adapter.in.web;
          public record Refused(String code) {}
          """,
          """
          package io.pannier.cart.adapter.in.web.v1;
          @org.springframework.web.bind.annotation.RestController
          class BasketV1Controller {
            private final io.pannier.cart.application.BasketService service;
            BasketV1Controller(io.pannier.cart.application.BasketService service) {
              this.service = service;
            }
            reactor.core.publisher.Mono<String> add() {
              return service.add(new io.pannier.shared.model.Tag("a")).map(Object::toString);
            }
          }
          """,
          """
          package io.pannier.cart.adapter.in.web.v2;
          class BasketV2Response {
            io.pannier.cart.adapter.in.web.Refused refused() {
              return new io.pannier.cart.adapter.in.web.Refused("full");
            }
            io.pannier.shared.web.problem.ErrorShape shape() {
              return new io.pannier.shared.web.problem.ErrorShape("/v2", code -> code);
            }
          }
          """,
          """
          package io.pannier.cart.adapter.out.mongo;
          import io.pannier.cart.domain.model.Basket;
          class MongoBaskets implements io.pannier.cart.domain.port.Baskets {
            public reactor.core.publisher.Mono<Basket> save(Basket basket) {
              return reactor.core.publisher.Mono.just(basket);
            }
          }
          """,
          """
          package io.pannier.cart.adapter.out.mongo;
          @org.springframework.context.annotation.Configuration(proxyBeanMethods = false)
          class CartMongoConfiguration {
            @org.springframework.context.annotation.Bean
            io.pannier.cart.domain.port.Baskets baskets() {
              return new MongoBaskets();
            }
            @org.springframework.context.annotation.Bean
            Indexes indexes() {
              return new Indexes();
            }
            @org.springframework.context.annotation.Bean
            org.springframework.boot.actuate.health.ReactiveHealthIndicator health() {
              return reactor.core.publisher.Mono::empty;
            }
            static class Indexes {}
          }
          """);

  private CleanHouse() {}
}
