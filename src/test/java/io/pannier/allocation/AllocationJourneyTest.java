package io.pannier.allocation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.http.HttpMethod.DELETE;
import static org.springframework.http.HttpMethod.GET;
import static org.springframework.http.HttpMethod.POST;

import com.fasterxml.jackson.databind.JsonNode;
import io.pannier.testkit.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What order systems and warehouses do with stock; the scenarios of the book come first. */
class AllocationJourneyTest extends AllocationJourney {

  @Test
  void stock_that_is_here_comes_before_stock_on_its_way_and_the_earliest_before_the_later() {
    batch("tomorrow", 100, "2030-01-02");
    batch("later", 100, "2030-01-09");
    batch("here", 10);

    Reply first = allocate(anyOrder(), 10);
    Reply second = allocate(anyOrder(), 10);

    assertThat(first.status()).isEqualTo(201);
    assertThat(first.json().get("batchReference").asText()).isEqualTo("here");
    assertThat(first.json().get("source").asText()).isEqualTo("IN_STOCK");
    assertThat(second.json().get("batchReference").asText()).isEqualTo("tomorrow");
    assertThat(second.json().get("source").asText()).isEqualTo("INBOUND");
    assertThat(second.json().get("eta").asText()).isEqualTo("2030-01-02");
    assertThat(each(stock().get("batches"), "reference"))
        .containsExactly("here", "tomorrow", "later");
    assertThat(stock().get("available").asLong()).isZero();
    assertThat(stock().get("inbound").asLong()).isEqualTo(190);
  }

  @Test
  void a_sku_without_a_batch_is_refused() {
    assertRefused(allocate(anyOrder(), 1), 422, "invalid-sku");
  }

  @Test
  void a_line_that_fits_into_no_batch_is_refused_with_the_figures_and_is_not_split() {
    batch("small", 6);
    batch("smaller", 5, "2030-01-02");

    Reply refused = allocate(anyOrder(), 7);

    assertRefused(refused, 409, "out-of-stock");
    assertThat(refused.json().get("requested").asLong()).isEqualTo(7);
    assertThat(refused.json().get("largestBatch").asLong()).isEqualTo(6);
    assertThat(refused.json().get("totalAvailable").asLong()).isEqualTo(11);
    assertThat(figures("small")).containsExactly(0L, 0L, 6L, 0L);
  }

  @Test
  void the_same_line_again_is_the_same_allocation() {
    batch("b1", 10);
    String order = anyOrder();

    Reply first = allocate(order, 4);
    Reply again = allocate(order, 4);

    assertThat(first.header("Location")).isEqualTo(linePath(order));
    assertThat(first.header("Cache-Control")).isEqualTo("no-store");
    assertThat(again.status()).isEqualTo(200);
    assertThat(again.json()).isEqualTo(first.json());
    assertThat(figures("b1")).containsExactly(4L, 0L, 6L, 0L);
  }

  @Test
  void the_same_line_in_another_quantity_is_a_conflict_until_it_is_released() {
    batch("b1", 10);
    String order = anyOrder();
    allocate(order, 4);

    Reply conflict = allocate(order, 5);
    assertRefused(conflict, 409, "allocation-conflict");
    assertThat(conflict.json().get("state").asText()).isEqualTo("ALLOCATED");
    assertThat(conflict.json().get("quantity").asLong()).isEqualTo(4);
    assertThat(conflict.json().get("batchReference").asText()).isEqualTo("b1");

    assertThat(orders(DELETE, linePath(order), null).status()).isEqualTo(204);
    assertThat(orders(DELETE, linePath(order), null).status()).isEqualTo(204);
    assertThat(allocate(order, 5).status()).isEqualTo(201);
    assertThat(figures("b1")).containsExactly(5L, 0L, 5L, 0L);
  }

  @Test
  void a_released_line_gives_its_units_to_the_next() {
    batch("b1", 10);
    String order = anyOrder();
    allocate(order, 10);
    assertRefused(allocate(anyOrder(), 1), 409, "out-of-stock");

    orders(DELETE, linePath(order), null);

    assertThat(allocate(anyOrder(), 1).status()).isEqualTo(201);
    assertRefused(orders(GET, linePath(order), null), 404, "order-not-found");
    assertRefused(orders(GET, "/v2/allocations/" + order, null), 404, "order-not-found");
  }

  @Test
  void a_line_is_shipped_once_it_is_here_and_then_it_stays_shipped() {
    batch("b1", 10, "2030-01-02");
    String order = anyOrder();
    allocate(order, 4);
    assertRefused(warehouse(POST, linePath(order) + "/ship", null), 409, "allocation-conflict");

    batch("b1", 10); // it has arrived
    Reply shipped = warehouse(POST, linePath(order) + "/ship", null);
    Reply again = warehouse(POST, linePath(order) + "/ship", null);

    assertThat(shipped.status()).isEqualTo(200);
    assertThat(shipped.json().get("state").asText()).isEqualTo("SHIPPED");
    assertThat(again.json()).isEqualTo(shipped.json());
    assertThat(figures("b1")).containsExactly(0L, 4L, 6L, 0L);
    assertRefused(orders(DELETE, linePath(order), null), 409, "allocation-conflict");
    assertRefused(allocate(order, 4), 409, "allocation-conflict");
    assertRefused(warehouse(DELETE, batchPath("b1"), null), 409, "allocation-conflict");
    assertRefused(warehouse(POST, linePath(anyOrder()) + "/ship", null), 404, "order-not-found");
  }

