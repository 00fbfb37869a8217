package io.pannier.cart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.pannier.local.StubUpstream;
import io.pannier.testkit.Reply;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.HttpMethod;

/** Lines with words on them, and lines that move to another store. */
@Tag("mongodb")
class CartLinesJourneyTest extends CartJourney {

  private static final String TISSUE = "\"upc\": \"036000291452\"";

  @BeforeEach
  void everythingIsSold() {
    AnyProduct.isSoldBy(STUBS);
  }

  @Test
  void the_same_article_with_two_names_is_two_lines_and_the_same_name_again_is_more_of_one() {
    Reply anna = engraved("For Anna");
    Reply bob = engraved("For Bob");
    Reply again = engraved("  For Anna ");

    assertThat(List.of(anna.status(), bob.status(), again.status())).containsExactly(201, 201, 200);
    JsonNode items = again.json().get("items");
    assertThat(items.findValuesAsText("engraving")).containsExactly("For Anna", "For Bob");
    assertThat(items.findValuesAsText("quantity")).containsExactly("2", "1");
    assertThat(anna.header("Location"))
        .endsWith("/items/" + items.at("/0/id").asText())
        .doesNotContain("Anna");
  }

  @Test
  void a_line_is_one_by_its_words_whatever_their_order_and_none_are_no_words() {
    cart.add("{" + TISSUE + ", \"attributes\": {\"font\": \"serif\", \"engraving\": \"A\"}}");
    Reply again =
        cart.add("{" + TISSUE + ", \"attributes\": {\"engraving\": \"A\", \"font\": \"serif\"}}");
    Reply plain = cart.add("{" + TISSUE + ", \"attributes\": {}}");

    assertThat(again.status()).isEqualTo(200);
    assertThat(plain.json().at("/items/1").has("attributes")).isFalse();
    assertThat(plain.text("/items/1/id")).isEqualTo("00036000291452-1");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"Engraving\": \"x\"} | attributes",
        "{\"a b\": \"x\", \"c\": \"\"} | attributes.c,attributes",
        "{\"engraving\": \"a\\nb\"} | attributes.engraving",
        "{\"engraving\": 7, \"font\": null} | attributes.engraving,attributes.font",
        "{\"engraving\": \"a\\u202eb\"} | attributes.engraving",
        "[] | attributes",
        "\"For Anna\" | attributes",
      })
  void words_that_are_none_are_refused_by_name(String attributes, String offenders) {
    Reply refused = cart.add("{" + TISSUE + ", \"attributes\": " + attributes + "}");

    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.offenders()).containsExactlyInAnyOrder(offenders.split(","));
    assertThat(cart.version()).isEqualTo(1);
  }

  @Test
  void words_are_told_in_no_problem_and_sent_to_no_upstream() {
    List<Reply> refused = new ArrayList<>();
    engraved("Anna-Secret");
    refused.add(cart.add("{" + TISSUE + ", \"attributes\": {\"Anna-Secret\": \"x\"}}"));
    refused.add(
        cart.add("{" + TISSUE + ", \"attributes\": {\"engraving\": \"Anna-Secret\\u0007\"}}"));
    refused.add(
        cart.add(
            "{" + TISSUE + ", \"attributes\": {\"Anna-Secret\": \"x\", \"Anna-Secret\": \"y\"}}"));
    refused.add(
        cart.add(
            "{"
                + TISSUE
                + ", \"quantity\": 5000, \"attributes\": {\"engraving\": \"Anna-Secret\"}}"));
    refused.add(
        cart.addAll(
            "ATOMIC",
            List.of(
                "{"
                    + TISSUE
                    + ", \"quantity\": 5000, \"attributes\": {\"engraving\": \"Anna-Secret\"}}")));

    assertThat(refused)
        .allSatisfy(
            reply -> {
              assertThat(reply.status()).isGreaterThanOrEqualTo(400);
              assertThat(reply.body()).doesNotContain("Anna-Secret");
            });
    for (StubUpstream upstream : StubUpstream.values()) {
      assertThat(STUBS.server(upstream).getAllServeEvents())
          .allSatisfy(
              event -> assertThat(event.getRequest().toString()).doesNotContain("Anna-Secret"));
    }
  }

  @Test
  void a_line_moves_to_another_store_and_its_new_place_is_named() {
    cart.add(TISSUES, 2);
    String line = cart.lineOf(TISSUES);

    Reply moved = put(line, "{\"sellingLocationId\": 412}");

    assertThat(moved.status()).isEqualTo(200);
    assertThat(GuestCart.lines(moved)).containsExactly("036000291452@412=2");
    assertThat(moved.header("Location")).isEqualTo(cart.path() + "/items/00036000291452-412");
    assertThat(put(line, "{\"sellingLocationId\": 412}").code()).isEqualTo("item-not-found");
  }

  @Test
  void repeated_with_its_key_a_move_is_made_once_and_told_again() {
    cart.add(TISSUES, 2);
    cart.add(GuestCart.entry("036000291452", 3, 412));
    String line = cart.lineOf(TISSUES);

    Reply moved = put(line, "{\"sellingLocationId\": 412}", "Idempotency-Key", "k");
    Reply again = put(line, "{\"sellingLocationId\": 412}", "Idempotency-Key", "k");
    Reply other = put(line, "{\"sellingLocationId\": 413}", "Idempotency-Key", "k");

    assertThat(GuestCart.lines(moved)).containsExactly("036000291452@412=5");
    assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
    assertThat(again.header("Location")).isEqualTo(moved.header("Location"));
    assertThat(again.header("ETag")).isEqualTo(moved.header("ETag"));
    assertThat(other.code()).isEqualTo("idempotency-key-reused");
  }

  @Test
  void words_are_changed_though_every_upstream_is_down() {
    String line = engraved("For Anna").text("/items/0/id");
    breakAllDown();

    Reply changed = put(line, "{\"attributes\": {\"engraving\": \"For Bob\"}}");
    String now = changed.text("/items/0/id");
    Reply without = put(now, "{\"attributes\": {}, \"quantity\": 1}");

    assertThat(changed.status()).isEqualTo(200);
    assertThat(changed.text("/items/0/attributes/engraving")).isEqualTo("For Bob");
    assertThat(now).isNotEqualTo(line);
    assertThat(without.text("/items/0/id")).isEqualTo("00036000291452-1");
  }

  @Test
  void a_move_that_is_refused_changes_nothing() {
    cart.add(TISSUES, 2);
    long before = cart.version();

    Reply refused = put(cart.lineOf(TISSUES), "{\"quantity\": 5000, \"sellingLocationId\": 412}");

    assertRefused(refused, 422, "quantity-limit", before);
  }

  @Test
  void a_change_says_what_it_changes() {
    cart.add(TISSUES, 2);
    String line = cart.lineOf(TISSUES);

    assertThat(put(line, "{}").offenders()).containsExactly("quantity");
    assertThat(put(line, "{\"sellingLocationId\": 0, \"attributes\": {\"1\": \"x\"}}").offenders())
        .containsExactlyInAnyOrder("sellingLocationId", "attributes");
    assertThat(
            put(line, "{\"sellingLocationId\": 412}", "Idempotency-Key", "k".repeat(256))
                .offenders())
        .containsExactly("Idempotency-Key");
    assertThat(put(line, "{\"quantity\": 0, \"sellingLocationId\": 412}").json().get("items"))
        .isEmpty();
  }

  /** Each device moves what it sees; both at once must not make four of two. */
  @Test
  void two_devices_that_move_one_line_at_once_move_it_once() throws Exception {
    for (int round = 0; round < 10; round++) {
      GuestCart mine = GuestCart.create(CLIENT);
      mine.add(TISSUES, 2);
      String line = mine.lineOf(TISSUES);

      Race race =
          Race.run(
              List.of(SERVER),
              8,
              i ->
                  mine.send(
                      HttpMethod.PUT,
                      "/items/" + line,
                      "{\"sellingLocationId\": " + (i % 2 == 0 ? 412 : 413) + "}"));

      assertThat(race.count(Reply::status, 200)).isEqualTo(1);
      assertThat(race.count(Reply::status, 404)).isEqualTo(7);
      assertThat(mine.view().json().at("/totals/units").asInt()).isEqualTo(2);
      assertThat(mine.lines()).hasSize(1);
    }
  }

  @Test
  void moves_adds_and_removes_at_once_lose_nothing_and_double_nothing() throws Exception {
    cart.add(TISSUES, 10);
    String line = cart.lineOf(TISSUES);

    Race race =
        Race.run(
            List.of(SERVER),
            18,
            i ->
                switch (i % 3) {
                  case 0 -> put(line, "{\"sellingLocationId\": 412}");
                  case 1 -> cart.add(TISSUES, 1);
                  default -> cart.add(GuestCart.entry("036000291452", 1, 412));
                });

    long added =
        race.count(Reply::status, 201)
            + race.replies().stream()
                .filter(reply -> reply.status() == 200 && reply.header("Location").isEmpty())
                .count();
    assertThat(race.replies()).extracting(Reply::status).containsOnly(200, 201, 404);
    assertThat(added).isEqualTo(12);
    assertThat(cart.view().json().at("/totals/units").asLong()).isEqualTo(10 + added);
  }

  private Reply engraved(String words) {
    return cart.add("{" + TISSUE + ", \"attributes\": {\"engraving\": \"" + words + "\"}}");
  }

  private Reply put(String line, String json, String... headers) {
    return cart.send(HttpMethod.PUT, "/items/" + line, json, headers);
  }
}
