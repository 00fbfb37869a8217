package io.pannier.cart.adapter.out.mongo;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.pannier.cart.domain.port.ActiveCarts;
import io.pannier.cart.domain.port.CartRepository;
import java.time.Duration;
import java.util.Objects;
import java.util.stream.Stream;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.ReactiveHealthIndicator;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.data.mongo.MongoReactiveDataAutoConfiguration;
import org.springframework.boot.autoconfigure.mongo.MongoClientSettingsBuilderCustomizer;
import org.springframework.boot.autoconfigure.mongo.MongoReactiveAutoConfiguration;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;

/** The cart store as the service wires it, without the service around it. */
final class CartStore implements AutoCloseable {

  private final AnnotationConfigApplicationContext context;

  private CartStore(AnnotationConfigApplicationContext context) {
    this.context = context;
  }

  /** Starts as the service does, with its own limits where none are given. */
  static CartStore open(String uri, String... properties) {
    AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
    TestPropertyValues.of(
            Stream.concat(Stream.of("spring.data.mongodb.uri=" + uri), Stream.of(properties)))
        .applyTo(context);
    context.register(Wiring.class);
    context.refresh();
    return new CartStore(context);
  }

  /** With limits that no loaded machine reaches, for tests that are not about them. */
  static CartStore patient(String uri) {
    return open(
        uri,
        "pannier.mongodb.operation-timeout=30s",
        "pannier.mongodb.server-selection-timeout=30s",
        "pannier.mongodb.pool-wait=30s");
  }

  CartRepository repository() {
    return context.getBean(CartRepository.class);
  }

  ActiveCarts activeCarts() {
    return context.getBean(ActiveCarts.class);
  }

  Health health() {
    return Objects.requireNonNull(
        context.getBean(ReactiveHealthIndicator.class).health().block(Duration.ofSeconds(30)));
  }

  double conflicts(String operation) {
    return context
        .getBean(MeterRegistry.class)
        .get("pannier.cart.conflicts")
        .tag("operation", operation)
        .counter()
        .count();
  }

  ReactiveMongoTemplate template() {
    return context.getBean(ReactiveMongoTemplate.class);
  }

  Heartbeats heartbeats() {
    return context.getBean(Heartbeats.class);
  }

  CommandRecorder commands() {
    return context.getBean(CommandRecorder.class);
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
  @Import(MongoCartConfiguration.class)
  static class Wiring {

    @Bean
    MeterRegistry meters() {
      return new SimpleMeterRegistry();
    }

    @Bean
    CommandRecorder commandRecorder() {
      return new CommandRecorder();
    }

    @Bean
    Heartbeats heartbeats() {
      return new Heartbeats();
    }

    @Bean
    MongoClientSettingsBuilderCustomizer recordedMongo(
        CommandRecorder recorder, Heartbeats heartbeats) {
      return settings ->
          settings
              .addCommandListener(recorder)
              .applyToServerSettings(server -> server.addServerMonitorListener(heartbeats));
    }
  }
}
