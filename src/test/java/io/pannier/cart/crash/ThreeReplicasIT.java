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
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * Three packaged services on one database: races between them, and kills of one after the other.
 */
@Tag("mongodb")
@Tag("full")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ThreeReplicasIT {

  private static final int REPLICAS = 3;
  private static final int RUNNERS = 60;
  private static final int WARM_AFTER_WRITES = 20;
  private static final int LONGEST_LIFE_MILLIS = 1000;
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Path LOGS = Path.of("target", "crash");

  private static final TestDatabase MONGO = TestDatabase.open();
  private static final StubUpstreams STUBS = StubUpstreams.start();
  private static final List<ServiceProcess> SERVICES = new ArrayList<>();

  private final Random random = new Random(Long.getLong("pannier.crash.seed", System.nanoTime()));

  @BeforeAll
  static void start() throws Exception {
    AnyProduct.isSoldBy(STUBS);
    for (int number = 0; number < REPLICAS; number++) {
      Path log = LOGS.resolve("replica-" + number + ".log");
      SERVICES.add(ServiceProcess.start(PannierServer.settings(MONGO.uri(), STUBS), log));
    }
  }

  @AfterAll
  static void stop() {
    SERVICES.forEach(ServiceProcess::close);
    STUBS.close();
    MONGO.close();
  }

  private static Client client(int number) {
    return Client.of(SERVICES.get(number % REPLICAS).url());
  }

  @Test
  @Order(1)
  void each_of_sixty_writes_of_one_cart_at_once_happens() {
    WatchedCart cart = WatchedCart.create(client(0));

    List<Outcome> outcomes =
        AtOnce.run(RUNNERS, i -> cart.send(client(i), new Write(Write.Kind.KEYED_ADD, "key-" + i)));

    assertThat(outcomes).containsOnly(Outcome.ACKNOWLEDGED);
    cart.ledger().check(cart.view(client(0)));
    System.out.printf("%d writes over %d replicas: all are there%n", RUNNERS, REPLICAS);
  }

  @Test
  @Order(2)
  void sixty_requests_with_one_key_are_one_effect() {
    WatchedCart cart = WatchedCart.create(client(0));
    WatchedCart unwatched = new WatchedCart(cart.id(), cart.token(), new Ledger());
    Write write = new Write(Write.Kind.KEYED_BATCH, "the only one");

    List<Outcome> outcomes = AtOnce.run(RUNNERS, i -> unwatched.send(client(i), write));

    assertThat(outcomes).containsOnly(Outcome.ACKNOWLEDGED, Outcome.REPLAYED);
    assertThat(outcomes).filteredOn(Outcome.ACKNOWLEDGED::equals).hasSize(1);
    cart.ledger().acknowledged(write, 2);
    cart.ledger().check(cart.view(client(1)));
    System.out.printf("%d requests with one key: one effect%n", RUNNERS);
  }

  @Test
  @Order(3)
  void while_one_after_the_other_is_killed_the_rest_loses_nothing_and_does_nothing_twice()
      throws Exception {
    Figures figures = new Figures();
    WatchedCart shared = WatchedCart.create(client(0));
    List<WatchedCart> carts = new ArrayList<>(List.of(shared));
    List<List<Writer>> writers = new ArrayList<>();
    for (int replica = 0; replica < REPLICAS; replica++) {
      List<Writer> here = new ArrayList<>();
      for (int i = 0; i < 2; i++) {
        WatchedCart own = WatchedCart.create(client(replica));
        carts.add(own);
        Random choices = new Random(random.nextLong());
        here.add(new Writer(client(replica), List.of(own, shared), choices, figures));
      }
      writers.add(here);
    }
    int last = REPLICAS - 1;
    AtOnce.during(
        writers.stream().flatMap(List::stream).toList(),
        () -> {
          for (int replica = 0; replica < last; replica++) {
            int before = figures.acknowledged();
            Await.until(() -> figures.acknowledged() >= before + WARM_AFTER_WRITES, PATIENCE);
            Thread.sleep(random.nextInt(LONGEST_LIFE_MILLIS));
            assertThat(SERVICES.get(replica).kill()).isEqualTo(ServiceProcess.KILLED);
            List<Writer> here = writers.get(replica);
            Await.until(() -> here.stream().allMatch(Writer::hasEnded), PATIENCE);
            // Nobody waits for the dead one: whoever is left answers, under the others' writes.
            for (Writer writer : here) {
              writer.repeat(client(replica + 1));
            }
          }
          writers.get(last).forEach(Writer::end);
        });

    for (WatchedCart cart : carts) {
      figures.checked(cart.ledger().check(cart.view(client(last))));
    }
    figures.checkRepeats();
    System.out.println(figures.report(last));
    assertThat(figures.inDoubt()).as("writes under way at the kills").isPositive();
  }
}
