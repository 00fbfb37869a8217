package io.pannier.cart;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTClaimsSet;
import io.pannier.testkit.Reply;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpMethod;

/** Who may do what with whose cart: every operation, with every kind of caller. */
class CartAccessTest extends CustomerJourney {

  private static final AccessTable OF_CUSTOMER = new AccessTable("A customer's cart");
  private static final AccessTable OF_GUEST = new AccessTable("A guest's cart");
  private static final AccessTable OF_NOBODY = new AccessTable("No cart");

  @AfterAll
  static void show() {
    System.out.println(OF_CUSTOMER);
    System.out.println(OF_GUEST);
    System.out.println(OF_NOBODY);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      useHeadersInDisplayName = true,
      textBlock =
          """
          OPERATION, nobody, other guest, no scope, other customer, order system, owner
          CREATE,    201,    201,         403,      201,            403,          200
          MINE,      401,    401,         403,      404,            403,          200
          ERASE_MINE, 401,   401,         403,      204,            403,          204
          VIEW,      404,    404,         403,      404,            200,          200
          ADD,       404,    404,         403,      404,            403,          201
          BATCH,     404,    404,         403,      404,            403,          200
          LINE,      404,    404,         403,      404,            403,          200
          CHANGE,    404,    404,         403,      404,            403,          200
          ACCEPT,    404,    404,         403,      404,            403,          409
          REMOVE,    404,    404,         403,      404,            403,          204
          CLEAR,     404,    404,         403,      404,            403,          204
          ERASE,     204,    204,         403,      204,            403,          204
          MERGE,     401,    401,         403,      404,            403,          200
          CLOSE,     401,    401,         403,      403,            200,          403
          V1_CREATE, 200,    200,         403,      200,            403,          200
          V1_VIEW,   404,    404,         403,      404,            200,          200
          V1_ADD,    404,    404,         403,      404,            403,          200
          V1_UPDATE, 404,    404,         403,      404,            403,          200
          V1_REMOVE, 404,    404,         403,      404,            403,          200
          """)
  void cart_of_a_customer_is_opened_to_that_customer(
      CartOperation operation,
      int nobody,
      int otherGuest,
      int withoutScope,
      int otherCustomer,
      int orderSystem,
      int owner) {
    Trial trial = new Trial(operation, TriedCart.ofCustomer(CLIENT, customer()), OF_CUSTOMER);

    trial.ofOthers(nobody, otherGuest, withoutScope, otherCustomer);
    trial.expect("order system", orderSystem, bearer(orderSystem()));
    trial.expectOwner(owner);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      useHeadersInDisplayName = true,
      textBlock =
          """
          OPERATION, nobody, other guest, no scope, any customer, order system, owner
          CREATE,    201,    201,         403,      201,          403,          201
          MINE,      401,    401,         403,      404,          403,          401
          ERASE_MINE, 401,   401,         403,      204,          403,          401
          VIEW,      404,    404,         403,      404,          200,          200
          ADD,       404,    404,         403,      404,          403,          201
          BATCH,     404,    404,         403,      404,          403,          200
          LINE,      404,    404,         403,      404,          403,          200
          CHANGE,    404,    404,         403,      404,          403,          200
          ACCEPT,    404,    404,         403,      404,          403,          409
          REMOVE,    404,    404,         403,      404,          403,          204
          CLEAR,     404,    404,         403,      404,          403,          204
          ERASE,     204,    204,         403,      204,          403,          204
          MERGE,     401,    401,         403,      404,          403,          401
          CLOSE,     401,    401,         403,      403,          200,          401
          V1_CREATE, 200,    200,         403,      200,          403,          200
          V1_VIEW,   404,    404,         403,      404,          200,          200
          V1_ADD,    404,    404,         403,      404,          403,          200
          V1_UPDATE, 404,    404,         403,      404,          403,          200
          V1_REMOVE, 404,    404,         403,      404,          403,          200
          """)
  void cart_of_a_guest_is_opened_to_its_token(
      CartOperation operation,
      int nobody,
      int otherGuest,
      int withoutScope,
      int anyCustomer,
      int orderSystem,
      int owner) {
    Trial trial = new Trial(operation, TriedCart.ofGuest(CLIENT), OF_GUEST);

    trial.ofOthers(nobody, otherGuest, withoutScope, anyCustomer);
    trial.expect("order system", orderSystem, bearer(orderSystem()));
    trial.expectOwner(owner);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      useHeadersInDisplayName = true,
      textBlock =
          """
          OPERATION, nobody, any guest, no scope, any customer, order system
          VIEW,      404,    404,       403,      404,          404
          ADD,       404,    404,       403,      404,          403
          BATCH,     404,    404,       403,      404,          403
          LINE,      404,    404,       403,      404,          403
          CHANGE,    404,    404,       403,      404,          403
          ACCEPT,    404,    404,       403,      404,          403
          REMOVE,    404,    404,       403,      404,          403
          CLEAR,     404,    404,       403,      404,          403
          ERASE,     204,    204,       403,      204,          403
          MERGE,     401,    401,       403,      404,          403
          CLOSE,     401,    401,       403,      403,          404
          V1_VIEW,   404,    404,       403,      404,          404
          V1_ADD,    404,    404,       403,      404,          403
          V1_UPDATE, 404,    404,       403,      404,          403
          V1_REMOVE, 404,    404,       403,      404,          403
          """)
  void what_is_no_id_names_a_cart_that_does_not_exist(
      CartOperation operation,
      int nobody,
      int anyGuest,
      int withoutScope,
      int anyCustomer,
      int orderSystem) {
    GuestCart guests = GuestCart.create(CLIENT);
    for (String id : List.of("x", "no-id")) {
      TriedCart none = new TriedCart(CLIENT, id, "line", List.of(), guests);
      Trial trial = new Trial(operation, none, OF_NOBODY);

      trial.expect("nobody", nobody);
      trial.expect("any guest", anyGuest, "X-Cart-Token", guests.token());
      trial.expect("no scope", withoutScope, bearer(ISSUER.token(anySubject(), "other")));
      trial.expect("any customer", anyCustomer, bearer(customer()));
      trial.expect("order system", orderSystem, bearer(orderSystem()));
    }
  }