  @Test
  void a_batch_that_shrinks_lets_its_newest_lines_go_where_they_fit_or_nowhere() {
    batch("b1", 10);
    String oldest = anyOrder();
    String middle = anyOrder();
    String newest = anyOrder();
    allocate(oldest, 4);
    allocate(middle, 3);
    allocate(newest, 3);
    batch("b2", 3, "2030-01-02");

    JsonNode set = batch("b1", 4).json();

    assertThat(each(set.get("moved"), "orderId")).containsExactly(newest);
    assertThat(each(set.get("moved"), "batchReference")).containsExactly("b2");
    assertThat(each(set.get("unallocated"), "orderId")).containsExactly(middle);
    assertThat(set.get("excess").asLong()).isZero();
    JsonNode lost = orders(GET, linePath(middle), null).json();
    assertThat(lost.get("state").asText()).isEqualTo("UNALLOCATED");
    assertThat(lost.has("batchReference")).isFalse();
    assertThat(unallocatedOrders()).contains(middle).doesNotContain(oldest, newest);
    assertThat(allocate(middle, 2).json().path("code").asText()).isEqualTo("out-of-stock");
    assertConsistent();
  }

  private static List<String> unallocatedOrders() {
    List<String> all = new ArrayList<>();
    String path = "/v2/allocations?state=UNALLOCATED";
    String next = "";
    do {
      JsonNode page = orders(GET, path + next, null).json();
      all.addAll(each(page.get("lines"), "orderId"));
      next = page.has("next") ? "&after=" + page.get("next").asText() : "";
    } while (!next.isEmpty());
    return all;
  }

