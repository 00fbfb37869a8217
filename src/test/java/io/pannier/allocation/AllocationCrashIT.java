package io.pannier.allocation;

import static org.assertj.core.api.Assertions.assertThat;

import io.pannier.allocation.AllocationTraffic.OrderSystem;
import io.pannier.local.LocalIssuer;
import io.pannier.local.StubUpstreams;
import io.pannier.testkit.AtOnce;
import io.pannier.testkit.Await;
import io.pannier.testkit.Client;
import io.pannier.testkit.PannierServer;
import io.pannier.testkit.ServiceProcess;
import io.pannier.testkit.TestDatabase;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
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

  private final long seed = Long.getLong("pannier.crash.seed", System.nanoTime());
  private final Random random = new Random(seed);

  @Test
  void lines_and_batches_agree_to_the_unit_and_nothing_acknowledged_is_lost() throws Exception {
    System.out.println("allocation: " + ROUNDS + " rounds, seed " + seed);
    try (LocalIssuer issuer = LocalIssuer.start(0);
        TestDatabase mongo = TestDatabase.open();
        StubUpstreams stubs = StubUpstreams.start()) {
      AllocationTraffic traffic =
          new AllocationTraffic(issuer.token("all-systems", "allocations", "stock"));
      Map<String, String> settings = PannierServer.settings(mongo.uri(), stubs);
      settings.putAll(issuer.properties());
      for (int round = 0; round <= ROUNDS; round++) {
        Path log = Path.of("target", "crash", "allocation-" + round + ".log");
        try (ServiceProcess service = ServiceProcess.start(settings, log)) {
          Client client = Client.of(service.url());
          for (OrderSystem system : traffic.systems()) {
            system.repeat(client);
          }
          if (round == 0) {
            traffic.fillUp(client);
          } else {
            traffic.check(client);
          }
          if (round < ROUNDS) {
            String name = "round-" + round + "-";
            killUnder(
                service,
                traffic,
                IntStream.range(0, CLIENTS)
                    .mapToObj(i -> traffic.system(name + i, random.nextLong()))
                    .toList());
          }
        }
      }
      System.out.println(traffic.report());
      assertThat(traffic.inDoubt()).as("requests under way when it was killed").isPositive();
    }
  }

  private void killUnder(
      ServiceProcess service, AllocationTraffic traffic, List<OrderSystem> systems)
      throws InterruptedException {
    int before = traffic.acknowledged();
    Client client = Client.of(service.url());
    AtOnce.during(
        systems.stream().map(system -> system.with(client)).toList(),
        () -> {
          Await.until(
              () -> traffic.acknowledged() >= before + WARM_AFTER, AllocationTraffic.PATIENCE);
          Thread.sleep(random.nextInt(LONGEST_LIFE_MILLIS));
          assertThat(service.kill()).isEqualTo(ServiceProcess.KILLED);
        });
  }
}
