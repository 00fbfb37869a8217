package io.pannier.cart;

import static io.pannier.cart.CartFixture.TISSUES;
import static org.assertj.core.api.Assertions.assertThat;

import io.pannier.shared.web.Reply;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.http.HttpMethod;
import org.springframework.test.web.reactive.server.WebTestClient;

/** What a client is told of a merge that was cut between its two writes. */
class InterruptedMergeJourneyTest {

  private static final CartServer SERVER =
      CartServer.start(
          Repository.class,
          CartBackends.MONGO,
          CartBackends.STUBS,
          CustomerJourney.settings(CustomerJourney.ISSUER));

  private final WebTestClient client = SERVER.client();
  private final InMemoryCartRepository repository = SERVER.bean(InMemoryCartRepository.class);
  private final String customer = CustomerJourney.customer();

  @AfterAll
  static void stop() {
    SERVER.close();
  }

  @Test
  void itIsNotToldThatNothingWasChangedAndRepeatsTheMerge() {
    GuestCart guests = GuestCart.create(client);
    guests.add(TISSUES, 5);
    String customers = as(HttpMethod.POST, "/v2/carts", null).json().get("id").asText();
    String merge =
        "{\"sourceCartId\": \"%s\", \"sourceCartToken\": \"%s\"}"
            .formatted(guests.id(), guests.token());

    repository.isDownAfterChanges(1);
    Reply cut = as(HttpMethod.POST, "/v2/carts/" + customers + "/merge", merge);

    assertThat(cut.status()).isEqualTo(503);
    assertThat(cut.code()).isEqualTo("storage-unavailable");
    assertThat(cut.json().get("detail").asText())
        .contains("may have happened", "Repeating the same request is safe")
        .doesNotContain("Nothing was changed");

    repository.isUpAgain();
    Reply repeated = as(HttpMethod.POST, "/v2/carts/" + customers + "/merge", merge);
    assertThat(repeated.status()).isEqualTo(200);
    assertThat(GuestCart.lines(new Reply(200, repeated.headers(), cart(repeated))))
        .containsExactly("036000291452@1=5");
  }

  private static String cart(Reply merged) {
    return merged.json().get("cart").toString();
  }

  private Reply as(HttpMethod method, String path, @Nullable String json) {
    return GuestCart.send(client, method, path, json, "Authorization", "Bearer " + customer);
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
