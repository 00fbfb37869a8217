package io.pannier.cart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.pannier.shared.model.ProductId.Upc;
import io.pannier.testkit.Reply;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpMethod;

/** Prices that change under a cart, and facts about its lines. */
class CartNoticesJourneyTest extends CartJourney {

  private static final Upc LAMP = Upc.parse("041333000435");
  private static final Upc RADIO_NO_LONGER_SOLD = Upc.parse("041333000749");
  private static final Upc COFFEE_OUT_OF_STOCK = Upc.parse("071200450254");
  private static final Upc CHOCOLATE_IN_EUROS = Upc.parse("4001234500126");

  @BeforeEach
  void everythingIsSold() {
    AnyProduct.isSoldBy(STUBS);
  }

  @Test
  void dearer_product_is_noticed_until_it_is_acknowledged() {
    cart.add(TISSUES, 2);
    assertThat(notices()).isEmpty();
    AnyProduct.costs(STUBS, 1299);

    JsonNode notice = notices().get(0);
    assertThat(notice.get("code").asText()).isEqualTo("PRICE_INCREASED");
    assertThat(notice.get("itemId").asText()).isEqualTo(cart.lineOf(TISSUES));
    assertThat(notice.at("/previous/amount").asText()).isEqualTo("9.99");
    assertThat(notice.at("/current/amount").asText()).isEqualTo("12.99");
    assertThat(cart.version()).as("reading changes nothing").isEqualTo(2);

    Reply acknowledged = cart.acknowledge(List.of(notice.get("id").asText()));
    assertThat(acknowledged.status()).isEqualTo(200);
    assertThat(acknowledged.json().get("notices")).isEmpty();
    assertThat(acknowledged.header("ETag")).isEqualTo("\"3\"");
    assertThat(notices()).isEmpty();

    Reply again = cart.acknowledge(List.of(notice.get("id").asText()));
    assertThat(again.status()).as("a repeat").isEqualTo(200);
    assertThat(cart.version()).isEqualTo(3);
  }

  @Test
  void cheaper_product_is_noticed_against_what_was_acknowledged_last() {
    cart.add(TISSUES, 1);
    AnyProduct.costs(STUBS, 1299);
    cart.acknowledge(ids(notices()));
    AnyProduct.costs(STUBS, 1099);

    JsonNode notice = notices().get(0);

    assertThat(notice.get("code").asText()).isEqualTo("PRICE_DECREASED");
    assertThat(notice.at("/previous/amount").asText()).isEqualTo("12.99");
  }

  @Test
  void adding_more_keeps_the_price_that_was_accepted() {
    cart.add(TISSUES, 1);
    AnyProduct.costs(STUBS, 1299);

    JsonNode added = cart.add(TISSUES, 1).json();

    assertThat(added.at("/notices/0/previous/amount").asText()).isEqualTo("9.99");
    assertThat(added.at("/totals/subtotal/amount").asText()).isEqualTo("25.98");
  }

  @Test
  void price_that_rose_between_page_and_cart_is_noticed_at_once() {
    AnyProduct.costs(STUBS, 1299);

    JsonNode added =
        cart.add(
                """
                {"upc": "036000291452", "shownPrice": {"amount": "9.99", "currency": "USD"}}""")
            .json();

    assertThat(added.at("/notices/0/code").asText()).isEqualTo("PRICE_INCREASED");
    assertThat(added.at("/notices/0/previous/amount").asText()).isEqualTo("9.99");
    assertThat(added.at("/notices/0/current/amount").asText()).isEqualTo("12.99");

    JsonNode batch =
        cart.addAll(
                "PARTIAL",
                List.of(
                    """
                    {"upc": "041333000435", "shownPrice": {"currency": "USD", "amount": "13.49"}}""",
                    """
                    {"upc": "080012345108", "shownPrice": {"amount": "12.99", "currency": "EUR"}}"""))
            .json();

    assertThat(batch.at("/results/0/status").asInt()).isEqualTo(201);
    assertThat(batch.at("/cart/notices/1/code").asText()).isEqualTo("PRICE_DECREASED");
    assertThat(batch.at("/results/1/status").asInt()).isEqualTo(422);
    assertThat(batch.at("/results/1/code").asText()).isEqualTo("currency-mismatch");
  }

  /** The same amount however it is written; nothing is too little to be shown. */
  @Test
  void shown_price_may_be_zero_and_have_leading_zeros() {
    String[] key = {"Idempotency-Key", "zeros"};
    String shown =
        """
        {"upc": "036000291452", "shownPrice": {"amount": "%s", "currency": "USD"}}""";

    JsonNode added = cart.add(shown.formatted("0.00"), key).json();

    assertThat(added.at("/notices/0/code").asText()).isEqualTo("PRICE_INCREASED");
    assertThat(added.at("/notices/0/previous/amount").asText()).isEqualTo("0.00");
    assertThat(cart.add(shown.formatted("000.00"), key).header("Idempotent-Replayed"))
        .isEqualTo("true");
  }

  @Test
  void price_that_was_shown_is_part_of_what_a_key_names() {
    String shown =
        """
        {"upc": "036000291452", "shownPrice": {"amount": "%s", "currency": "USD"}}""";
    String[] key = {"Idempotency-Key", "one"};

    assertThat(cart.add(shown.formatted("9.99"), key).status()).isEqualTo(201);
    Reply again = cart.add(shown.formatted("9.99"), key);
    assertThat(again.status()).isEqualTo(201);
    assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
    assertRefused(cart.add(shown.formatted("9.98"), key), 422, "idempotency-key-reused", 2);
    assertRefused(cart.add(TISSUES, 1, key), 422, "idempotency-key-reused", 2);
  }

