package io.pannier.cart.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.pannier.cart.AnyProduct;
import io.pannier.local.StubUpstreams;
import io.pannier.testkit.AtOnce;
import io.pannier.testkit.Await;
import io.pannier.testkit.Client;
import io.pannier.testkit.PannierServer;
import io.pannier.testkit.ServiceProcess;
import io.pannier.testkit.TestDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Kills the packaged service with SIGKILL at random moments under the writes of several clients.
 * The database and the upstreams are in this process and go on. {@code docs/reliability.md} says
 * what this shows and what it does not.
 */
@Tag("mongodb")
@Tag("full")
class CrashIT {

  private static final int ROUNDS = Integer.getInteger("pannier.crash.rounds", 5);
  private static final int CLIENTS = 4;
  private static final int WARM_AFTER_WRITES = 20;
  private static final int LONGEST_LIFE_MILLIS = 2000;
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Path LOGS = Path.of("target", "crash");

  private final long seed = Long.getLong("pannier.crash.seed", System.nanoTime());
  private final Random random = new Random(seed);
  private final Figures figures = new Figures();

  @Test
  void nothing_acknowledged_is_lost_and_nothing_happens_twice_or_by_halves() throws Exception {
    System.out.printf("%d rounds, seed %d%n", ROUNDS, seed);
    try (TestDatabase mongo = TestDatabase.open();
        StubUpstreams stubs = StubUpstreams.start()) {
      AnyProduct.isSoldBy(stubs);
      Round round = null;
      for (int number = 0; number <= ROUNDS; number++) {
        Path log = LOGS.resolve("service-" + number + ".log");
        try (ServiceProcess service =
            ServiceProcess.start(PannierServer.settings(mongo.uri(), stubs), log)) {
          if (round != null) {
            round.check(Client.of(service.url()));
          }
          if (number < ROUNDS) {
            round = new Round(Client.of(service.url()));
            round.killUnderWrites(service);
          }
        }
      }
    }
    figures.checkRepeats();
    System.out.println(figures.report(ROUNDS));
    assertThat(figures.acknowledged()).isPositive();
    assertThat(figures.inDoubt()).as("writes under way when it was killed").isPositive();
  }

  /** The writes of one life of the service: to a cart of each client, and to one of them all. */
  private final class Round {

    private final List<WatchedCart> carts = new ArrayList<>();
    private final List<Writer> writers = new ArrayList<>();

    Round(Client client) {
      WatchedCart shared = WatchedCart.create(client);
      carts.add(shared);
      for (int i = 0; i < CLIENTS; i++) {
        WatchedCart own = WatchedCart.create(client);
        carts.add(own);
        Random choices = new Random(random.nextLong());
        writers.add(new Writer(client, List.of(own, shared), choices, figures));
      }
    }

    void killUnderWrites(ServiceProcess service) throws Exception {
      int before = figures.acknowledged();
      AtOnce.during(
          writers,
          () -> {
            Await.until(() -> figures.acknowledged() >= before + WARM_AFTER_WRITES, PATIENCE);
            Thread.sleep(random.nextInt(LONGEST_LIFE_MILLIS));
            assertThat(service.kill()).isEqualTo(ServiceProcess.KILLED);
          });
    }

    void check(Client client) {
      for (Writer writer : writers) {
        writer.repeat(client);
      }
      for (WatchedCart cart : carts) {
        figures.checked(cart.ledger().check(cart.view(client)));
      }
    }
  }
}
