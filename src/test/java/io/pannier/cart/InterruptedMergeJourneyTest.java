package io.pannier.cart;

import static io.pannier.cart.CartFixture.POLICY;
import static io.pannier.cart.CartFixture.TISSUES;
import static org.assertj.core.api.Assertions.assertThat;

import io.pannier.testkit.Client;
import io.pannier.testkit.PannierServer;
import io.pannier.testkit.Reply;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.http.HttpMethod;

/** What a client is told of a merge that was cut between its two writes. */
@Tag("mongodb")
class InterruptedMergeJourneyTest {

  private static final PannierServer SERVER =
      PannierServer.start(
          Repository.class,
          CartBackends.MONGO.uri(),
          CartBackends.STUBS,
          CustomerJourney.settings(CustomerJourney.ISSUER));

  private final Client client = SERVER.client();
  private final InMemoryCartRepository repository = SERVER.bean(InMemoryCartRepository.class);
  private final String customer = CustomerJourney.customer();

  @AfterAll
  static void stop() {
    SERVER.close();
  }

  private final GuestCart guests = GuestCart.create(client);
  private final String customers = as("/v2/carts", null).json().get("id").asText();

  InterruptedMergeJourneyTest() {
    guests.add(TISSUES, 5);
  }

  @AfterEach
  void aRepeatEndsIt() {
    repository.isUpAgain();

    Reply repeated = merge();

    assertThat(repeated.status()).isEqualTo(200);
    assertThat(GuestCart.lines(new Reply(200, repeated.headers(), cart(repeated))))
        .containsExactly("036000291452@1=5");
  }

  @Test
  void cut_off_from_the_database_it_is_not_told_that_nothing_was_changed() {
    repository.isDownAfterChanges(1);

    assertMayHaveHappened(merge(), 503, "storage-unavailable");
  }

  /** With less time than one more try may take, so that the first one is the last. */
  @Test
  void overtaken_at_the_last_try_it_is_not_told_that_nothing_was_changed() {
    repository.isOvertakenBy(cart -> cart);
    repository.isOvertakenBy(
        cart -> cart.id().value().equals(customers) ? cart.next(cart.updatedAt(), POLICY) : cart);

    assertMayHaveHappened(merge("X-Request-Timeout-Ms", "4900"), 409, "concurrent-update");
  }

  @Test
  void overtaken_in_the_version_that_it_was_meant_for_it_is_not_told_that_nothing_was_changed() {
    repository.isOvertakenBy(cart -> cart);
    repository.isOvertakenBy(
        cart -> cart.id().value().equals(customers) ? cart.next(cart.updatedAt(), POLICY) : cart);

    Reply overtaken = merge("If-Match", "\"1\"");

    assertSaysThatItMayHaveHappened(overtaken, 412, "precondition-failed");
    assertThat(overtaken.header("ETag")).isEqualTo("\"2\"");
  }

  private static void assertMayHaveHappened(Reply reply, int status, String code) {
    assertSaysThatItMayHaveHappened(reply, status, code);
    assertThat(reply.header("Retry-After")).isEqualTo("1");
  }

  private static void assertSaysThatItMayHaveHappened(Reply reply, int status, String code) {
    assertThat(List.of(reply.status(), reply.code())).isEqualTo(List.of(status, code));
    assertThat(reply.json().get("detail").asText())
        .contains("may have happened", "Repeating the same request is safe")
        .doesNotContain("Nothing was changed");
  }

  private Reply merge(String... headers) {
    return as(
        "/v2/carts/" + customers + "/merge",
        "{\"sourceCartId\": \"%s\", \"sourceCartToken\": \"%s\"}"
            .formatted(guests.id(), guests.token()),
        headers);
  }

  private static String cart(Reply merged) {
    return merged.json().get("cart").toString();
  }

  private Reply as(String path, @Nullable String json, String... headers) {
    return client.send(
        HttpMethod.POST,
        path,
        json,
        Stream.concat(Stream.of("Authorization", "Bearer " + customer), Stream.of(headers))
            .toArray(String[]::new));
  }

  /** In place of the database's. */
  static final class Repository {

    @Bean
    @Primary
    InMemoryCartRepository inMemoryCarts() {
      return new InMemoryCartRepository();
    }
  }
}
