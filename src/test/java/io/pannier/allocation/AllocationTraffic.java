package io.pannier.allocation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.pannier.testkit.Await;
import io.pannier.testkit.Client;
import io.pannier.testkit.Replicas;
import io.pannier.testkit.Reply;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.web.reactive.function.client.WebClientRequestException;

/**
 * Order systems that allocate, release and ship lines of a few products while a warehouse lets
 * batches shrink and grow, and what all of them were told.
 */
final class AllocationTraffic {

  static final Duration PATIENCE = Duration.ofMinutes(2);

  private static final List<String> SKUS = List.of("LAMP", "TABLE", "CHAIR");
  private static final List<String> BATCHES = List.of("b1", "b2");

  private final String bearer;
  private final List<OrderSystem> systems = new ArrayList<>();
  private final AtomicInteger acknowledged = new AtomicInteger();
  private final AtomicInteger inDoubt = new AtomicInteger();

  /**
   * None so far.
   *
   * @param token with the scopes {@code allocations} and {@code stock}
   */
  AllocationTraffic(String token) {
    this.bearer = "Bearer " + token;
  }

  /** Some units of each product, in two batches. */
  void fillUp(Client client) {
    for (String sku : SKUS) {
      for (String batch : BATCHES) {
        json(send(client, setBatch(sku, batch, 60)));
      }
    }
  }

  /** One more order system, with orders of its own, whose choices follow from the seed. */
  OrderSystem system(String name, long seed) {
    OrderSystem system = new OrderSystem(name, seed);
    systems.add(system);
    return system;
  }

  /** All that there have been. */
  List<OrderSystem> systems() {
    return List.copyOf(systems);
  }

  /** How many requests were answered below 500. */
  int acknowledged() {
    return acknowledged.get();
  }

  /** How many requests a kill cut off. */
  int inDoubt() {
    return inDoubt.get();
  }

  String report() {
    return "allocation: "
        + acknowledged
        + " requests acknowledged, "
        + inDoubt
        + " cut off by the kills and repeated; all audits consistent";
  }

  /**
   * Each line is what it was last acknowledged to be, and lines and batches agree to the unit.
   *
   * @throws AssertionError if not
   */
  void check(Client client) {
    for (OrderSystem system : systems) {
      system.check(client);
    }
    for (String sku : SKUS) {
      JsonNode audit = get(client, "/v2/stock/" + sku + "/audit");
      assertThat(audit.get("consistent").asBoolean()).as(audit.toString()).isTrue();
      for (JsonNode batch : get(client, "/v2/stock/" + sku).get("batches")) {
        long held = batch.get("allocated").asLong() + batch.get("shipped").asLong();
        assertThat(held - batch.get("excess").asLong())
            .as("promised of " + batch)
            .isLessThanOrEqualTo(batch.get("quantity").asLong());
        assertThat(batch.get("shipped").asLong())
            .isEqualTo(shippedUnits(client, sku, batch.get("reference").asText()));
      }
    }
  }

  private long shippedUnits(Client client, String sku, String batch) {
    String path = "/v2/stock/" + sku + "/lines?state=SHIPPED&batch=" + batch;
    long units = 0;
    String after = "";
    while (after != null) {
      JsonNode page = get(client, path + after);
      for (JsonNode line : page.get("lines")) {
        units += line.get("quantity").asLong();
      }
      after = page.has("next") ? "&after=" + page.get("next").asText() : null;
    }
    return units;
  }

  /** A line by its path, and its state: {@code held}, {@code SHIPPED} or {@code gone}. */
  private record Line(String path, String state) {}

  /**
   * A request.
   *
   * @param makes what a line is once it succeeded; none where it is about a batch
   */
  private record Sent(
      HttpMethod method, String path, @Nullable String json, @Nullable Line makes) {}

