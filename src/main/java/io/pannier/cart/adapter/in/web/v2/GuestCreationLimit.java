package io.pannier.cart.adapter.in.web.v2;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import io.pannier.cart.adapter.in.web.CartProblem;
import io.pannier.shared.web.Problem;
import io.pannier.shared.web.ProblemException;
import java.net.InetAddress;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Limits how many carts one client creates as a guest: it is the one write that needs nothing. A
 * replica counts for itself.
 */
final class GuestCreationLimit {

  private static final Duration PERIOD = Duration.ofMinutes(1);

  /** Of some 200 bytes each. Past it the least used are forgotten, which gives them new buckets. */
  private static final int MAX_CLIENTS = 100_000;

  private final GuestCreationProperties properties;
  private final TimeMeter time;
  private final Cache<ClientNetwork, Bucket> buckets;

  GuestCreationLimit(GuestCreationProperties properties, TimeMeter time) {
    this.properties = properties;
    this.time = time;
    // Who has not come for a period has a full bucket, which is what a new one is.
    this.buckets = Caffeine.newBuilder().maximumSize(MAX_CLIENTS).expireAfterAccess(PERIOD).build();
  }

  /**
   * Lets a guest's request create a cart.
   *
   * @param client where it comes from; null if that cannot be told
   * @throws ProblemException {@code too-many-carts} if its client has to wait
   */
  void admit(@Nullable InetAddress client) {
    if (!properties.enabled()) {
      return;
    }
    ConsumptionProbe probe =
        buckets.get(ClientNetwork.of(client), network -> full()).tryConsumeAndReturnRemaining(1);
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
}
