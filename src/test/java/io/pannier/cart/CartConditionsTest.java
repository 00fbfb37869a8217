package io.pannier.cart;

import static org.assertj.core.api.Assertions.assertThat;

import io.pannier.testkit.Reply;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.http.HttpMethod;

/** Conditional writes, keyed repeats and who may open a cart. */
class CartConditionsTest extends CartJourney {

  /** Every write of a cart that holds tissues; given its line's id and headers. */
  record Write(String name, Function<Attempt, Reply> sending) {
    @Override
    public String toString() {
      return name;
    }
  }

  record Attempt(GuestCart cart, String lineId, String header, String value) {}

  static List<Write> writes() {
    return List.of(
        new Write("add", a -> a.cart.add(TISSUES, 1, a.header, a.value)),
        new Write(
            "batch",
            a ->
                a.cart.addAll("ATOMIC", List.of(GuestCart.entry(SPAGHETTI, 1)), a.header, a.value)),
        new Write("change quantity", a -> a.cart.put(a.lineId, 1, a.header, a.value)),
        new Write("remove", a -> a.cart.remove(a.lineId, a.header, a.value)),
        new Write("clear", a -> a.cart.clear(a.header, a.value)),
        new Write("erase", a -> a.cart.erase(a.header, a.value)));
  }

  static Stream<Write> repeatableWrites() {
    return writes().stream().filter(write -> !List.of("add", "batch").contains(write.name()));
  }

  private Reply attempt(Write write, String header, String value) {
    return write.sending.apply(new Attempt(cart, cart.lineOf(TISSUES), header, value));
  }

  @ParameterizedTest
  @MethodSource("writes")
  void stale_version_is_told_the_current_one_and_changes_nothing(Write write) {
    cart.add(TISSUES, 2);

    Reply refused = attempt(write, "If-Match", "\"1\"");

    assertThat(refused.header("ETag")).isEqualTo("\"2\"");
    assertRefused(refused, 412, "precondition-failed", 2);
  }

  @ParameterizedTest
  @MethodSource("writes")
  void malformed_condition_is_refused_and_changes_nothing(Write write) {
    cart.add(TISSUES, 2);

    for (String malformed : List.of("2", "\"2", "\"2\" \"3\"", "*, \"2\"", "\"2\",", "x")) {
      Reply refused = attempt(write, "If-Match", malformed);

      assertThat(refused.offenders()).as(malformed).containsExactly("If-Match");
      assertRefused(refused, 400, "invalid-request", 2);
    }
  }

  @ParameterizedTest
  @MethodSource("writes")
  void current_version_a_star_and_a_list_with_it_let_the_write_through(Write write) {
    for (String condition : List.of("\"2\"", "*", "\"7\", \"2\"")) {
      GuestCart own = GuestCart.create(CLIENT);
      own.add(TISSUES, 2);

      Reply taken =
          write.sending.apply(new Attempt(own, own.lineOf(TISSUES), "If-Match", condition));

      assertThat(taken.status()).as(condition).isIn(200, 201, 204);
    }
  }

  @Test
  void weak_tag_of_the_current_version_does_not_match() {
    assertRefused(cart.add(TISSUES, 1, "If-Match", "W/\"1\""), 412, "precondition-failed", 1);
  }

  @Test
  void if_none_match_is_ignored_since_prices_live_outside_the_version() {
    cart.add(TISSUES, 1);

    for (String tag : List.of("\"2\"", "W/\"2\"", "*")) {
      Reply view = cart.send(HttpMethod.GET, "", null, "If-None-Match", tag);
      assertThat(view.status()).isEqualTo(200);
      assertThat(view.json().get("version").asLong()).isEqualTo(2);
    }
  }

  @Test
  void repeated_key_is_answered_as_the_first_time_with_the_cart_as_it_is_now() {
    Reply first = cart.add(TISSUES, 2, "Idempotency-Key", "k 1");
    cart.add(SPAGHETTI, 1);
    Reply again = cart.add(TISSUES, 2, "Idempotency-Key", "k 1");

    assertThat(first.status()).isEqualTo(201);
    assertThat(first.headers().containsKey("Idempotent-Replayed")).isFalse();
    assertThat(again.status()).isEqualTo(201);
    assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
    assertThat(again.header("Location")).isEqualTo(first.header("Location"));
    assertThat(again.header("ETag")).isEqualTo("\"3\"");
    assertThat(GuestCart.lines(again)).containsExactly("036000291452@1=2", "080012345108@1=1");
  }

  @Test
  void same_command_written_otherwise_is_a_repeat() {
    cart.add("{\"upc\": \"036000291452\"}", "Idempotency-Key", "k");
    Reply again =
        cart.add(
            "{\"quantity\": 1, \"sellingLocationId\": 1, \"upc\": \"00036000291452\"}",
            "Idempotency-Key",
            "k");

    assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
    assertThat(cart.lines()).containsExactly("036000291452@1=1");
  }

  @Test
  void refusal_is_not_kept_and_is_decided_afresh() {
    breakDown(STUBS.catalog());
    assertRefused(cart.add(TISSUES, 2, "Idempotency-Key", "k"), 502, "upstream-invalid-answer", 1);
    mendUpstreams();

    Reply taken = cart.add(TISSUES, 2, "Idempotency-Key", "k");

    assertThat(taken.status()).isEqualTo(201);
    assertThat(taken.headers().containsKey("Idempotent-Replayed")).isFalse();
  }

