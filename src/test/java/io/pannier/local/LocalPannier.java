package io.pannier.local;

import io.pannier.PannierApplication;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

/**
 * The local start, {@code ./mvnw spring-boot:test-run}: the real application over a MongoDB
 * look-alike, upstream stubs and an issuer of access tokens. With the argument {@code backends}
 * only these three, for a Pannier that is started by {@code java -jar}.
 */
public final class LocalPannier {

  private LocalPannier() {}

  public static void main(String[] arguments) {
    if (List.of(arguments).contains("backends")) {
      LocalBackends.main(arguments);
      return;
    }
    try {
      LocalSettings settings = LocalSettings.of(arguments);
      int port = settings.applicationPort();
      if (!Ports.isFree(port)) {
        throw new LocalStartException(
            "Port %d is in use: stop what listens there, or start with another, as in SERVER_PORT=8081 ./mvnw spring-boot:test-run"
                .formatted(port));
      }
      start(port, LocalBackends.start(settings), arguments);
    } catch (LocalStartException e) {
      System.err.println(e.getMessage());
      System.exit(1);
    }
  }

  private static void start(int port, LocalBackends backends, String... arguments) {
    SpringApplication.getShutdownHandlers().add(backends::close);
    try {
      ConfigurableApplicationContext context = run(port, backends, arguments);
      CurlTour tour = tour(context, backends);
      FirstPages.read(tour.productPageAddress());
      SampleStock.put(tour.application(), tour.stock().sku(), tour.stock().accessToken());
      System.out.println(tour.text());
    } catch (RuntimeException e) {
      // Spring Boot has said why; the stubs would keep this process alive.
      System.exit(1);
    }
  }

  /** The service with the playground, over these backends. */
  static ConfigurableApplicationContext run(int port, LocalBackends backends, String... arguments) {
    Map<String, Object> properties = new TreeMap<>(backends.properties());
    properties.put("server.port", port);
    properties.put("pannier.languages", "en,de");
    SpringApplication application = new SpringApplication(PannierApplication.class);
    application.setMainApplicationClass(PannierApplication.class);
    application.setBannerMode(Banner.Mode.OFF);
    application.setDefaultProperties(
        Map.of(
            "logging.level.de.bwaldvogel", "warn",
            // It says of each index that it has none of more than one field: so it is slower, no
            // more.
            "logging.level.de.bwaldvogel.mongo.backend.AbstractMongoDatabase", "error",
            "logging.level.org.mongodb.driver", "warn"));
    application.addInitializers(
        context -> addBelowTheUsersOwn(context.getEnvironment(), properties),
        context -> Playground.addTo((GenericApplicationContext) context, backends));
    return application.run(arguments);
  }

  private static void addBelowTheUsersOwn(
      ConfigurableEnvironment environment, Map<String, Object> properties) {
    environment
        .getPropertySources()
        .addAfter(
            StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
            new MapPropertySource("local start", properties));
  }

  private static CurlTour tour(ConfigurableApplicationContext context, LocalBackends backends) {
    String port = context.getEnvironment().getRequiredProperty("local.server.port");
    return new CurlTour(
        "http://localhost:" + port,
        backends.stubs().pricing().baseUrl(),
        backends.stubs().inventory().baseUrl(),
        backends.customersToken(),
        new CurlTour.Stock(
            SampleStock.sku(LocalDateTime.now(ZoneId.systemDefault())), backends.systemsToken()));
  }
}
