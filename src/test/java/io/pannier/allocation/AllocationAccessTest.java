package io.pannier.allocation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.http.HttpMethod.DELETE;
import static org.springframework.http.HttpMethod.GET;
import static org.springframework.http.HttpMethod.POST;
import static org.springframework.http.HttpMethod.PUT;

import io.pannier.testkit.Reply;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.http.HttpMethod;

/** Each operation is for the systems that it is meant for. */
class AllocationAccessTest extends AllocationJourney {

  private static final Set<String> ORDER_SYSTEM = Set.of("allocations");
  private static final Set<String> THE_WAREHOUSE = Set.of("stock");
  private static final Set<String> EITHER = Set.of("allocations", "stock");

  /** All operations, the scopes that open them, and how they answer about what is not there. */
  enum Asked {
    VIEW_STOCK(EITHER, GET, "/v2/stock/{sku}", null, 404),
    SET_BATCH(THE_WAREHOUSE, PUT, "/v2/stock/{sku}/batches/b1", "{\"quantity\": 1}", 201),
    VIEW_BATCH(EITHER, GET, "/v2/stock/{sku}/batches/b1", null, 404),
    DELETE_BATCH(THE_WAREHOUSE, DELETE, "/v2/stock/{sku}/batches/b1", null, 204),
    LIST_LINES(EITHER, GET, "/v2/stock/{sku}/lines", null, 200),
    AUDIT(THE_WAREHOUSE, GET, "/v2/stock/{sku}/audit", null, 404),
    ALLOCATE(
        ORDER_SYSTEM,
        POST,
        "/v2/allocations",
        "{\"orderId\": \"o1\", \"sku\": \"{sku}\", \"quantity\": 1}",
        422),
    ALLOCATE_ORDER(
        ORDER_SYSTEM,
        POST,
        "/v2/allocations/o1",
        "{\"lines\": [{\"sku\": \"{sku}\", \"quantity\": 1}]}",
        207),
    LIST_UNALLOCATED(ORDER_SYSTEM, GET, "/v2/allocations?state=UNALLOCATED", null, 200),
    VIEW_ORDER(EITHER, GET, "/v2/allocations/no-{sku}", null, 404),
    VIEW_LINE(EITHER, GET, "/v2/allocations/o1/{sku}", null, 404),
    RELEASE(ORDER_SYSTEM, DELETE, "/v2/allocations/o1/{sku}", null, 204),
    SHIP(THE_WAREHOUSE, POST, "/v2/allocations/o1/{sku}/ship", null, 404);

    @SuppressWarnings("ImmutableEnumChecker") // sets of texts
    final Set<String> scopes;

    @SuppressWarnings("ImmutableEnumChecker") // without state
    final HttpMethod method;

    final String path;
    final @Nullable String body;
    final int answer;

    Asked(Set<String> scopes, HttpMethod method, String path, @Nullable String body, int answer) {
      this.scopes = scopes;
      this.method = method;
      this.path = path;
      this.body = body;
      this.answer = answer;
    }
  }

  private Reply ask(Asked operation, String... headers) {
    String body = operation.body == null ? null : operation.body.replace("{sku}", sku);
    return CLIENT.send(operation.method, operation.path.replace("{sku}", sku), body, headers);
  }

  private Reply ask(Asked operation, Set<String> scopes) {
    String token = ISSUER.token("somebody", scopes.toArray(String[]::new));
    return ask(operation, "Authorization", "Bearer " + token);
  }

  @ParameterizedTest
  @EnumSource
  void whoever_has_one_of_its_scopes_is_answered(Asked operation) {
    for (String scope : operation.scopes) {
      assertThat(ask(operation, Set.of(scope)).status()).isEqualTo(operation.answer);
      sendAway();
    }
  }

  /** What the first of two callers made is gone before the second calls. */
  private void sendAway() {
    warehouse(DELETE, batchPath("b1"), null);
  }

  @ParameterizedTest
  @EnumSource
  void whoever_has_only_other_scopes_is_forbidden(Asked operation) {
    Stream.of("allocations", "stock", "orders", "carts", "metrics")
        .filter(scope -> !operation.scopes.contains(scope))
        .forEach(scope -> assertRefused(ask(operation, Set.of(scope)), 403, "forbidden"));
    assertRefused(ask(operation, Set.of()), 403, "forbidden");
    assertThat(warehouse(GET, batchPath("b1"), null).status()).as("unchanged").isEqualTo(404);
  }

  @ParameterizedTest
  @EnumSource
  void whoever_shows_no_token_or_a_bad_one_is_unauthenticated(Asked operation) {
    Reply none = ask(operation);
    Reply bad = ask(operation, "Authorization", "Bearer of.bad.news");

    assertRefused(none, 401, "unauthenticated");
    assertThat(none.header("WWW-Authenticate")).isEqualTo("Bearer");
    assertRefused(bad, 401, "unauthenticated");
    assertThat(bad.header("WWW-Authenticate")).contains("invalid_token");
  }

  @Test
  void what_is_wrong_with_a_request_is_told_before_who_may_send_it() {
    Reply wrong = CLIENT.send(PUT, batchPath("b1"), "{\"quantity\": -1}");

    assertRefused(wrong, 400, "invalid-request");
  }
}