  private static Sent setBatch(String sku, String batch, int quantity) {
    return new Sent(
        HttpMethod.PUT,
        "/v2/stock/" + sku + "/batches/" + batch,
        "{\"quantity\": " + quantity + "}",
        null);
  }

  private Reply send(Client client, Sent sent) {
    return client.send(sent.method(), sent.path(), sent.json(), "Authorization", bearer);
  }

  private JsonNode get(Client client, String path) {
    return json(send(client, new Sent(HttpMethod.GET, path, null, null)));
  }

  private static JsonNode json(Reply answer) {
    assertThat(answer.status()).as(answer.body()).isBetween(200, 299);
    return answer.json();
  }

  /**
   * Lines of its own, and now and then a batch of all, until the service is gone or it is ended.
   */
  final class OrderSystem implements Replicas.Sender {

    private final String name;
    private final Random choices;

    /** What its lines were last acknowledged to be, by path: a state, or that there is none. */
    private final Map<String, String> expected = new LinkedHashMap<>();

    private @Nullable Sent unanswered;
    private volatile boolean enough;
    private volatile boolean ended;

    private OrderSystem(String name, long seed) {
      this.name = name;
      this.choices = new Random(seed);
    }

    Callable<@Nullable Void> with(Client client) {
      return () -> {
        try {
          while (unanswered == null && !enough) {
            sendNext(client);
          }
        } finally {
          ended = true;
        }
        return null;
      };
    }

    private void sendNext(Client client) {
      Sent next = next();
      unanswered = next;
      try {
        Reply answer = send(client, next);
        if (answer.status() < 500) {
          unanswered = null;
          acknowledged.incrementAndGet();
          learn(next, answer.status());
        }
      } catch (WebClientRequestException killed) {
        inDoubt.incrementAndGet();
      }
    }

    @Override
    public void end() {
      enough = true;
    }

    @Override
    public boolean hasEnded() {
      return ended;
    }

    private Sent next() {
      String sku = SKUS.get(choices.nextInt(SKUS.size()));
      if (choices.nextInt(12) == 0) {
        return setBatch(
            sku, BATCHES.get(choices.nextInt(BATCHES.size())), 20 + choices.nextInt(80));
      }
      String order = name + "-" + choices.nextInt(40);
      String path = "/v2/allocations/" + order + "/" + sku;
      return switch (choices.nextInt(6)) {
        case 0 -> new Sent(HttpMethod.DELETE, path, null, new Line(path, "gone"));
        case 1 -> new Sent(HttpMethod.POST, path + "/ship", null, new Line(path, "SHIPPED"));
        default ->
            new Sent(
                HttpMethod.POST,
                "/v2/allocations",
                "{\"orderId\": \"" + order + "\", \"sku\": \"" + sku + "\", \"quantity\": 2}",
                new Line(path, "held"));
      };
    }

    /** What the line must be from now on; a refusal says nothing of it. */
    private void learn(Sent sent, int status) {
      Line line = sent.makes();
      if (status < 300 && line != null) {
        expected.put(line.path(), line.state());
      }
    }

    @Override
    public void repeat(Client client) throws InterruptedException {
      Sent again = unanswered;
      if (again == null) {
        return;
      }
      int[] status = {500};
      Await.until(
          () -> {
            status[0] = send(client, again).status();
            return status[0] < 500;
          },
          PATIENCE);
      unanswered = null;
      learn(again, status[0]);
    }

    /** A line that is held may have lost its batch, since batches shrink. */
    private void check(Client client) {
      for (Map.Entry<String, String> line : expected.entrySet()) {
        Reply answer = send(client, new Sent(HttpMethod.GET, line.getKey(), null, null));
        String state =
            answer.status() == 404
                ? "gone"
                : json(answer).get("state").asText().replaceAll("(UN)?ALLOCATED", "held");
        assertThat(state).as(line.getKey() + " " + answer.body()).isEqualTo(line.getValue());
      }
    }
  }
}
