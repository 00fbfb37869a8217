package io.pannier.cart;

import static org.assertj.core.api.Assertions.assertThat;

import io.pannier.testkit.RawConnection;
import io.pannier.testkit.Reply;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;

/** The worst that each operation can be sent: every offender is named, and nothing changes. */
class CartWorstInputsTest extends CartJourney {

  private static final String[] WRONG_HEADERS = {
    "If-Match", "2", "X-Request-Timeout-Ms", "soon", "Idempotency-Key", "k".repeat(256)
  };

  private String lineId = "";

  @BeforeEach
  void holdTissues() {
    cart.add(TISSUES, 2);
    lineId = cart.lineOf(TISSUES);
    STUBS.reset();
  }

  @Test
  void creation_is_refused_with_every_offender() {
    Reply refused =
        create(
            "{\"currency\": \"XXX\", \"ownerId\": \"me\", \"id\": \"a\", \"version\": 7}",
            "X-Request-Timeout-Ms",
            "1.5");

    assertOffenders(refused, "X-Request-Timeout-Ms", "currency", "ownerId", "id", "version");
  }

  /** Whether chunks hold anything shows only at their end. */
  @Test
  void creation_may_have_no_body_however_it_is_framed() {
    for (String frame :
        List.of(
            "\r\n",
            "Content-Length: 0\r\n\r\n",
            "Content-Type: application/json\r\nContent-Length: 0\r\n\r\n",
            "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
            "Content-Type: text/plain\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n")) {
      try (RawConnection connection = RawConnection.to(SERVER.port(), Duration.ofSeconds(20))) {
        connection.send("POST /v2/carts HTTP/1.1\r\nHost: localhost\r\n" + frame);

        assertThat(connection.reply().status()).as(frame).isEqualTo(201);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "1",
        "true",
        "\"\"",
        "\"usd\"",
        "\"XAU\"",
        "\"US\\u0000\"",
        "\"\\ud800\"",
        "[]"
      })
  void currency_that_is_none_is_refused(String value) {
    assertOffenders(create("{\"currency\": " + value + "}"), "currency");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{",
        "[]",
        "null",
        "\"a\"",
        "{} {}",
        "{}x",
        "{\"currency\": \"USD\", \"currency\": \"USD\"}",
        " ",
        "{'currency': 'USD'}"
      })
  void body_that_is_not_one_json_object_is_refused_by_every_operation_that_takes_one(String body) {
    List<Reply> refused =
        List.of(
            create(body),
            cart.add(body),
            cart.send(HttpMethod.POST, "/items/batch", body),
            cart.send(HttpMethod.PUT, "/items/" + lineId, body),
            cart.send(HttpMethod.POST, "/notices/acknowledge", body));

    assertThat(refused).extracting(Reply::status).containsOnly(400);
    assertThat(refused).extracting(Reply::code).containsOnly("malformed-request");
    assertUnchanged();
  }

  @Test
  void missing_body_is_refused_where_one_is_needed() {
    for (String below : List.of("/items", "/items/batch", "/notices/acknowledge")) {
      assertThat(cart.send(HttpMethod.POST, below, "").code()).isEqualTo("malformed-request");
    }
    assertThat(cart.send(HttpMethod.PUT, "/items/" + lineId, "").code())
        .isEqualTo("malformed-request");
    assertUnchanged();
  }

  @Test
  void reading_is_refused_with_every_offender() {
    Reply refused =
        cart.send(
            HttpMethod.GET,
            "?requestedFields=catalog.name,pricing,,CATALOG",
            null,
            "X-Request-Timeout-Ms",
            "");

    assertOffenders(
        refused, "X-Request-Timeout-Ms", "requestedFields", "requestedFields", "requestedFields");
    assertOffenders(cart.view("requestedFields="), "requestedFields");
    assertOffenders(cart.view("requestedField=pricing"), "requestedField");
    assertOffenders(cart.view("RequestedFields=pricing"), "RequestedFields");
    assertOffenders(
        cart.view("requestedFields=" + String.join(",", Collections.nCopies(11, "pricing"))),
        "requestedFields");
    assertThat(cart.send(HttpMethod.GET, "/items/" + lineId, null, WRONG_HEADERS).offenders())
        .containsExactly("X-Request-Timeout-Ms");
  }

  @Test
  void addition_is_refused_with_every_offender() {
    Reply refused =
        cart.add(
            """
            {"upc": "036000291453", "quantity": 0, "sellingLocationId": 10000,
             "price": "0.01", "version": 2, "ownerId": "me", "id": "a"}""",
            WRONG_HEADERS);

    assertOffenders(
        refused,
        "If-Match",
        "X-Request-Timeout-Ms",
        "Idempotency-Key",
        "upc",
        "quantity",
        "sellingLocationId",
        "price",
        "version",
        "ownerId",
        "id");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "upc | null",
        "upc | 36000291452",
        "upc | true",
        "upc | ''",
        "upc | '03600029145'",
        "upc | '036000291453'",
        "upc | '0360002914\\u0000'",
        "upc | '\\udc00'",
        "upc | '０３６０００２９１４５２'",
        "upc | {}",
        "quantity | null",
        "quantity | '7'",
        "quantity | 1.9",
        "quantity | 1.0",
        "quantity | 1e2",
        "quantity | true",
        "quantity | 0",
        "quantity | -1",
        "quantity | 2147483648",
        "quantity | [1]",
        "sellingLocationId | null",
        "sellingLocationId | 0",
        "sellingLocationId | 10000",
        "sellingLocationId | '1'",
        "sellingLocationId | 1.0",
        "shownPrice | null",
        "shownPrice | 9.99",
        "shownPrice | '9.99'",
        "shownPrice | ['9.99', 'USD']"
      })
  void value_that_is_none_is_refused_alone_and_in_a_batch(String field, String value) {
    String json = value.replace('\'', '"');
    String entry =
        field.equals("upc")
            ? "{\"upc\": " + json + "}"
            : "{\"upc\": \"036000291452\", \"" + field + "\": " + json + "}";

    assertOffenders(cart.add(entry), field);
    assertOffenders(
        cart.addAll("PARTIAL", List.of(GuestCart.entry(SPAGHETTI, 1), entry)), "items[1]." + field);
    if (field.equals("quantity") && !json.equals("0")) {
      assertOffenders(
          cart.send(HttpMethod.PUT, "/items/" + lineId, "{\"quantity\": " + json + "}"), field);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{} | currency amount",
        "{'amount': '9.99'} | currency",
        "{'currency': 'USD'} | amount",
        "{'amount': 9.99, 'currency': 'USD'} | amount",
        "{'amount': null, 'currency': 'USD'} | amount",
        "{'amount': '', 'currency': 'USD'} | amount",
        "{'amount': '9.9', 'currency': 'USD'} | amount",
        "{'amount': '9.990', 'currency': 'USD'} | amount",
        "{'amount': '9', 'currency': 'USD'} | amount",
        "{'amount': '9.99', 'currency': 'JPY'} | amount",
        "{'amount': '-9.99', 'currency': 'USD'} | amount",
        "{'amount': '+9.99', 'currency': 'USD'} | amount",
        "{'amount': '9,99', 'currency': 'USD'} | amount",
        "{'amount': '1e2', 'currency': 'JPY'} | amount",
        "{'amount': '.99', 'currency': 'USD'} | amount",
        "{'amount': ' 9.99', 'currency': 'USD'} | amount",
        "{'amount': '1234567890123456789012345678901.00', 'currency': 'USD'} | amount",
        "{'amount': '9.99', 'currency': 'usd'} | currency",
        "{'amount': '9.99', 'currency': 'XXX'} | currency",
        "{'amount': '9.99', 'currency': 'QQQ'} | currency",
        "{'amount': '9.99', 'currency': 840} | currency",
        "{'amount': '9.99', 'currency': 'USD', 'exponent': 2} | exponent",
        "{'amount': 'x', 'currency': 'x', 'x': 'x'} | currency amount x"
      })
  void shown_price_that_is_no_money_is_refused_with_every_offender(String price, String offenders) {
    String entry =
        "{\"upc\": \"036000291452\", \"shownPrice\": %s}".formatted(price.replace('\'', '"'));
    String[] names = offenders.split(" ");

    assertOffenders(
        cart.add(entry),
        Arrays.stream(names).map(name -> "shownPrice." + name).toArray(String[]::new));
    assertOffenders(
        cart.addAll("ATOMIC", List.of(entry)),
        Arrays.stream(names).map(name -> "items[0].shownPrice." + name).toArray(String[]::new));
  }

