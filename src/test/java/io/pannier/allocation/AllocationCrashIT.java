package io.pannier.allocation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.pannier.cart.CartServer;
import io.pannier.local.LocalIssuer;
import io.pannier.local.StubUpstreams;
import io.pannier.testkit.AtOnce;
import io.pannier.testkit.Await;
import io.pannier.testkit.Client;
import io.pannier.testkit.Reply;
import io.pannier.testkit.ServiceProcess;
import io.pannier.testkit.TestDatabase;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpMethod;
import org.springframework.web.reactive.function.client.WebClientRequestException;

/**
 * Kills the packaged service with SIGKILL at random moments, while order systems allocate, release
 * and ship lines of a few products and a warehouse lets batches shrink and grow. Started again, the
 * requests that were not answered are repeated; then lines and batches have to agree to the unit,
 * and nothing that was acknowledged may be lost.
 */
@Tag("mongodb")
@Tag("full")
class AllocationCrashIT {

  private static final int ROUNDS = Integer.getInteger("pannier.crash.allocation-rounds", 3);
  private static final int CLIENTS = 6;
  private static final int WARM_AFTER = 40;
  private static final int LONGEST_LIFE_MILLIS = 1500;
  private static final List<String> SKUS = List.of("LAMP", "TABLE", "CHAIR");
  private static final List<String> BATCHES = List.of("b1", "b2");
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final long seed = Long.getLong("pannier.crash.seed", System.nanoTime());
  private final Random random = new Random(seed);
  private final LocalIssuer issuer = LocalIssuer.start(0);
  private final String bearer = "Bearer " + issuer.token("all-systems", "allocations", "stock");
  private final AtomicInteger acknowledged = new AtomicInteger();
  private final AtomicInteger inDoubt = new AtomicInteger();

  @Test
  void lines_and_batches_agree_to_the_unit_and_nothing_acknowledged_is_lost() throws Exception {
    System.out.println("allocation: " + ROUNDS + " rounds, seed " + seed);
    List<OrderSystem> systems = new ArrayList<>();
    try (TestDatabase mongo = TestDatabase.open();
        StubUpstreams stubs = StubUpstreams.start()) {
      Map<String, String> settings = CartServer.settings(mongo.uri(), stubs);
      settings.putAll(issuer.properties());
      for (int round = 0; round <= ROUNDS; round++) {
        Path log = Path.of("target", "crash", "allocation-" + round + ".log");
        try (ServiceProcess service = ServiceProcess.start(settings, log)) {
          Client client = Client.of(service.url());
          for (OrderSystem system : systems) {
            system.repeat(client);
          }
          if (round == 0) {
            fillUp(client);
          } else {
            check(client, systems);
          }
          if (round < ROUNDS) {
            for (int i = 0; i < CLIENTS; i++) {
              systems.add(new OrderSystem("round-" + round + "-" + i, random.nextLong()));
            }
            killUnder(service, systems.subList(systems.size() - CLIENTS, systems.size()));
          }
        }
      }
    } finally {
      issuer.close();
    }
    System.out.println(
        "allocation: "
            + acknowledged
            + " requests acknowledged, "
            + inDoubt
            + " cut off by the kills and repeated; all audits consistent");
    assertThat(inDoubt.get()).as("requests under way when it was killed").isPositive();
  }

  private void fillUp(Client client) {
    for (String sku : SKUS) {
      for (String batch : BATCHES) {
        send(client, setBatch(sku, batch, 60));
      }
    }
  }

  private void killUnder(ServiceProcess service, List<OrderSystem> systems) throws Exception {
    int before = acknowledged.get();
    Client client = Client.of(service.url());
    AtOnce.during(
        systems.stream().map(system -> system.until(client)).toList(),
        () -> {
          Await.until(() -> acknowledged.get() >= before + WARM_AFTER, PATIENCE);
          Thread.sleep(random.nextInt(LONGEST_LIFE_MILLIS));
          assertThat(service.kill()).isEqualTo(ServiceProcess.KILLED);
        });
  }

  private void check(Client client, List<OrderSystem> systems) {
    for (OrderSystem system : systems) {
      system.check(client);
    }
    for (String sku : SKUS) {
      JsonNode audit =
          json(send(client, new Sent(HttpMethod.GET, "/v2/stock/" + sku + "/audit", null)));
      assertThat(audit.get("consistent").asBoolean()).as(audit.toString()).isTrue();
      for (JsonNode batch :
          json(send(client, new Sent(HttpMethod.GET, "/v2/stock/" + sku, null))).get("batches")) {
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
      JsonNode page = json(send(client, new Sent(HttpMethod.GET, path + after, null)));
      for (JsonNode line : page.get("lines")) {
        units += line.get("quantity").asLong();
      }
      after = page.has("next") ? "&after=" + page.get("next").asText() : null;
    }
    return units;
  }

  /** A request. */
  private record Sent(HttpMethod method, String path, @Nullable String json) {}

  private static Sent setBatch(String sku, String batch, int quantity) {
    return new Sent(
        HttpMethod.PUT,
        "/v2/stock/" + sku + "/batches/" + batch,
        "{\"quantity\": " + quantity + "}");
  }

  private Reply send(Client client, Sent sent) {
    return client.send(sent.method(), sent.path(), sent.json(), "Authorization", bearer);
  }

  private static JsonNode json(Reply answer) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return answer.json();
  }

  /** Lines of its own, and now and then a batch of all, until the service is gone. */
  private final class OrderSystem {

    private final String name;
    private final Random choices;

    /** What its lines were last acknowledged to be, by path: a state, or that there is none. */
    private final Map<String, String> expected = new LinkedHashMap<>();

    private @Nullable Sent unanswered;

    OrderSystem(String name, long seed) {
      this.name = name;
      this.choices = new Random(seed);
    }

    Callable<@Nullable Void> until(Client client) {
      return () -> {
        while (unanswered == null) {
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
        return null;
      };
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
        case 0 -> new Sent(HttpMethod.DELETE, path, null);
        case 1 -> new Sent(HttpMethod.POST, path + "/ship", null);
        default ->
            new Sent(
                HttpMethod.POST,
                "/v2/allocations",
                "{\"orderId\": \"" + order + "\", \"sku\": \"" + sku + "\", \"quantity\": 2}");
      };
    }

    /** What the line must be from now on; a refusal says nothing of it. */
    private void learn(Sent sent, int status) throws IOException {
      if (status >= 300 || sent.method().equals(HttpMethod.PUT)) {
        return;
      }
      if (sent.method().equals(HttpMethod.DELETE)) {
        expected.put(sent.path(), "gone");
      } else if (sent.path().endsWith("/ship")) {
        expected.put(sent.path().replace("/ship", ""), "SHIPPED");
      } else {
        JsonNode body = MAPPER.readTree(Objects.requireNonNull(sent.json()));
        expected.put(
            "/v2/allocations/" + body.get("orderId").asText() + "/" + body.get("sku").asText(),
            "held");
      }
    }

    /** What was not answered is sent again until it is. */
    void repeat(Client client) throws Exception {
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
    void check(Client client) {
      for (Map.Entry<String, String> line : expected.entrySet()) {
        Reply answer = send(client, new Sent(HttpMethod.GET, line.getKey(), null));
        String state =
            answer.status() == 404
                ? "gone"
                : json(answer).get("state").asText().replaceAll("(UN)?ALLOCATED", "held");
        assertThat(state).as(line.getKey() + " " + answer.body()).isEqualTo(line.getValue());
      }
    }
  }
}
