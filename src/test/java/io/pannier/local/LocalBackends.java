package io.pannier.local;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;

/**
 * All that Pannier needs around it, on this machine: a MongoDB look-alike that keeps its carts in a
 * file, the upstream stubs, and an issuer of access tokens. On its own it serves a Pannier that is
 * started by {@code java -jar}.
 */
public final class LocalBackends implements AutoCloseable {

  /** More than real upstreams get: these share a process, or at least a machine, with the rest. */
  private static final Map<String, String> TIMEOUTS =
      Map.of(
          "pannier.upstream.catalog.timeout", "800ms",
          "pannier.upstream.pricing.timeout", "800ms",
          "pannier.upstream.inventory.timeout", "500ms");

  private final EmbeddedMongo mongo;
  private final StubUpstreams stubs;
  private final LocalIssuer issuer;

  private LocalBackends(EmbeddedMongo mongo, StubUpstreams stubs, LocalIssuer issuer) {
    this.mongo = mongo;
    this.stubs = stubs;
    this.issuer = issuer;
  }

  /** Starts them, prints the environment that leads a Pannier to them, and stays. */
  public static void main(String[] arguments) {
    try {
      LocalBackends backends = start(LocalSettings.of(arguments));
      Runtime.getRuntime().addShutdownHook(new Thread(backends::close));
      System.out.println(
          "MongoDB, the upstream stubs and the issuer are there until this process ends. Then:\n");
      backends
          .environment()
          .forEach((name, value) -> System.out.printf("export %s='%s'%n", name, value));
      System.out.println("java -jar target/pannier.jar\n");
      System.out.println("A customer's access token: " + backends.customersToken() + "\n");
      System.out.println(
          "That of an order system and warehouse: " + backends.systemsToken() + "\n");
    } catch (LocalStartException e) {
      System.err.println(e.getMessage());
      System.exit(1);
    }
  }

  /**
   * Starts them on the ports of the settings, or on others where these are taken.
   *
   * @throws LocalStartException if the carts' file cannot be used
   */
  static LocalBackends start(LocalSettings settings) {
    LoggingSystem.get(LocalBackends.class.getClassLoader())
        .setLogLevel(LoggingSystem.ROOT_LOGGER_NAME, LogLevel.WARN);
    EmbeddedMongo mongo = mongo(settings);
    try {
      LocalIssuer issuer = LocalIssuer.start(Ports.orAnyFree(settings.issuerPort()));
      try {
        return new LocalBackends(
            mongo,
            StubUpstreams.start(upstream -> Ports.orAnyFree(settings.port(upstream))),
            issuer);
      } catch (RuntimeException e) {
        issuer.close();
        throw e;
      }
    } catch (RuntimeException e) {
      mongo.close();
      throw e;
    }
  }

  private static EmbeddedMongo mongo(LocalSettings settings) {
    Path file = settings.dataFolder().resolve("carts.mv");
    try {
      return EmbeddedMongo.onDisk(file, Ports.orAnyFree(settings.mongodbPort()));
    } catch (RuntimeException e) {
      throw new LocalStartException(
          "The carts cannot be kept in %s (is another local start running? Then give this one --pannier.local.data-folder=): %s"
              .formatted(file, e.getMessage()),
          e);
    }
  }

  /** The configuration that leads a Pannier to them. */
  Map<String, String> properties() {
    Map<String, String> properties = new TreeMap<>(stubs.properties());
    properties.putAll(issuer.properties());
    properties.putAll(TIMEOUTS);
    properties.put("spring.data.mongodb.uri", mongo.uri());
    return properties;
  }

  /** The same as environment variables, named as Spring Boot reads them. */
  Map<String, String> environment() {
    Map<String, String> environment = new TreeMap<>();
    properties()
        .forEach(
            (name, value) ->
                environment.put(
                    name.replace("-", "").replace('.', '_').toUpperCase(Locale.ROOT), value));
    return environment;
  }

  StubUpstreams stubs() {
    return stubs;
  }

  /** Of whoever is asked for. */
  LocalIssuer issuer() {
    return issuer;
  }

  /** Of always the same customer, so that a cart is found again after a restart. */
  String customersToken() {
    return issuer.token("a-customer", "carts");
  }

  /** Of an order system that is the warehouse as well. */
  String systemsToken() {
    return issuer.token("a-system", "allocations", "stock");
  }

  @Override
  public void close() {
    issuer.close();
    stubs.close();
    mongo.close();
  }
}
