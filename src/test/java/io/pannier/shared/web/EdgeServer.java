package io.pannier.shared.web;

import io.pannier.testkit.RawConnection;
import io.pannier.testkit.Reply;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Stream;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** The edge on a port of its own, with the given {@code name=value} properties. */
public final class EdgeServer implements AutoCloseable {

  /** Switches the controllers of these tests on. */
  public static final String PROFILE = "edge";

  private final ConfigurableApplicationContext context;

  private EdgeServer(ConfigurableApplicationContext context) {
    this.context = context;
  }

  public static EdgeServer start(String... properties) {
    return new EdgeServer(
        new SpringApplicationBuilder(EdgeApplication.class)
            .web(WebApplicationType.REACTIVE)
            .profiles(PROFILE)
            .run(
                Stream.concat(Stream.of("server.port=0"), Arrays.stream(properties))
                    .map(property -> "--" + property)
                    .toArray(String[]::new)));
  }

  /** One with its usual settings, for all tests that leave it as it is; ends with their process. */
  public static EdgeServer usual() {
    return Usual.SERVER;
  }

  private static final class Usual {

    private static final EdgeServer SERVER = start();
  }

  public <T> T bean(Class<T> type) {
    return context.getBean(type);
  }

  public int port() {
    return Integer.parseInt(context.getEnvironment().getRequiredProperty("local.server.port"));
  }

  /** Where management is, which may be the same port. */
  public int managementPort() {
    return Integer.parseInt(context.getEnvironment().getRequiredProperty("local.management.port"));
  }

  public RawConnection connect() {
    return RawConnection.to(port(), Duration.ofSeconds(20));
  }

  /** For a client that does not read, or little. */
  public RawConnection connectWithSmallWindow() {
    return RawConnection.withSmallWindow(port(), Duration.ofSeconds(20));
  }

  /** One request on a connection of its own; the headers end each with a line break. */
  public Reply send(String method, String target, String headers, String body) {
    try (RawConnection connection = connect()) {
      return connection.request(method, target, headers, body);
    }
  }

  public Reply get(String target, String... headers) {
    String lines = String.join("", Arrays.stream(headers).map(header -> header + "\r\n").toList());
    return send("GET", target, lines, "");
  }

  public Reply post(String target, String json) {
    return send("POST", target, "Content-Type: application/json\r\n", json);
  }

  @Override
  public void close() {
    context.close();
  }
}
