package io.pannier.allocation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.pannier.cart.CartServer;
import io.pannier.local.LocalIssuer;
import io.pannier.local.StubUpstreams;
import io.pannier.testkit.Await;
import io.pannier.testkit.ServiceProcess;
import io.pannier.testkit.TestDatabase;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

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

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
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
          for (OrderSystem system : systems) {
            system.repeat(service.url());
          }
          if (round == 0) {
            fillUp(service.url());
          } else {
            check(service.url(), systems);
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

  private void fillUp(String url) throws Exception {
    for (String sku : SKUS) {
      for (String batch : BATCHES) {
        send(url, setBatch(sku, batch, 60));
      }
    }
  }

  private void killUnder(ServiceProcess service, List<OrderSystem> systems) throws Exception {
    int before = acknowledged.get();
    ExecutorService running = Executors.newFixedThreadPool(systems.size());
    try {
      List<Future<?>> ends = new ArrayList<>();
      systems.forEach(system -> ends.add(running.submit(system.until(service.url()))));
      Await.until(() -> acknowledged.get() >= before + WARM_AFTER, PATIENCE);
      Thread.sleep(random.nextInt(LONGEST_LIFE_MILLIS));
      assertThat(service.kill()).isEqualTo(ServiceProcess.KILLED);
      for (Future<?> end : ends) {
        end.get();
      }
    } finally {
      running.shutdownNow();
    }
  }

  private void check(String url, List<OrderSystem> systems) throws Exception {
    for (OrderSystem system : systems) {
      system.check(url);
    }
    for (String sku : SKUS) {
      JsonNode audit = json(send(url, new Sent("GET", "/v2/stock/" + sku + "/audit", "")));
      assertThat(audit.get("consistent").asBoolean()).as(audit.toString()).isTrue();
      for (JsonNode batch :
          json(send(url, new Sent("GET", "/v2/stock/" + sku, ""))).get("batches")) {
        long held = batch.get("allocated").asLong() + batch.get("shipped").asLong();
        assertThat(held - batch.get("excess").asLong())
            .as("promised of " + batch)
            .isLessThanOrEqualTo(batch.get("quantity").asLong());
        assertThat(batch.get("shipped").asLong())
            .isEqualTo(shippedUnits(url, sku, batch.get("reference").asText()));
      }
    }
  }

  private long shippedUnits(String url, String sku, String batch) throws Exception {
    String path = "/v2/stock/" + sku + "/lines?state=SHIPPED&batch=" + batch;
    long units = 0;
    String after = "";
    while (after != null) {
      JsonNode page = json(send(url, new Sent("GET", path + after, "")));
      for (JsonNode line : page.get("lines")) {
        units += line.get("quantity").asLong();
      }
      after = page.has("next") ? "&after=" + page.get("next").asText() : null;
    }
    return units;
  }

  /** A request. */
  private record Sent(String method, String path, String body) {}

  private static Sent setBatch(String sku, String batch, int quantity) {
    return new Sent(
        "PUT", "/v2/stock/" + sku + "/batches/" + batch, "{\"quantity\": " + quantity + "}");
  }

  private HttpResponse<String> send(String url, Sent sent)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(url + sent.path()))
            .timeout(PATIENCE)
            .header("Authorization", bearer);
    if (!sent.body().isEmpty()) {
      request.header("Content-Type", "application/json");
    }
    return http.send(
        request
            .method(
                sent.method(),
                sent.body().isEmpty()
                    ? BodyPublishers.noBody()
                    : BodyPublishers.ofString(sent.body()))
            .build(),
        BodyHandlers.ofString());
  }

  private static JsonNode json(HttpResponse<String> answer) throws IOException {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return MAPPER.readTree(answer.body());
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

    Callable<@Nullable Void> until(String url) {
      return () -> {
        while (unanswered == null) {
          Sent next = next();
          unanswered = next;
          try {
            HttpResponse<String> answer = send(url, next);
            if (answer.statusCode() < 500) {
              unanswered = null;
              acknowledged.incrementAndGet();
              learn(next, answer.statusCode());
            }
          } catch (IOException killed) {
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
        case 0 -> new Sent("DELETE", path, "");
        case 1 -> new Sent("POST", path + "/ship", "");
        default ->
            new Sent(
                "POST",
                "/v2/allocations",
                "{\"orderId\": \"" + order + "\", \"sku\": \"" + sku + "\", \"quantity\": 2}");
      };
    }

    /** What the line must be from now on; a refusal says nothing of it. */
    private void learn(Sent sent, int status) throws IOException {
      if (status >= 300 || sent.method().equals("PUT")) {
        return;
      }
      if (sent.method().equals("DELETE")) {
        expected.put(sent.path(), "gone");
      } else if (sent.path().endsWith("/ship")) {
        expected.put(sent.path().replace("/ship", ""), "SHIPPED");
      } else {
        JsonNode body = MAPPER.readTree(sent.body());
        expected.put(
            "/v2/allocations/" + body.get("orderId").asText() + "/" + body.get("sku").asText(),
            "held");
      }
    }

    /** What was not answered is sent again until it is. */
    void repeat(String url) throws Exception {
      Sent again = unanswered;
      if (again == null) {
        return;
      }
      int[] status = {500};
      Await.until(
          () -> {
            try {
              status[0] = send(url, again).statusCode();
            } catch (IOException | InterruptedException failed) {
              throw new AssertionError(failed);
            }
            return status[0] < 500;
          },
          PATIENCE);
      unanswered = null;
      learn(again, status[0]);
    }

    /** A line that is held may have lost its batch, since batches shrink. */
    void check(String url) throws Exception {
      for (Map.Entry<String, String> line : expected.entrySet()) {
        HttpResponse<String> answer = send(url, new Sent("GET", line.getKey(), ""));
        String state =
            answer.statusCode() == 404
                ? "gone"
                : json(answer).get("state").asText().replaceAll("(UN)?ALLOCATED", "held");
        assertThat(state).as(line.getKey() + " " + answer.body()).isEqualTo(line.getValue());
      }
    }
  }
}
