package io.pannier.testkit;

import com.mongodb.reactivestreams.client.MongoCollection;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.pannier.PannierApplication;
import io.pannier.local.StubUpstream;
import io.pannier.local.StubUpstreams;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.bson.Document;
import org.reactivestreams.Publisher;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import reactor.core.publisher.Flux;

/**
 * The whole service on a port of its own, which can be stopped while others like it go on. Its
 * times are generous: nothing here may depend on how busy the machine is.
 */
public final class PannierServer implements AutoCloseable {

  private final ConfigurableApplicationContext context;

  private PannierServer(ConfigurableApplicationContext context) {
    this.context = context;
  }

  /** Starts one, with further properties as {@code name=value}. */
  public static PannierServer start(String mongoUri, StubUpstreams stubs, String... properties) {
    return start(PannierApplication.class, mongoUri, stubs, properties);
  }

  /** Starts one with something in another's place. */
  public static PannierServer start(
      Class<?> more, String mongoUri, StubUpstreams stubs, String... properties) {
    Map<String, String> all = new TreeMap<>(settings(mongoUri, stubs));
    Arrays.stream(properties)
        .map(property -> property.split("=", 2))
        .forEach(property -> all.put(property[0], property[1]));
    return new PannierServer(
        new SpringApplicationBuilder(PannierApplication.class, more)
            .web(WebApplicationType.REACTIVE)
            .run(
                all.entrySet().stream()
                    .map(property -> "--" + property.getKey() + "=" + property.getValue())
                    .toArray(String[]::new)));
  }

  /** What leads a service to these, with time for everything. */
  public static Map<String, String> settings(String mongoUri, StubUpstreams stubs) {
    Map<String, String> settings = new TreeMap<>(stubs.properties());
    for (StubUpstream upstream : StubUpstream.values()) {
      settings.put("pannier.upstream." + upstream.id() + ".timeout", "8s");
    }
    settings.put("spring.data.mongodb.uri", mongoUri);
    settings.put("server.port", "0");
    settings.put("pannier.languages", "en,de");
    settings.put("pannier.mongodb.operation-timeout", "5s");
    settings.put("pannier.mongodb.server-selection-timeout", "5s");
    settings.put("pannier.mongodb.pool-wait", "5s");
    settings.put("pannier.deadline.cart-read", "25s");
    settings.put("pannier.deadline.cart-write", "25s");
    settings.put("pannier.deadline.allocation-read", "25s");
    settings.put("pannier.deadline.allocation-write", "25s");
    settings.put("pannier.cart.guest-creation.enabled", "false");
    return settings;
  }

  public int port() {
    return Integer.parseInt(context.getEnvironment().getRequiredProperty("local.server.port"));
  }

  public String url() {
    return "http://localhost:" + port();
  }

  /** A client whose exchanges are all held to the contracts. */
  public Client client() {
    return Client.heldToContracts(port());
  }

  public <T> T bean(Class<T> type) {
    return context.getBean(type);
  }

  public <T> Collection<T> beans(Class<T> type) {
    return context.getBeansOfType(type).values();
  }

  /** How many commands of this name the database has answered. */
  public long databaseCommands(String name) {
    return bean(MeterRegistry.class)
        .find("mongodb.driver.commands")
        .tag("command", name)
        .timers()
        .stream()
        .mapToLong(Timer::count)
        .sum();
  }

  /** The first thing that a collection answers, past the service's own adapters. */
  public <T> T inCollection(
      String name, Function<MongoCollection<Document>, Publisher<T>> question) {
    return bean(ReactiveMongoTemplate.class)
        .getCollection(name)
        .flatMapMany(collection -> Flux.from(question.apply(collection)))
        .next()
        .blockOptional()
        .orElseThrow();
  }

  @Override
  public void close() {
    context.close();
  }
}