  @Test
  void number_of_two_thousand_digits_is_out_of_range() {
    String digits = "9".repeat(2000);

    assertOffenders(
        cart.add("{\"upc\": \"036000291452\", \"quantity\": " + digits + "}"), "quantity");
    assertOffenders(cart.add("{\"upc\": \"" + digits + "\"}"), "upc");
  }

  @Test
  void a_batch_with_many_faults_names_the_first_hundred() {
    String entry = "{\"quantity\": 0, \"note\": \"\", \"price\": 1}";
    Reply refused =
        cart.send(
            HttpMethod.POST,
            "/items/batch",
            "{\"mode\": \"ATOMIC\", \"items\": ["
                + String.join(",", Collections.nCopies(50, entry))
                + "]}");

    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.offenders()).hasSize(100);
    assertThat(refused.json().get("moreViolations").asInt()).isEqualTo(100);
    assertUnchanged();
  }

  @Test
  void batch_is_refused_with_every_offender() {
    Reply refused =
        cart.send(
            HttpMethod.POST,
            "/items/batch",
            """
            {"mode": "partial", "strategy": "MAX",
             "items": [{"upc": "036000291452"}, {"quantity": "1", "price": 1}, null, 7, {"upc": "x", "sellingLocationId": 0}]}""",
            WRONG_HEADERS);

    assertOffenders(
        refused,
        "If-Match",
        "X-Request-Timeout-Ms",
        "Idempotency-Key",
        "mode",
        "items[1].upc",
        "items[1].quantity",
        "items[1].price",
        "items[2]",
        "items[3]",
        "items[4].upc",
        "items[4].sellingLocationId",
        "strategy");
  }

  @Test
  void batch_of_none_and_of_more_than_fifty_is_refused() {
    assertOffenders(cart.addAll("ATOMIC", List.of()), "items");
    assertOffenders(
        cart.addAll("PARTIAL", Collections.nCopies(51, GuestCart.entry(SPAGHETTI, 1))), "items");
    assertOffenders(cart.send(HttpMethod.POST, "/items/batch", "{}"), "mode", "items");
    assertOffenders(
        cart.send(HttpMethod.POST, "/items/batch", "{\"mode\": null, \"items\": {}}"),
        "mode",
        "items");
  }

  @Test
  void change_of_quantity_is_refused_with_every_offender() {
    assertOffenders(
        cart.send(
            HttpMethod.PUT,
            "/items/" + lineId,
            "{\"quantity\": -1, \"upc\": \"036000291452\"}",
            WRONG_HEADERS),
        "If-Match",
        "X-Request-Timeout-Ms",
        "quantity",
        "upc");
    assertOffenders(cart.send(HttpMethod.PUT, "/items/" + lineId, "{}"), "quantity");
  }

  @Test
  void a_key_is_ignored_where_nothing_is_added() {
    String[] key = {"Idempotency-Key", "k".repeat(256)};

    assertThat(cart.remove(lineId, key).status()).isEqualTo(204);
    assertThat(cart.clear(key).status()).isEqualTo(204);
    assertThat(cart.erase(key).status()).isEqualTo(204);
  }

  @Test
  void removal_is_refused_with_every_offender() {
    String[] offenders = {"If-Match", "X-Request-Timeout-Ms"};

    assertOffenders(cart.remove(lineId, WRONG_HEADERS), offenders);
    assertOffenders(cart.clear(WRONG_HEADERS), offenders);
    assertOffenders(cart.erase(WRONG_HEADERS), offenders);
  }

  @Test
  void acknowledgement_is_refused_with_every_offender() {
    assertOffenders(
        cart.send(
            HttpMethod.POST,
            "/notices/acknowledge",
            "{\"noticeIds\": [null, 1, \"\", \"ä\", \"good\"], \"all\": true}",
            WRONG_HEADERS),
        "If-Match",
        "X-Request-Timeout-Ms",
        "noticeIds[0]",
        "noticeIds[1]",
        "noticeIds[2]",
        "noticeIds[3]",
        "all");
    for (String body : List.of("{}", "{\"noticeIds\": []}", "{\"noticeIds\": \"x\"}")) {
      assertOffenders(cart.send(HttpMethod.POST, "/notices/acknowledge", body), "noticeIds");
    }
    assertOffenders(cart.acknowledge(Collections.nCopies(201, "x")), "noticeIds");
  }

  @Test
  void line_that_is_none_is_not_found_and_need_not_be_removed() {
    for (String none : List.of("x", "00036000291452-2", "..", "a".repeat(2000), "\u00e4")) {
      assertThat(cart.viewLine(none).status()).as(none).isEqualTo(404);
      assertThat(cart.put(none, 1).status()).as(none).isEqualTo(404);
    }
    for (String impossible : List.of("..", ".b", "a".repeat(121), "\u00e4")) {
      assertThat(cart.put(impossible, 0).status()).as(impossible).isEqualTo(404);
    }
    assertThat(cart.remove("x").status()).isEqualTo(204);
    assertUnchanged();
  }

  @Test
  void line_that_is_gone_or_never_was_may_be_set_to_none_again() {
    for (String possible : List.of("x", "00036000291452-2", "a.b", "a".repeat(120))) {
      Reply nothingToDo = cart.put(possible, 0);
      assertThat(nothingToDo.status()).as(possible).isEqualTo(200);
      assertThat(GuestCart.lines(nothingToDo)).hasSize(1);
    }

    assertThat(cart.put(lineId, 0).json().get("items")).isEmpty();
    long version = cart.version();
    Reply repeated = cart.put(lineId, 0);
    assertThat(repeated.status()).isEqualTo(200);
    assertThat(repeated.header("ETag")).isEqualTo("\"" + version + "\"");
    assertThat(cart.put(lineId, 1).code()).isEqualTo("item-not-found");
  }

  @Test
  void other_methods_media_types_and_sizes_are_refused() {
    Reply patched = cart.send(HttpMethod.PATCH, "/items/" + lineId, "{}");
    assertThat(patched.status()).isEqualTo(405);
    assertThat(Arrays.asList(patched.header("Allow").split(",\\s*")))
        .contains("GET", "PUT", "DELETE");
    assertThat(cart.send(HttpMethod.PUT, "", "{}").status()).isEqualTo(405);

    assertThat(cart.send(HttpMethod.GET, "", null, "Accept", MediaType.TEXT_HTML_VALUE).status())
        .isEqualTo(406);
    assertThat(cart.add("{\"upc\": \"" + "0".repeat(17_000) + "\"}").status()).isEqualTo(413);
    int asText =
        CLIENT
            .web()
            .post()
            .uri(cart.path() + "/items")
            .header("X-Cart-Token", cart.token())
            .contentType(MediaType.TEXT_PLAIN)
            .bodyValue("{\"upc\": \"036000291452\"}")
            .exchange()
            .returnResult(Void.class)
            .getStatus()
            .value();
    assertThat(asText).isEqualTo(415);
    assertUnchanged();
  }

  private Reply create(String body, String... headers) {
    return CLIENT.send(HttpMethod.POST, "/v2/carts", body, headers);
  }

  private void assertOffenders(Reply refused, String... offenders) {
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.code()).isEqualTo("invalid-request");
    assertThat(refused.offenders()).containsExactlyInAnyOrder(offenders);
    assertUnchanged();
  }

  private void assertUnchanged() {
    assertThat(calls()).as("nobody is asked").isEqualTo(calls(0, 0, 0, 0));
    assertThat(cart.version()).isEqualTo(2);
    assertThat(cart.lines()).containsExactly("036000291452@1=2");
    STUBS.reset();
  }
}
