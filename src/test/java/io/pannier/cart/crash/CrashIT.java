package io.pannier.cart.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.pannier.cart.AnyProduct;
import io.pannier.cart.CartServer;
import io.pannier.local.StubUpstreams;
import io.pannier.testkit.Await;
import io.pannier.testkit.ServiceProcess;
import io.pannier.testkit.TestDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
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
            ServiceProcess.start(CartServer.settings(mongo.uri(), stubs), log)) {
          if (round != null) {
            round.check(service.url());
          }
          if (number < ROUNDS) {
            round = new Round(service.url());
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
    private final List<Client> clients = new ArrayList<>();

    Round(String url) throws Exception {
      WatchedCart shared = WatchedCart.create(url);
      carts.add(shared);
      for (int i = 0; i < CLIENTS; i++) {
        WatchedCart own = WatchedCart.create(url);
        carts.add(own);
        Random choices = new Random(random.nextLong());
        clients.add(new Client(url, List.of(own, shared), choices, figures));
      }
    }

    void killUnderWrites(ServiceProcess service) throws Exception {
      int before = figures.acknowledged();
      ExecutorService running = Executors.newFixedThreadPool(CLIENTS);
      try {
        List<Future<?>> ends = new ArrayList<>();
        clients.forEach(client -> ends.add(running.submit(client)));
        Await.until(() -> figures.acknowledged() >= before + WARM_AFTER_WRITES, PATIENCE);
        Thread.sleep(random.nextInt(LONGEST_LIFE_MILLIS));
        assertThat(service.kill()).isEqualTo(ServiceProcess.KILLED);
        for (Future<?> end : ends) {
          end.get();
        }
      } finally {
        running.shutdownNow();
      }
    }

    void check(String url) throws Exception {
      for (Client client : clients) {
        client.repeat(url);
      }
      for (WatchedCart cart : carts) {
        figures.checked(cart.ledger().check(cart.view(url)));
      }
    }
  }
}