  @Test
  void notices_come_of_the_sections_that_were_asked_for() {
    cart.add(TISSUES, 1);
    AnyProduct.costs(STUBS, 1299);

    assertThat(cart.view("requestedFields=catalog,inventory").json().get("notices")).isEmpty();
    assertThat(cart.view("requestedFields=pricing").json().get("notices")).hasSize(1);
  }

  @Test
  void facts_are_shown_while_they_are_true_and_leave_what_cannot_be_sold_out_of_the_totals() {
    cart.addAll(
        "ATOMIC",
        List.of(
            GuestCart.entry(TISSUES, 13),
            GuestCart.entry(LAMP, 2),
            GuestCart.entry(RADIO_NO_LONGER_SOLD, 1),
            GuestCart.entry(COFFEE_OUT_OF_STOCK, 1),
            GuestCart.entry(CHOCOLATE_IN_EUROS, 1)));
    assertThat(notices()).isEmpty();
    STUBS.reset();

    JsonNode view = cart.view().json();

    assertThat(factsOf(view))
        .containsExactlyInAnyOrder(
            "QUANTITY_NOT_ALLOWED " + TISSUES.text(),
            "INSUFFICIENT_STOCK " + LAMP.text(),
            "NOT_SELLABLE " + RADIO_NO_LONGER_SOLD.text(),
            "OUT_OF_STOCK " + COFFEE_OUT_OF_STOCK.text(),
            "CURRENCY_MISMATCH " + CHOCOLATE_IN_EUROS.text());
    assertThat(view.at("/totals/subtotal/amount").asText())
        .as("13 tissues, 2 lamps and 1 coffee")
        .isEqualTo("259.34");
    assertThat(view.at("/totals/lines").asInt()).isEqualTo(5);

    List<String> facts = ids(factNotices(view));
    Reply refused = cart.acknowledge(facts);
    assertThat(refused.offenders()).hasSize(5).containsOnly("noticeIds");
    assertThat(facts).allSatisfy(id -> assertThat(refused.body()).contains(id));
    assertRefused(refused, 400, "invalid-request", 2);
  }

  @Test
  void notice_that_changed_meanwhile_spoils_the_others_and_is_named() {
    cart.add(TISSUES, 1);
    AnyProduct.costs(STUBS, 1299);
    List<String> ids = new ArrayList<>(ids(notices()));
    ids.add("nothing");
    ids.add("neither");

    Reply refused = cart.acknowledge(ids);

    assertRefused(refused, 409, "notices-changed", 2);
    assertThat(refused.json().get("noticeIds"))
        .extracting(JsonNode::asText)
        .containsExactly("nothing", "neither");
    assertThat(notices()).hasSize(1);

    List<String> seen = ids(notices());
    AnyProduct.costs(STUBS, 1399);
    Reply tooLate = cart.acknowledge(seen);
    assertRefused(tooLate, 409, "notices-changed", 2);
    assertThat(tooLate.text("/noticeIds/0")).isEqualTo(seen.get(0));
    assertThat(cart.acknowledge(ids(notices())).status()).isEqualTo(200);
  }

  @Test
  void form_that_no_id_has_is_the_requests_own_fault() {
    Reply refused = cart.acknowledge(List.of("7cQe1Xz0", "no id", "x".repeat(65)));

    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.offenders()).containsExactly("noticeIds[1]", "noticeIds[2]");
    for (List<String> wrongSize :
        List.of(List.<String>of(), Collections.nCopies(201, "7cQe1Xz0"))) {
      String ids = wrongSize.isEmpty() ? "" : "\"" + String.join("\", \"", wrongSize) + "\"";
      Reply size =
          cart.send(HttpMethod.POST, "/notices/acknowledge", "{\"noticeIds\": [" + ids + "]}");
      assertThat(size.offenders()).containsExactly("noticeIds");
    }
    assertThat(cart.acknowledge(Collections.nCopies(200, "7cQe1Xz0")).json().get("noticeIds"))
        .hasSize(1);
  }

  @Test
  void nothing_is_acknowledged_while_the_price_is_unavailable() {
    cart.add(TISSUES, 1);
    AnyProduct.costs(STUBS, 1299);
    List<String> ids = ids(notices());
    breakDown(STUBS.pricing());

    assertRefused(cart.acknowledge(ids), 502, "upstream-invalid-answer", 2);
  }

  @Test
  void stale_version_is_not_acknowledged() {
    cart.add(TISSUES, 1);
    AnyProduct.costs(STUBS, 1299);

    assertRefused(
        cart.acknowledge(ids(notices()), "If-Match", "\"1\""), 412, "precondition-failed", 2);
  }

  private JsonNode notices() {
    return cart.view().json().get("notices");
  }

  private static List<String> ids(JsonNode notices) {
    return notices.findValuesAsText("id");
  }

  private static JsonNode factNotices(JsonNode view) {
    var facts = new com.fasterxml.jackson.databind.ObjectMapper().createArrayNode();
    for (JsonNode notice : view.get("notices")) {
      if (!notice.get("code").asText().startsWith("PRICE_")) {
        facts.add(notice);
      }
    }
    return facts;
  }

  private static List<String> factsOf(JsonNode view) {
    List<String> facts = new ArrayList<>();
    for (JsonNode notice : factNotices(view)) {
      for (JsonNode line : view.get("items")) {
        if (line.get("id").equals(notice.get("itemId"))) {
          facts.add(notice.get("code").asText() + " " + line.get("upc").asText());
        }
      }
    }
    return facts;
  }
}
