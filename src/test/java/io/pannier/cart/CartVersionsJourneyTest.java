package io.pannier.cart;

import static org.assertj.core.api.Assertions.assertThat;

import io.pannier.shared.model.Upcs;
import io.pannier.testkit.AtOnce;
import io.pannier.testkit.Reply;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpMethod;

/** A client of version 1 and one of version 2 use one cart, in turns and at once. */
class CartVersionsJourneyTest extends CartJourney {

  private static final String KEY = "Idempotency-Key";

  private final V1Cart old = V1Cart.of(cart);

  @Test
  void each_sees_what_the_other_did() {
    old.add(TISSUES, 2);
    assertThat(GuestCart.lines(cart.add(TISSUES, 1))).containsExactly("036000291452@1=3");
    assertThat(V1Cart.lines(old.view())).containsExactly("036000291452=3");

    cart.put(cart.lineOf(TISSUES), 5);
    assertThat(V1Cart.lines(old.update(TISSUES, 4))).containsExactly("036000291452=4");
    cart.add(SPAGHETTI, 1);
    assertThat(V1Cart.lines(old.remove(TISSUES))).containsExactly("080012345108=1");
    cart.clear();
    assertThat(V1Cart.lines(old.view())).isEmpty();
    assertThat(old.update(SPAGHETTI, 1).status()).isEqualTo(404);
    cart.erase();
    assertThat(old.view().code()).isEqualTo("cart-not-found");
  }

  @Test
  void a_cart_of_version_one_is_one_of_version_two() {
    V1Cart made = V1Cart.create(CLIENT);

    Reply view = made.inV2().view();

    assertThat(view.status()).isEqualTo(200);
    assertThat(view.json().get("currency").asText()).isEqualTo("USD");
    assertThat(view.json().get("owner").asText()).isEqualTo("GUEST");
    assertThat(view.header("ETag")).isEqualTo("\"1\"");
  }

  @Test
  void a_change_through_version_one_makes_the_tag_of_version_two_stale() {
    String tag = cart.add(TISSUES, 1).header("ETag");
    old.add(TISSUES, 1);

    Reply stale = cart.put(cart.lineOf(TISSUES), 5, "If-Match", tag);

    assertThat(stale.status()).isEqualTo(412);
    assertThat(cart.lines()).containsExactly("036000291452@1=2");
  }

  @Test
  void no_change_of_either_is_lost_when_both_change_the_cart_at_once() {
    AnyProduct.isSoldBy(STUBS);

    List<Reply> replies =
        AtOnce.run(
            24,
            i ->
                switch (i % 4) {
                  case 0 -> cart.add(TISSUES, 1);
                  case 1 -> old.add(TISSUES, 1);
                  case 2 -> cart.add(Upcs.numbered(i), 1);
                  default -> old.add(Upcs.numbered(i), 1);
                });

    assertThat(replies).extracting(Reply::status).containsOnly(200, 201);
    List<String> own =
        IntStream.range(0, 24)
            .filter(i -> i % 4 >= 2)
            .mapToObj(i -> Upcs.numbered(i).text() + "@1=1")
            .toList();
    assertThat(cart.lines()).hasSize(13).contains("036000291452@1=12").containsAll(own);
    assertThat(cart.version()).isEqualTo(25);
  }

  @Test
  void a_key_that_came_through_version_one_is_known_to_version_two() {
    Reply first = old.add(TISSUES, 2, KEY, "k");
    Reply repeat = cart.add(TISSUES, 2, KEY, "k");

    assertThat(first.header("Idempotent-Replayed")).isEmpty();
    assertThat(repeat.status()).isEqualTo(201);
    assertThat(repeat.header("Idempotent-Replayed")).isEqualTo("true");
    assertThat(repeat.header("Location")).isEqualTo(cart.path() + "/items/" + cart.lineOf(TISSUES));
    assertThat(cart.lines()).containsExactly("036000291452@1=2");
  }

  @Test
  void a_key_that_came_through_version_two_is_known_to_version_one() {
    cart.add(TISSUES, 2);
    Reply first = cart.add("{\"upc\": \"00036000291452\"}", KEY, "k");
    cart.add(SPAGHETTI, 1);
    Reply repeat = old.add(TISSUES, 1, KEY, "k");

    assertThat(List.of(first.status(), repeat.status())).containsExactly(200, 200);
    assertThat(repeat.header("Idempotent-Replayed")).isEqualTo("true");
    assertThat(repeat.header("Location")).isEmpty();
    assertThat(V1Cart.lines(repeat))
        .as("as it is now")
        .containsExactly("036000291452=3", "080012345108=1");
    Reply again = cart.add(TISSUES, 1, KEY, "k");
    assertThat(again.status()).as("the first status").isEqualTo(200);
    assertThat(again.header("Location")).isEmpty();
  }

  @Test
  void a_key_names_no_other_change_through_the_other_version() {
    old.add(TISSUES, 2, KEY, "one");
    cart.add(TISSUES, 1, KEY, "two");
    cart.add(
        "{\"upc\": \"036000291452\", \"shownPrice\": {\"amount\": \"9.99\", \"currency\": \"USD\"}}",
        KEY,
        "three");
    cart.add("{\"upc\": \"036000291452\", \"sellingLocationId\": 412}", KEY, "four");

    assertThat(cart.add(TISSUES, 3, KEY, "one").code()).isEqualTo("idempotency-key-reused");
    for (String key : List.of("one", "three", "four")) {
      Reply refused = old.add(TISSUES, 1, KEY, key);
      assertThat(refused.status()).isEqualTo(400);
      assertThat(refused.code()).isEqualTo("idempotency-key-reused");
    }
    assertThat(cart.lines()).containsExactly("036000291452@1=4", "036000291452@412=1");
  }

  @Test
  void of_repeats_through_both_at_once_one_is_done() {
    List<Reply> replies =
        AtOnce.run(
            20, i -> i % 2 == 0 ? cart.add(TISSUES, 1, KEY, "k") : old.add(TISSUES, 1, KEY, "k"));

    for (int i = 0; i < replies.size(); i++) {
      assertThat(replies.get(i).status()).isEqualTo(i % 2 == 0 ? 201 : 200);
    }
    assertThat(replies)
        .filteredOn(reply -> reply.header("Idempotent-Replayed").equals("true"))
        .hasSize(19);
    assertThat(cart.lines()).containsExactly("036000291452@1=1");
    assertThat(cart.version()).isEqualTo(2);
  }

  /** As in version 2: changing and removing may be repeated anyway. */
  @Test
  void a_key_means_nothing_to_what_may_be_repeated() {
    old.add(TISSUES, 1, KEY, "k");

    assertThat(V1Cart.lines(old.update(TISSUES, 3, KEY, "k"))).containsExactly("036000291452=3");
    assertThat(V1Cart.lines(old.remove(TISSUES, KEY, "k"))).isEmpty();
    assertThat(old.send(HttpMethod.GET, "", null, KEY, "k").status()).isEqualTo(200);
  }
}
