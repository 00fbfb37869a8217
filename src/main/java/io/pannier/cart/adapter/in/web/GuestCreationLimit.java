package io.pannier.cart.adapter.in.web;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import io.pannier.cart.application.Caller;
import io.pannier.shared.settings.PropertyChecks;
import io.pannier.shared.web.problem.Problem;
import io.pannier.shared.web.problem.Problem.ProblemException;
import io.pannier.shared.web.server.ClientAddress;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.Duration;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.http.server.reactive.ServerHttpRequest;

/**
 * Limits how many carts one client creates as a guest: it is the one write that needs neither a
 * token nor a cart. Each replica counts for itself.
 */
public final class GuestCreationLimit {

  private static final Duration PERIOD = Duration.ofMinutes(1);

  /** About 200 bytes each. Beyond it the least used are forgotten, and start with a full bucket. */
  private static final int MAX_CLIENTS = 100_000;

  private final Properties properties;
  private final ClientAddress clients;
  private final TimeMeter time;
  private final Cache<Network, Bucket> buckets;

  GuestCreationLimit(Properties properties, ClientAddress clients, TimeMeter time) {
    this.properties = properties;
    this.clients = clients;
    this.time = time;
    // After a period without requests a bucket is full again, like a new one, so it can be
    // forgotten.
    this.buckets = Caffeine.newBuilder().maximumSize(MAX_CLIENTS).expireAfterAccess(PERIOD).build();
  }

  /**
   * Lets a request create a cart. A customer's always may: they have one cart at most.
   *
   * @throws ProblemException {@code too-many-carts} if a guest's client has to wait
   */
  public void admit(Caller caller, ServerHttpRequest request) {
    if (caller.identity() == null) {
      admit(clients.of(request));
    }
  }

  /**
   * Lets a guest's request create a cart.
   *
   * @param client where it comes from; null if that is unknown
   */
  void admit(@Nullable InetAddress client) {
    if (!properties.enabled()) {
      return;
    }
    ConsumptionProbe probe =
        buckets.get(Network.of(client), network -> full()).tryConsumeAndReturnRemaining(1);
    if (!probe.isConsumed()) {
      throw Problem.of(CartProblem.TOO_MANY_CARTS, "Too many carts were created from this address.")
          .retryAfter(Duration.ofNanos(probe.getNanosToWaitForRefill()))
          .asException();
    }
  }

  private Bucket full() {
    return Bucket.builder()
        .withCustomTimePrecision(time)
        .addLimit(
            limit ->
                limit.capacity(properties.perMinute()).refillGreedy(properties.perMinute(), PERIOD))
        .build();
  }

  /**
   * How many carts guests may create from one address.
   *
   * @param enabled whether there is a limit at all
   * @param perMinute that many at once, and that many a minute from then on
   */
  @ConfigurationProperties("pannier.cart.guest-creation")
  record Properties(@DefaultValue("true") boolean enabled, @DefaultValue("30") int perMinute) {

    Properties {
      PropertyChecks.positive("pannier.cart.guest-creation.per-minute", perMinute);
    }
  }

  /**
   * What stands for one client: an IPv4 address, or the /64 that an IPv6 address is in, which is
   * what one subscriber gets (RFC 6177).
   */
  record Network(String text) {

    private static final Network UNKNOWN = new Network("unknown");

    /** One bucket for all unknown addresses: without it they would have no limit. */
    static Network of(@Nullable InetAddress client) {
      if (client == null) {
        return UNKNOWN;
      }
      return new Network(
          client instanceof Inet6Address
              ? HexFormat.of().formatHex(client.getAddress(), 0, Long.BYTES)
              : client.getHostAddress());
    }
  }
}