  @Test
  void repeated_batch_has_its_first_results() {
    List<String> entries = List.of(GuestCart.entry(TISSUES, 2), GuestCart.entry(NOWHERE, 1));
    Reply first = cart.addAll("PARTIAL", entries, "Idempotency-Key", "b");
    Reply again = cart.addAll("PARTIAL", entries, "Idempotency-Key", "b");

    assertThat(again.status()).isEqualTo(207);
    assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
    assertThat(again.json().get("results")).isEqualTo(first.json().get("results"));
    assertThat(cart.lines()).containsExactly("036000291452@1=2");

    Reply atomic =
        cart.addAll("ATOMIC", List.of(GuestCart.entry(SPAGHETTI, 2)), "Idempotency-Key", "c");
    assertThat(atomic.status()).isEqualTo(200);
    assertThat(
            cart.addAll("ATOMIC", List.of(GuestCart.entry(SPAGHETTI, 2)), "Idempotency-Key", "c")
                .header("Idempotent-Replayed"))
        .isEqualTo("true");
    assertThat(cart.version()).isEqualTo(3);
  }

  @Test
  void key_belongs_to_its_cart() {
    GuestCart other = GuestCart.create(CLIENT);
    cart.add(TISSUES, 2, "Idempotency-Key", "k");

    assertThat(other.add(TISSUES, 3, "Idempotency-Key", "k").status()).isEqualTo(201);
  }

  @Test
  void key_that_is_none_is_refused() {
    for (String key : List.of("", "k".repeat(256))) {
      Reply refused = cart.add(TISSUES, 1, "Idempotency-Key", key);

      assertThat(refused.offenders()).containsExactly("Idempotency-Key");
      assertRefused(refused, 400, "invalid-request", 1);
    }
    assertThat(cart.add(TISSUES, 1, "Idempotency-Key", "k".repeat(255)).status()).isEqualTo(201);
  }

  @ParameterizedTest
  @MethodSource("repeatableWrites")
  void key_is_ignored_where_repeating_is_harmless_by_nature(Write write) {
    cart.add(TISSUES, 2, "Idempotency-Key", "k");

    Reply taken = attempt(write, "Idempotency-Key", "k");

    assertThat(taken.status()).isIn(200, 204);
    assertThat(taken.headers().containsKey("Idempotent-Replayed")).isFalse();
  }

  @Test
  void cart_that_does_not_exist_and_no_token_at_all_are_the_same_refusal() {
    for (String path : List.of(cart.path(), "/v2/carts/AAAAAAAAAAAAAAAAAAAAAA", "/v2/carts/x")) {
      Reply refused = send(HttpMethod.GET, path);

      assertThat(refused.status()).as(path).isEqualTo(404);
      assertThat(refused.code()).as(path).isEqualTo("cart-not-found");
    }
    assertThat(send(HttpMethod.DELETE, "/v2/carts/x").status()).isEqualTo(204);
  }

  @Test
  void bearer_token_is_refused_everywhere_while_nobody_issues_them() {
    cart.add(TISSUES, 2);
    String lineId = cart.lineOf(TISSUES);
    List<Reply> refused =
        List.of(
            send(HttpMethod.POST, "/v2/carts", "Authorization", "Bearer x"),
            cart.send(HttpMethod.GET, "", null, "Authorization", "bearer x"),
            cart.send(HttpMethod.GET, "/items/" + lineId, null, "Authorization", "Bearer x"),
            cart.add(TISSUES, 1, "Authorization", "Bearer x"),
            cart.addAll("ATOMIC", List.of(), "Authorization", "Bearer x"),
            cart.put(lineId, 0, "Authorization", "Bearer x"),
            cart.remove(lineId, "Authorization", "Bearer x"),
            cart.clear("Authorization", "Bearer x"),
            cart.erase("Authorization", "Bearer x"),
            cart.acknowledge(List.of("x"), "Authorization", "Bearer x"));

    assertThat(refused)
        .allSatisfy(
            reply -> {
              assertThat(reply.status()).isEqualTo(401);
              assertThat(reply.code()).isEqualTo("unauthenticated");
              assertThat(reply.header("WWW-Authenticate")).startsWith("Bearer");
            });
    assertThat(cart.version()).isEqualTo(2);
  }

  @Test
  void every_answer_is_not_to_be_stored_and_names_its_trace() {
    Reply added = cart.add(TISSUES, 2);
    for (Reply reply :
        List.of(
            added,
            cart.view(),
            cart.viewLine(cart.lineOf(TISSUES)),
            cart.put(cart.lineOf(TISSUES), 1),
            cart.add(NOWHERE, 1))) {
      assertThat(reply.header("Cache-Control")).isEqualTo("no-store");
      assertThat(reply.header("X-Trace-Id")).hasSize(32);
      assertThat(reply.headers().containsKey("Deprecation")).isFalse();
    }
    assertThat(cart.remove("x").header("X-Trace-Id")).hasSize(32);
  }
}