  /** What is offered of it are two operations; for all others it is no id like any other. */
  @Test
  void mine_is_the_name_of_no_cart_where_it_is_no_operation() {
    String customer = customer();
    TriedCart own = TriedCart.ofCustomer(CLIENT, customer);
    GuestCart guests = GuestCart.create(CLIENT);
    TriedCart mine = new TriedCart(CLIENT, "mine", own.lineId(), own.key(), guests);
    String before = own.version();

    for (CartOperation operation :
        EnumSet.complementOf(
            EnumSet.of(
                CartOperation.CREATE,
                CartOperation.MINE,
                CartOperation.ERASE_MINE,
                CartOperation.VIEW,
                CartOperation.ERASE,
                CartOperation.CLOSE,
                CartOperation.V1_CREATE))) {
      Reply reply = ask(operation, mine, OF_NOBODY, "mine, its customer", bearer(customer));
      assertThat(reply.code()).as("%s", operation).isEqualTo("cart-not-found");
    }
    assertThat(
            ask(CartOperation.CLOSE, mine, OF_NOBODY, "mine, orders", bearer(orderSystem())).code())
        .isEqualTo("cart-not-found");
    Reply source =
        CLIENT.send(
            HttpMethod.POST,
            "/v2/carts/" + own.id() + "/merge",
            "{\"sourceCartId\": \"mine\", \"sourceCartToken\": \"x\"}",
            bearer(customer));
    assertThat(source.code()).isEqualTo("invalid-request");
    for (HttpMethod method : List.of(HttpMethod.PUT, HttpMethod.POST, HttpMethod.PATCH)) {
      Reply reply = CLIENT.send(method, "/v2/carts/mine", "{}", bearer(customer));
      assertThat(List.of(reply.status(), reply.header("Allow")))
          .as("%s", method)
          .isEqualTo(List.of(405, "DELETE, GET, HEAD"));
    }
    assertThat(own.version()).isEqualTo(before);
  }

  @Test
  void what_is_erased_at_once_is_every_cart_of_this_customer() {
    String customer = customer();
    TriedCart closed = TriedCart.ofCustomer(CLIENT, customer);
    assertThat(CartOperation.MERGE.ask(CLIENT, closed, bearer(customer)).status()).isEqualTo(200);
    assertThat(CartOperation.CLOSE.ask(CLIENT, closed, bearer(orderSystem())).status())
        .isEqualTo(200);
    TriedCart active = TriedCart.ofCustomer(CLIENT, customer);
    TriedCart another = TriedCart.ofCustomer(CLIENT, customer());
    String before = another.version();

    for (int repeat = 0; repeat < 2; repeat++) {
      Reply erased = CartOperation.ERASE_MINE.ask(CLIENT, active, bearer(customer));
      assertThat(erased.status()).isEqualTo(204);
      assertThat(erased.body()).isEmpty();
      for (TriedCart cart : List.of(closed, active)) {
        assertThat(get("/v2/carts/" + cart.id(), customer).status()).isEqualTo(404);
        assertThat(get("/v2/carts/" + cart.id(), orderSystem()).status()).isEqualTo(404);
      }
      assertThat(closed.guests().view().status()).as("merged").isEqualTo(404);
      assertThat(active.guests().view().status()).as("not merged").isEqualTo(200);
      assertThat(get("/v2/carts/mine", customer).status()).isEqualTo(404);
    }
    assertThat(another.version()).isEqualTo(before);
    assertThat(TriedCart.ofCustomer(CLIENT, customer).id()).isNotEqualTo(active.id());
  }