  @Test
  void a_batch_is_set_absolutely_and_a_late_message_changes_nothing() {
    Reply created = put("b1", "{\"quantity\": 10, \"revision\": 2}");
    assertThat(created.status()).isEqualTo(201);
    assertThat(created.header("Location")).isEqualTo(batchPath("b1"));

    Reply late = put("b1", "{\"quantity\": 5, \"revision\": 1}");
    Reply repeated = put("b1", "{\"quantity\": 10, \"revision\": 2}");
    Reply newer = put("b1", "{\"quantity\": 20, \"revision\": 9223372036854775807}");

    assertThat(late.status()).isEqualTo(200);
    assertThat(late.json().get("applied").asBoolean()).isFalse();
    assertThat(late.json().at("/batch/quantity").asLong()).isEqualTo(10);
    assertThat(repeated.json().get("applied").asBoolean()).isTrue();
    assertThat(newer.json().at("/batch/revision").asLong()).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void an_allocation_that_arrives_after_its_release_is_refused() {
    batch("b1", 10);
    String order = anyOrder();

    orders(DELETE, linePath(order) + "?revision=2", null);
    Reply late =
        orders(
            POST,
            "/v2/allocations",
            "{\"orderId\": \""
                + order
                + "\", \"sku\": \""
                + sku
                + "\", \"quantity\": 1, \"revision\": 1}");

    assertRefused(late, 409, "allocation-conflict");
    assertThat(figures("b1")).containsExactly(0L, 0L, 10L, 0L);
  }

  @Test
  void a_batch_that_was_a_mistake_can_be_deleted_and_is_then_unknown() {
    batch("b1", 10);

    assertThat(warehouse(DELETE, batchPath("b1"), null).status()).isEqualTo(204);
    assertThat(warehouse(DELETE, batchPath("b1"), null).status()).isEqualTo(204);

    assertRefused(warehouse(GET, batchPath("b1"), null), 404, "stock-not-found");
    assertRefused(warehouse(GET, "/v2/stock/" + sku, null), 404, "stock-not-found");
    assertRefused(warehouse(GET, "/v2/stock/" + sku + "/audit", null), 404, "stock-not-found");
    assertThat(batch("b1", 3).status()).isEqualTo(201);
  }

  @Test
  void a_sku_has_at_most_two_hundred_batches_that_are_not_used_up() {
    IntStream.rangeClosed(1, 200).forEach(i -> batch("b" + i, 1));
    assertRefused(batch("too-many", 1), 422, "too-many-batches");
    String order = anyOrder();
    allocate(order, 1);
    warehouse(POST, linePath(order) + "/ship", null);

    assertThat(batch("one-more", 1).status()).isEqualTo(201);
    assertRefused(batch("too-many", 1), 422, "too-many-batches");
    assertThat(figures("b1")).as("still readable").containsExactly(0L, 1L, 0L, 0L);
    assertThat(batch("b1", 1).status()).as("repeated, with its counts").isEqualTo(200);
    assertThat(figures("b1")).containsExactly(0L, 1L, 0L, 0L);
    assertThat(stock().get("batches")).hasSize(200);
  }

  @Test
  void an_order_is_allocated_line_by_line_and_listed_by_sku() {
    batch("b1", 10);
    String order = anyOrder();

    Reply results =
        orders(
            POST,
            "/v2/allocations/" + order,
            "{\"lines\": [{\"sku\": \""
                + sku
                + "\", \"quantity\": 11},"
                + " {\"sku\": \"NO-SUCH-SKU\", \"quantity\": 1}]}");

    assertThat(results.status()).isEqualTo(207);
    assertThat(each(results.json().get("results"), "status")).containsExactly("409", "422");
    assertThat(each(results.json().get("results"), "code"))
        .containsExactly("out-of-stock", "invalid-sku");
    assertThat(results.json().at("/results/0/largestBatch").asLong()).isEqualTo(10);
    String right = "{\"lines\": [{\"sku\": \"" + sku + "\", \"quantity\": 10}]}";
    assertThat(
            each(orders(POST, "/v2/allocations/" + order, right).json().get("results"), "status"))
        .containsExactly("201");
    assertThat(
            each(orders(POST, "/v2/allocations/" + order, right).json().get("results"), "status"))
        .containsExactly("200");
    JsonNode listed = orders(GET, "/v2/allocations/" + order, null).json();
    assertThat(each(listed.get("allocations"), "sku")).containsExactly(sku);
  }

  @Test
  void long_lists_come_in_parts_that_are_whole_together() {
    batch("b1", 1000);
    List<String> orders = IntStream.range(0, 101).mapToObj(i -> anyOrder()).sorted().toList();
    orders.forEach(order -> allocate(order, 1));

    String path = "/v2/stock/" + sku + "/lines";
    JsonNode first = warehouse(GET, path, null).json();
    JsonNode second = warehouse(GET, path + "?after=" + first.get("next").asText(), null).json();
    JsonNode newest = warehouse(GET, path + "?batch=b1&state=ALLOCATED", null).json();
    JsonNode oldest =
        warehouse(GET, path + "?batch=b1&after=" + newest.get("next").asText(), null).json();

    assertThat(
            Stream.concat(
                each(first.get("lines"), "orderId").stream(),
                each(second.get("lines"), "orderId").stream()))
        .containsExactlyElementsOf(orders);
    assertThat(second.has("next")).isFalse();
    assertThat(each(newest.get("lines"), "orderId").get(0)).isEqualTo(orders.get(100));
    assertThat(each(oldest.get("lines"), "orderId")).containsExactly(orders.get(0));
    assertThat(warehouse(GET, path + "?state=SHIPPED", null).json().get("lines")).isEmpty();
  }

  @Test
  void a_place_in_another_list_is_refused() {
    batch("b1", 1);
    String order = anyOrder();
    String cursor = "0." + anyOrder() + "." + sku;

    Reply other = orders(GET, "/v2/allocations/" + order + "?after=" + cursor, null);
    Reply none = orders(GET, "/v2/stock/" + sku + "/lines?after=elsewhere", null);

    assertThat(other.offenders()).containsExactly("after");
    assertThat(none.offenders()).containsExactly("after");
  }

  @Test
  void all_that_is_wrong_is_named_and_nothing_is_changed() {
    batch("b1", 5);

    assertThat(
            put(
                    "b1",
                    "{\"quantity\": -1, \"eta\": \"2030-02-30\", \"revision\": -1, \"colour\": 1}")
                .offenders())
        .containsExactly("quantity", "eta", "revision", "colour");
    assertThat(put("b1", "{\"quantity\": 1000000001}").offenders()).containsExactly("quantity");
    assertThat(put("b1", "{}").offenders()).containsExactly("quantity");
    assertThat(
            orders(
                    POST,
                    "/v2/allocations",
                    "{\"orderId\": \"a b\", \"sku\": \"\", \"quantity\": 0}")
                .offenders())
        .containsExactly("orderId", "sku", "quantity");
    assertThat(
            orders(
                    POST,
                    "/v2/allocations/" + anyOrder(),
                    "{\"lines\": [{\"sku\": \"A\", \"quantity\": 1}, {\"sku\": \"A\", \"quantity\": 1.5},"
                        + " {\"sku\": \"A\", \"quantity\": 1}]}")
                .offenders())
        .containsExactly("lines[1].quantity", "lines[2].sku");
    assertThat(orders(GET, "/v2/allocations", null).offenders()).containsExactly("state");
    assertThat(orders(GET, "/v2/allocations?state=SHIPPED", null).offenders())
        .containsExactly("state");
    assertThat(orders(DELETE, linePath("o1") + "?revision=1.5", null).offenders())
        .containsExactly("revision");
    assertThat(warehouse(GET, "/v2/stock/" + sku + "/lines?state=HELD&batch=.x", null).offenders())
        .containsExactly("state", "batch");
    assertThat(figures("b1")).containsExactly(0L, 0L, 5L, 0L);
  }
}
