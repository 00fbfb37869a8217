package io.pannier.cart.adapter.in.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.github.bucket4j.TimeMeter;
import io.pannier.shared.web.problem.Problem.ProblemException;
import io.pannier.shared.web.server.ClientAddress;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpHeaders;

/** Of three carts a minute: one every twenty seconds once the first three are made. */
class GuestCreationLimitTest {

  private static final String CLIENT = "192.0.2.1";

  private final StoppedClock time = new StoppedClock();
  private final GuestCreationLimit limit =
      new GuestCreationLimit(
          new GuestCreationLimit.Properties(true, 3), new ClientAddress(0), time);

  @Test
  void fourth_is_told_how_long_to_wait_and_that_wait_is_enough() {
    assertThat(threeFrom(CLIENT)).isEmpty();
    assertThat(retryAfter(CLIENT)).hasValue("20");

    time.now += Duration.ofMillis(100).toNanos();
    assertThat(retryAfter(CLIENT)).as("19.9 s, rounded up").hasValue("20");

    time.now += Duration.ofMillis(19_899).toNanos();
    assertThat(retryAfter(CLIENT)).as("1 ms").hasValue("1");

    time.now += Duration.ofMillis(1).toNanos();
    assertThat(retryAfter(CLIENT)).isEmpty();
    assertThat(retryAfter(CLIENT)).hasValue("20");
  }

  @Test
  void waiting_as_told_is_enough_by_the_nanosecond() {
    threeFrom(CLIENT);
    time.now += Duration.ofSeconds(19).toNanos() - 1;

    assertThat(retryAfter(CLIENT)).as("one second and one nanosecond").hasValue("2");
  }

  @Test
  void other_client_is_not_affected() {
    threeFrom(CLIENT);

    assertThat(retryAfter("192.0.2.2")).isEmpty();
    assertThat(retryAfter(CLIENT)).isPresent();
  }

  @Test
  void refused_requests_do_not_lengthen_the_wait() {
    threeFrom(CLIENT);
    for (int i = 0; i < 100; i++) {
      assertThat(retryAfter(CLIENT)).hasValue("20");
    }
    time.now += Duration.ofSeconds(20).toNanos();

    assertThat(retryAfter(CLIENT)).isEmpty();
  }

  @Test
  void can_be_switched_off() {
    GuestCreationLimit off =
        new GuestCreationLimit(
            new GuestCreationLimit.Properties(false, 1), new ClientAddress(0), time);

    assertThatCode(
            () -> {
              for (int i = 0; i < 10; i++) {
                off.admit(from(CLIENT));
              }
            })
        .doesNotThrowAnyException();
  }

  private Optional<String> threeFrom(String client) {
    retryAfter(client);
    retryAfter(client);
    return retryAfter(client);
  }

  private Optional<String> retryAfter(String client) {
    try {
      limit.admit(from(client));
      return Optional.empty();
    } catch (ProblemException refused) {
      assertThat(refused.problem().type().code()).isEqualTo("too-many-carts");
      return Optional.of(
          Objects.requireNonNull(refused.problem().headers().getFirst(HttpHeaders.RETRY_AFTER)));
    }
  }

  private static InetAddress from(String client) {
    return new InetSocketAddress(client, 0).getAddress();
  }

  private static final class StoppedClock implements TimeMeter {

    private long now;

    @Override
    public long currentTimeNanos() {
      return now;
    }

    @Override
    public boolean isWallClockBased() {
      return false;
    }
  }
}
