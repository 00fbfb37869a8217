package io.pannier.cart.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.pannier.cart.AnyProduct;
import io.pannier.testkit.AtOnce;
import io.pannier.testkit.Replicas;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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

  private static final int RUNNERS = 60;
  private static final int WARM_AFTER_WRITES = 20;

  private static final Replicas REPLICAS = Replicas.start("replica", Map.of());

  private final Random random = new Random(Long.getLong("pannier.crash.seed", System.nanoTime()));

  @BeforeAll
  static void anything_is_sold() {
    AnyProduct.isSoldBy(REPLICAS.stubs());
  }

  @AfterAll
  static void stop() {
    REPLICAS.close();
  }

  @Test
  @Order(1)
  void each_of_sixty_writes_of_one_cart_at_once_happens() {
    WatchedCart cart = WatchedCart.create(REPLICAS.client(0));

    List<Outcome> outcomes =
        AtOnce.run(
            RUNNERS,
            i -> cart.send(REPLICAS.client(i), new Write(Write.Kind.KEYED_ADD, "key-" + i)));

    assertThat(outcomes).containsOnly(Outcome.ACKNOWLEDGED);
    cart.ledger().check(cart.view(REPLICAS.client(0)));
    System.out.printf("%d writes over %d replicas: all are there%n", RUNNERS, Replicas.COUNT);
  }

  @Test
  @Order(2)
  void sixty_requests_with_one_key_are_one_effect() {
    WatchedCart cart = WatchedCart.create(REPLICAS.client(0));
    WatchedCart unwatched = new WatchedCart(cart.id(), cart.token(), new Ledger());
    Write write = new Write(Write.Kind.KEYED_BATCH, "the only one");

    List<Outcome> outcomes = AtOnce.run(RUNNERS, i -> unwatched.send(REPLICAS.client(i), write));

    assertThat(outcomes).containsOnly(Outcome.ACKNOWLEDGED, Outcome.REPLAYED);
    assertThat(outcomes).filteredOn(Outcome.ACKNOWLEDGED::equals).hasSize(1);
    cart.ledger().acknowledged(write, 2);
    cart.ledger().check(cart.view(REPLICAS.client(1)));
    System.out.printf("%d requests with one key: one effect%n", RUNNERS);
  }

  @Test
  @Order(3)
  void while_one_after_the_other_is_killed_the_rest_loses_nothing_and_does_nothing_twice()
      throws Exception {
    Figures figures = new Figures();
    WatchedCart shared = WatchedCart.create(REPLICAS.client(0));
    List<WatchedCart> carts = new ArrayList<>(List.of(shared));
    List<List<Writer>> writers = new ArrayList<>();
    for (int replica = 0; replica < Replicas.COUNT; replica++) {
      List<Writer> here = new ArrayList<>();
      for (int i = 0; i < 2; i++) {
        WatchedCart own = WatchedCart.create(REPLICAS.client(replica));
        carts.add(own);
        Random choices = new Random(random.nextLong());
        here.add(new Writer(REPLICAS.client(replica), List.of(own, shared), choices, figures));
      }
      writers.add(here);
    }
    AtOnce.during(
        writers.stream().flatMap(List::stream).toList(),
        () ->
            REPLICAS.killAllButTheLast(figures::acknowledged, WARM_AFTER_WRITES, random, writers));

    for (WatchedCart cart : carts) {
      figures.checked(cart.ledger().check(cart.view(REPLICAS.client(Replicas.LAST))));
    }
    figures.checkRepeats();
    System.out.println(figures.report(Replicas.LAST));
    assertThat(figures.inDoubt()).as("writes under way at the kills").isPositive();
  }
}
