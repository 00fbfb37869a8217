package io.pannier.allocation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.http.HttpMethod.GET;
import static org.springframework.http.HttpMethod.POST;
import static org.springframework.http.HttpMethod.PUT;

import com.fasterxml.jackson.databind.JsonNode;
import io.pannier.testkit.AtOnce;
import io.pannier.testkit.Client;
import io.pannier.testkit.PannierServer;
import io.pannier.testkit.Reply;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Two replicas on one database, and many who want the same. */
@Tag("mongodb")
class AllocationRacesJourneyTest extends AllocationJourney {

  private static final PannierServer OTHER = start();
  private static final List<Client> BOTH = List.of(CLIENT, OTHER.client());

  @AfterAll
  static void stop() {
    OTHER.close();
  }

  private static Client either(int i) {
    return BOTH.get(i % BOTH.size());
  }

  private static Map<Integer, Long> statuses(List<Reply> replies) {
    return replies.stream().collect(Collectors.groupingBy(Reply::status, Collectors.counting()));
  }

  @Test
  void of_a_hundred_who_want_one_of_ten_units_exactly_ten_get_one() {
    batch("b1", 10);
    List<String> orders = IntStream.range(0, 100).mapToObj(i -> anyOrder()).toList();
    double allocated = countOfBoth("pannier.allocation.allocated");
    double outOfStock = countOfBoth("pannier.allocation.out.of.stock");

    List<Reply> replies = AtOnce.run(100, i -> allocate(either(i), orders.get(i), 1));

    assertThat(statuses(replies)).isEqualTo(Map.of(201, 10L, 409, 90L));
    assertThat(replies.stream().filter(reply -> reply.status() == 409).map(Reply::code))
        .containsOnly("out-of-stock");
    assertThat(figures("b1")).containsExactly(10L, 0L, 0L, 0L);
    assertThat(countOfBoth("pannier.allocation.allocated") - allocated).isEqualTo(10);
    assertThat(countOfBoth("pannier.allocation.out.of.stock") - outOfStock).isEqualTo(90);
    assertConsistent();
  }

  @Test
  void one_line_that_is_sent_a_hundred_times_at_once_is_one_movement() {
    batch("b1", 100);
    String order = anyOrder();
    double before = stockWrites(SERVER) + stockWrites(OTHER) - lostRaces();

    List<Reply> replies = AtOnce.run(100, i -> allocate(either(i), order, 1));

    assertThat(statuses(replies)).isEqualTo(Map.of(201, 1L, 200, 99L));
    assertThat(figures("b1")).containsExactly(1L, 0L, 99L, 0L);
    assertThat(stockWrites(SERVER) + stockWrites(OTHER) - lostRaces() - before)
        .as("writes of the stock that won")
        .isEqualTo(1);
  }

  private static double lostRaces() {
    return countOfBoth("pannier.allocation.lost.races");
  }

  private static double countOfBoth(String counter) {
    return Stream.of(SERVER, OTHER).mapToDouble(one -> count(one, counter)).sum();
  }

  @Test
  void an_order_of_a_hundred_lines_is_a_hundred_movements_without_a_conflict() {
    List<String> skus = IntStream.range(0, 100).mapToObj(i -> sku + "." + i).toList();
    skus.forEach(one -> warehouse(PUT, "/v2/stock/" + one + "/batches/b1", "{\"quantity\": 1}"));
    String lines =
        skus.stream()
            .map(one -> "{\"sku\": \"" + one + "\", \"quantity\": 1}")
            .collect(Collectors.joining(",", "{\"lines\": [", "]}"));
    String order = anyOrder();

    List<Reply> replies =
        AtOnce.run(2, i -> send(either(i), ORDERS, POST, "/v2/allocations/" + order, lines));

    List<String> all =
        replies.stream()
            .flatMap(reply -> each(reply.json().get("results"), "status").stream())
            .toList();
    assertThat(Collections.frequency(all, "201")).isEqualTo(100);
    assertThat(Collections.frequency(all, "200")).isEqualTo(100);
    JsonNode listed = orders(GET, "/v2/allocations/" + order, null).json();
    assertThat(each(listed.get("allocations"), "sku")).containsExactlyElementsOf(sorted(skus));
  }

  private static List<String> sorted(List<String> texts) {
    return texts.stream().sorted().toList();
  }

  @Test
  void a_hot_product_takes_few_writes_of_its_stock_on_one_replica() {
    batch("b1", 150);
    double before = stockWrites(SERVER);

    List<Reply> replies = AtOnce.run(200, i -> allocate(CLIENT, "hot-" + i, 1));

    assertThat(statuses(replies)).isEqualTo(Map.of(201, 150L, 409, 50L));
    assertThat(stockWrites(SERVER) - before).isBetween(1.0, 40.0);
    assertConsistent();
  }

  @Test
  void a_hot_product_takes_few_writes_of_its_stock_on_two_replicas() {
    batch("b1", 150);
    double before = stockWrites(SERVER) + stockWrites(OTHER);

    List<Reply> replies = AtOnce.run(200, i -> allocate(either(i), "hot-" + i, 1));

    assertThat(statuses(replies)).isEqualTo(Map.of(201, 150L, 409, 50L));
    assertThat(stockWrites(SERVER) + stockWrites(OTHER) - before).isBetween(1.0, 120.0);
    assertConsistent();
  }

  /** Attempts that were lost to another writer included. */
  private static double stockWrites(PannierServer replica) {
    return count(replica, "pannier.allocation.stock.writes");
  }

  @Test
  void while_a_batch_shrinks_nothing_is_lost_and_nothing_is_promised_twice() {
    batch("b1", 60);
    IntStream.range(0, 60).forEach(i -> allocate("first-" + i + sku.hashCode(), 1));
    batch("b2", 40);

    List<Reply> replies =
        AtOnce.run(
            42,
            i ->
                i == 0
                    ? batch("b1", 10)
                    : i == 1
                        ? send(either(1), WAREHOUSE, PUT, batchPath("b2"), "{\"quantity\": 45}")
                        : allocate(either(i), "second-" + i + sku.hashCode(), 1));

    assertThat(statuses(replies).keySet()).isSubsetOf(200, 201, 409);
    long promised = Stream.of("b1", "b2").mapToLong(batch -> figures(batch).get(0)).sum();
    long unallocated =
        warehouse(GET, "/v2/stock/" + sku + "/lines?state=UNALLOCATED", null)
            .json()
            .get("lines")
            .size();
    long created = 60 + replies.stream().filter(reply -> reply.status() == 201).count();
    assertThat(promised + unallocated).isEqualTo(created);
    assertThat(figures("b1").get(0)).isEqualTo(10);
    assertThat(figures("b2").get(0)).isLessThanOrEqualTo(45);
    assertConsistent();
  }
}