  @Test
  void bad_token_is_refused_before_a_body_that_is_too_large() {
    String large = "{\"currency\": \"%s\"}".formatted("x".repeat(20_000));
    String bad = BadToken.EXPIRED.of(ISSUER, anySubject());

    assertUnauthenticated(CLIENT.send(HttpMethod.POST, "/v2/carts", large, bearer(bad)));
    for (String[] others : List.of(new String[0], bearer(customer()), bearer(orderSystem()))) {
      assertThat(CLIENT.send(HttpMethod.POST, "/v2/carts", large, others).code())
          .isEqualTo("body-too-large");
    }
  }

  @ParameterizedTest
  @EnumSource
  void bad_token_is_refused_even_with_the_right_cart_token_and_changes_nothing(
      CartOperation operation) {
    String subject = anySubject();
    TriedCart customers = TriedCart.ofCustomer(CLIENT, ISSUER.token(subject, "carts"));
    TriedCart guests = TriedCart.ofGuest(CLIENT);
    List<String> before = List.of(customers.version(), guests.version());

    for (BadToken bad : BadToken.values()) {
      String[] token = bearer(bad.of(ISSUER, subject));
      assertUnauthenticated(ask(operation, customers, OF_CUSTOMER, bad.name(), token));
      assertUnauthenticated(
          ask(operation, guests, OF_GUEST, bad.name(), with(token, guests.key())));
    }

    assertThat(List.of(customers.version(), guests.version())).isEqualTo(before);
  }

  @ParameterizedTest
  @EnumSource
  void keys_that_cannot_be_had_are_our_trouble_and_not_the_bearers(CartOperation operation) {
    String subject = anySubject();
    String known = ISSUER.token(subject, "carts");
    TriedCart customers = TriedCart.ofCustomer(CLIENT, known);
    TriedCart guests = TriedCart.ofGuest(CLIENT);
    List<String> before = List.of(customers.version(), guests.version());
    String[] token = bearer(BadToken.UNKNOWN_KEY.of(ISSUER, subject));

    ISSUER.hideKeys();
    try {
      assertKeysMissing(ask(operation, customers, OF_CUSTOMER, "KEY_SERVER_DOWN", token));
      assertKeysMissing(
          ask(operation, guests, OF_GUEST, "KEY_SERVER_DOWN", with(token, guests.key())));
      assertThat(get("/v2/carts/mine", known).status())
          .as("with a key that is known")
          .isEqualTo(200);
    } finally {
      ISSUER.showKeys();
    }

    assertThat(List.of(customers.version(), guests.version())).isEqualTo(before);
  }

  @ParameterizedTest
  @CsvSource({
    "CREATE, 200",
    "MINE, 200",
    "ERASE_MINE, 204",
    "VIEW, 200",
    "ADD, 201",
    "BATCH, 200",
    "LINE, 200",
    "CHANGE, 200",
    "ACCEPT, 409",
    "REMOVE, 204",
    "CLEAR, 204",
    "ERASE, 204",
    "MERGE, 200",
    "CLOSE, 403",
    "V1_CREATE, 200",
    "V1_VIEW, 200",
    "V1_ADD, 200",
    "V1_UPDATE, 200",
    "V1_REMOVE, 200"
  })
  void clocks_may_differ_by_less_than_a_minute(CartOperation operation, int status) {
    String subject = anySubject();
    TriedCart cart = TriedCart.ofCustomer(CLIENT, ISSUER.token(subject, "carts"));

    JWTClaimsSet soon =
        ISSUER
            .claims(subject, "carts")
            .notBeforeTime(Date.from(Instant.now().plusSeconds(45)))
            .build();
    assertThat(get("/v2/carts/mine", ISSUER.sign(soon)).status()).isEqualTo(200);
    String late = ISSUER.sign(BadToken.ending(ISSUER, subject, Duration.ofSeconds(-10)));
    assertThat(ask(operation, cart, OF_CUSTOMER, "expired 10 s ago", bearer(late)).status())
        .isEqualTo(status);
  }

