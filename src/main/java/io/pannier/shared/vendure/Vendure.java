package io.pannier.shared.vendure;

import io.pannier.shared.model.Provenance;
import io.pannier.shared.model.Provenance.Source;
import io.pannier.shared.settings.UnusablePropertyException;
import io.pannier.shared.upstream.UpstreamClients;
import io.pannier.shared.upstream.UpstreamSettings;
import java.time.Clock;
import java.time.Duration;
import org.springframework.http.MediaType;
import org.springframework.util.unit.DataSize;

/**
 * The engine. Each gateway gets a client, a session, connections and a circuit breaker of its own,
 * as if three engines stood behind them: a failure of one does not affect the others.
 */
public final class Vendure {

  /** What {@code pannier.upstream.<name>.kind} calls it. */
  public static final String KIND = VendureProperties.KIND;

  private final UpstreamClients clients;
  private final VendureProperties properties;
  private final Clock clock;

  Vendure(UpstreamClients clients, VendureProperties properties, Clock clock) {
    this.clients = clients;
    this.properties = properties;
    this.clock = clock;
  }

  /**
   * A client for one gateway.
   *
   * @param instance its name under {@code resilience4j.*}
   * @param timeout of one attempt; a login has one of its own
   * @param largestAnswer larger ones are asked for in halves
   */
  public VendureClient client(
      Source source, String instance, Duration timeout, DataSize largestAnswer) {
    VendureSession session =
        VendureSession.of(
            clients.create(settings(source, instance, properties.loginTimeout(), largestAnswer)),
            properties,
            () -> Provenance.fresh(source, clock.instant()),
            System::nanoTime);
    return new VendureClient(
        clients.create(settings(source, instance, timeout, largestAnswer)), session, source, clock);
  }

  /**
   * The same for a gateway that asks by selling location.
   *
   * @param atOnce how many channels it asks at the same time; {@code resilience4j.bulkhead} counts
   *     on it
   * @throws UnusablePropertyException if no selling location is known
   */
  public VendureLocations locations(VendureClient client, int atOnce) {
    if (properties.locations().isEmpty()) {
      throw new UnusablePropertyException(VendureProperties.PREFIX + ".locations", "must be set");
    }
    return new VendureLocations(client, properties, atOnce);
  }

  private UpstreamSettings settings(
      Source source, String instance, Duration timeout, DataSize largestAnswer) {
    return new UpstreamSettings(
        source,
        instance,
        properties.baseUrl(),
        timeout,
        largestAnswer,
        MediaType.APPLICATION_JSON,
        UpstreamSettings.Credentials.NONE);
  }
}
