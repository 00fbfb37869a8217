package io.pannier.local;

import java.nio.file.Path;
import org.springframework.core.env.Environment;
import org.springframework.core.env.SimpleCommandLinePropertySource;
import org.springframework.core.env.StandardEnvironment;

/**
 * What can be set about the local start, as {@code --pannier.local.…=} or in the environment: where
 * its parts listen and where the carts are kept.
 */
final class LocalSettings {

  private static final int USUAL_APPLICATION_PORT = 8080;
  private static final int USUAL_MONGODB_PORT = 27117;
  private static final int USUAL_ISSUER_PORT = 9105;

  private final Environment environment;

  private LocalSettings(Environment environment) {
    this.environment = environment;
  }

  static LocalSettings of(String... arguments) {
    StandardEnvironment environment = new StandardEnvironment();
    environment.getPropertySources().addFirst(new SimpleCommandLinePropertySource(arguments));
    return new LocalSettings(environment);
  }

  /** {@code server.port} ({@code SERVER_PORT}), else {@code PORT}, else 8080. */
  int applicationPort() {
    return port("server.port", port("PORT", USUAL_APPLICATION_PORT));
  }

  /** {@code pannier.local.mongodb.port}. */
  int mongodbPort() {
    return port("pannier.local.mongodb.port", USUAL_MONGODB_PORT);
  }

  /** {@code pannier.local.issuer.port}, of which the public keys can be had. */
  int issuerPort() {
    return port("pannier.local.issuer.port", USUAL_ISSUER_PORT);
  }

  /** {@code pannier.local.<upstream>.port}. */
  int port(StubUpstream upstream) {
    return port("pannier.local." + upstream.id() + ".port", upstream.usualPort());
  }

  /** {@code pannier.local.data-folder}. */
  Path dataFolder() {
    return Path.of(environment.getProperty("pannier.local.data-folder", ".local"));
  }

  private int port(String property, int otherwise) {
    String value = environment.getProperty(property);
    if (value == null) {
      return otherwise;
    }
    try {
      int port = Integer.parseInt(value);
      if (port >= 0 && port <= 65_535) {
        return port;
      }
    } catch (NumberFormatException e) {
      // said below, as for any other value that is no port
    }
    throw new LocalStartException(property + " is not a port: " + value);
  }
}