  @Test
  void with_both_tokens_a_cart_opens_to_whichever_matches() {
    TriedCart guests = TriedCart.ofGuest(CLIENT);
    String customer = customer();
    TriedCart customers = TriedCart.ofCustomer(CLIENT, customer);
    String[] both = with(bearer(customer), guests.key());

    assertThat(CartOperation.ADD.ask(CLIENT, guests, both).status()).isEqualTo(201);
    assertThat(CartOperation.ADD.ask(CLIENT, customers, both).status()).isEqualTo(201);
    assertThat(
            CartOperation.ADD
                .ask(CLIENT, guests, with(bearer(ISSUER.token("x", "other")), guests.key()))
                .status())
        .isEqualTo(200);
    assertThat(CartOperation.MERGE.ask(CLIENT, guests, both).code())
        .as("a guest's cart takes no other in")
        .isEqualTo("cart-not-found");
  }

  @Test
  void cart_is_of_the_subject_whatever_token_it_comes_with() {
    String subject = anySubject();
    TriedCart cart = TriedCart.ofCustomer(CLIENT, ISSUER.token(subject, "carts"));

    Reply mine = get("/v2/carts/mine", ISSUER.token(subject, "openid", "carts", "orders"));

    assertThat(mine.json().get("id").asText()).isEqualTo(cart.id());
    assertThat(mine.json().get("owner").asText()).isEqualTo("CUSTOMER");
    assertThat(mine.json().has("cartToken")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Bearer",
        "Bearer ",
        "Bearer a b",
        "bearer \u00e9",
        "Bearer ..",
        "Bearer e30.e30.",
        "Bearer =="
      })
  void what_is_no_token_is_a_bad_one(String authorization) {
    Reply refused =
        CLIENT.send(HttpMethod.GET, "/v2/carts/mine", null, "Authorization", authorization);

    assertUnauthenticated(refused);
  }

  @Test
  void scopes_of_another_shape_are_none() {
    for (Object scope : List.of(List.of(1, "carts"), Map.of("carts", true), 7, true)) {
      JWTClaimsSet claims = ISSUER.claims(anySubject()).claim("scope", scope).build();
      Reply refused = get("/v2/carts/mine", ISSUER.sign(claims));

      assertThat(refused.status()).as("%s", scope).isEqualTo(403);
      assertThat(refused.code()).isEqualTo("forbidden");
    }
  }

  private record Trial(CartOperation operation, TriedCart cart, AccessTable table) {

    void ofOthers(int nobody, int otherGuest, int withoutScope, int otherCustomer) {
      String before = cart.version();
      expect("nobody", nobody);
      expect("other guest", otherGuest, "X-Cart-Token", cart.guests().token());
      expect("no scope", withoutScope, bearer(ISSUER.token(anySubject(), "other")));
      expect("other customer", otherCustomer, bearer(customer()));
      assertThat(cart.version()).as("version after these").isEqualTo(before);
    }

    void expectOwner(int status) {
      expect("owner", status, cart.key().toArray(String[]::new));
    }

    void expect(String caller, int status, String... headers) {
      Reply reply = ask(operation, cart, table, caller, headers);
      assertThat(reply.status())
          .as("%s for %s: %s", operation, caller, reply.body())
          .isEqualTo(status);
      if (status == 401) {
        assertThat(reply.header("WWW-Authenticate")).isEqualTo("Bearer");
      }
    }
  }

  private static Reply ask(
      CartOperation operation,
      TriedCart cart,
      AccessTable table,
      String caller,
      String... headers) {
    Reply reply = operation.ask(CLIENT, cart, headers);
    table.record(operation, caller, reply.status());
    return reply;
  }

  private static void assertUnauthenticated(Reply reply) {
    assertThat(List.of(reply.status(), reply.code())).isEqualTo(List.of(401, "unauthenticated"));
    assertThat(reply.header("WWW-Authenticate")).isEqualTo("Bearer error=\"invalid_token\"");
  }

  private static void assertKeysMissing(Reply reply) {
    assertThat(List.of(reply.status(), reply.code()))
        .isEqualTo(List.of(503, "upstream-unavailable"));
    assertThat(reply.header("Retry-After")).isEqualTo("1");
  }

  private static String[] bearer(String token) {
    return new String[] {"Authorization", "Bearer " + token};
  }

  private static String[] with(String[] headers, List<String> more) {
    return Stream.concat(Arrays.stream(headers), more.stream()).toArray(String[]::new);
  }
}
