package io.pannier.allocation;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.http.HttpMethod.GET;
import static org.springframework.http.HttpMethod.POST;
import static org.springframework.http.HttpMethod.PUT;

import com.fasterxml.jackson.databind.JsonNode;
import io.pannier.allocation.AllocationTraffic.OrderSystem;
import io.pannier.local.LocalIssuer;
import io.pannier.testkit.AtOnce;
import io.pannier.testkit.Client;
import io.pannier.testkit.Replicas;
import io.pannier.testkit.Reply;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.springframework.http.HttpMethod;

/**
 * Three packaged services on one database: races for stock between them, and kills of one after the
 * other.
 */
@Tag("mongodb")
@Tag("full")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class AllocationReplicasIT {

  private static final int SYSTEMS_OF_EACH = 2;
  private static final int WARM_AFTER = 40;

  private static final LocalIssuer ISSUER = LocalIssuer.start(0);
  private static final Replicas REPLICAS = Replicas.start("allocation-replica", settings());

  private final String token = ISSUER.token("all-systems", "allocations", "stock");
  private final Random random = new Random(Long.getLong("pannier.crash.seed", System.nanoTime()));

  private static Map<String, String> settings() {
    Map<String, String> settings = new HashMap<>(ISSUER.properties());
    settings.put("pannier.security.keys-timeout", "10s");
    return settings;
  }

  @AfterAll
  static void stop() {
    REPLICAS.close();
    ISSUER.close();
  }

  private Reply send(Client client, HttpMethod method, String path, @Nullable String json) {
    return client.send(method, path, json, "Authorization", "Bearer " + token);
  }

  private void batch(String sku, int quantity) {
    String path = "/v2/stock/" + sku + "/batches/b1";
    assertThat(send(REPLICAS.client(0), PUT, path, "{\"quantity\": " + quantity + "}").status())
        .isEqualTo(201);
  }

  /** How often each status came, when as many ask for one unit at once. */
  private Map<Integer, Long> statuses(int runners, String sku, IntFunction<String> order) {
    List<Reply> replies =
        AtOnce.run(
            runners,
            i ->
                send(
                    REPLICAS.client(i),
                    POST,
                    "/v2/allocations",
                    "{\"orderId\": \""
                        + order.apply(i)
                        + "\", \"sku\": \""
                        + sku
                        + "\", \"quantity\": 1}"));
    return replies.stream().collect(groupingBy(Reply::status, counting()));
  }

  /** Units that the only batch has promised, which its lines agree with. */
  private long allocated(String sku) {
    JsonNode audit = send(REPLICAS.client(1), GET, "/v2/stock/" + sku + "/audit", null).json();
    assertThat(audit.get("consistent").asBoolean()).as(audit.toString()).isTrue();
    return send(REPLICAS.client(2), GET, "/v2/stock/" + sku + "/batches/b1", null)
        .json()
        .get("allocated")
        .asLong();
  }

  @Test
  @Order(1)
  void of_a_hundred_who_want_one_of_ten_units_exactly_ten_get_one() {
    batch("HOT", 10);

    Map<Integer, Long> statuses = statuses(100, "HOT", i -> "hot-" + i);

    assertThat(statuses).isEqualTo(Map.of(201, 10L, 409, 90L));
    assertThat(allocated("HOT")).isEqualTo(10);
    System.out.printf(
        "100 who want one of 10 units, over %d replicas: %s%n", Replicas.COUNT, statuses);
  }

  @Test
  @Order(2)
  void one_line_that_is_sent_sixty_times_at_once_is_one_movement() {
    batch("ONCE", 100);

    Map<Integer, Long> statuses = statuses(60, "ONCE", i -> "the-only-one");

    assertThat(statuses).isEqualTo(Map.of(201, 1L, 200, 59L));
    assertThat(allocated("ONCE")).isEqualTo(1);
    System.out.printf("60 requests for one line, over %d replicas: %s%n", Replicas.COUNT, statuses);
  }

  @Test
  @Order(3)
  void while_one_after_the_other_is_killed_stock_is_lost_nowhere_and_promised_once()
      throws Exception {
    AllocationTraffic traffic = new AllocationTraffic(token);
    traffic.fillUp(REPLICAS.client(0));
    List<List<OrderSystem>> systems =
        IntStream.range(0, Replicas.COUNT)
            .mapToObj(replica -> systemsOf(traffic, "replica-" + replica + "-"))
            .toList();
    AtOnce.during(
        IntStream.range(0, Replicas.COUNT)
            .boxed()
            .flatMap(i -> systems.get(i).stream().map(system -> system.with(REPLICAS.client(i))))
            .toList(),
        () -> REPLICAS.killAllButTheLast(traffic::acknowledged, WARM_AFTER, random, systems));

    for (OrderSystem system : systems.get(Replicas.LAST)) {
      system.repeat(REPLICAS.client(Replicas.LAST));
    }
    traffic.check(REPLICAS.client(Replicas.LAST));
    System.out.println(traffic.report());
    assertThat(traffic.inDoubt()).as("requests under way at the kills").isPositive();
  }

  private List<OrderSystem> systemsOf(AllocationTraffic traffic, String name) {
    return IntStream.range(0, SYSTEMS_OF_EACH)
        .mapToObj(i -> traffic.system(name + i, random.nextLong()))
        .toList();
  }
}
