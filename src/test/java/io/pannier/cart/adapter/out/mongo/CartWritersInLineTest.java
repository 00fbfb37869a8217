package io.pannier.cart.adapter.out.mongo;

import static io.pannier.cart.CartFixture.POLICY;
import static io.pannier.cart.CartFixture.USD;
import static io.pannier.cart.CartFixture.entry;
import static io.pannier.cart.CartFixture.product;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.ConnectionString;
import io.pannier.cart.application.Caller;
import io.pannier.cart.application.CartApplicationService;
import io.pannier.cart.application.CartCommand;
import io.pannier.cart.application.CartResult;
import io.pannier.cart.application.VersionCondition;
import io.pannier.cart.domain.model.CartEntry;
import io.pannier.cart.domain.model.CartLine;
import io.pannier.cart.domain.model.StoredCart;
import io.pannier.shared.model.Deadline;
import io.pannier.testkit.AtOnce;
import io.pannier.testkit.FakeGateways;
import io.pannier.testkit.TcpRelay;
import io.pannier.testkit.TestDatabase;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * Many writers of one cart on a database that takes its time, as a majority write does: how often
 * they try. A try is one read of the cart and one write, won or lost.
 */
@Tag("mongodb")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CartWritersInLineTest {

  private static final int WRITERS = 32;
  private static final Duration EACH_ANSWER = Duration.ofMillis(5);

  private final TestDatabase mongo = TestDatabase.open();
  private final TcpRelay relay =
      TcpRelay.to(
          Integer.parseInt(
              new ConnectionString(mongo.uri()).getHosts().get(0).replaceAll(".*:", "")));
  private final FakeGateways gateways = FakeGateways.empty();
  private final Replica one = new Replica();
  private final Replica other = new Replica();

  /** One of several services on the same database. */
  private final class Replica {

    private final CartStore store = CartStore.patient(relay.uri());
    private final CartApplicationService service =
        new CartApplicationService(
            store.repository(),
            store.activeCarts(),
            gateways.cartFactory(POLICY),
            POLICY,
            Clock.tick(Clock.systemUTC(), Duration.ofMillis(1)),
            Duration.ofMillis(500));

    CartResult.Created create() {
      return Objects.requireNonNull(
          service
              .create(
                  new CartCommand.Create(
                      new Caller(null, null), null, USD, Deadline.after(Duration.ofMinutes(1))))
              .block());
    }

    StoredCart add(CartResult.Created cart, CartEntry entry) {
      return Objects.requireNonNull(
              service
                  .add(
                      new CartCommand.AddItem(
                          new CartCommand.Target(
                              cart.cart().stored().id(),
                              new Caller(cart.token(), null),
                              VersionCondition.NONE,
                              Deadline.after(Duration.ofMinutes(1))),
                          entry,
                          null))
                  .block())
          .cart()
          .stored();
    }
  }

  @AfterAll
  void close() {
    one.store.close();
    other.store.close();
    relay.close();
    mongo.close();
  }

  @Test
  void in_one_replica_each_tries_once_with_all_the_others_and_once_in_line() {
    assertEachMadeOneVersion(race(List.of(one)));

    assertThat(tries()).isLessThanOrEqualTo(2 * WRITERS);
  }

  @Test
  void in_two_replicas_only_the_first_of_each_line_race() {
    assertEachMadeOneVersion(race(List.of(one, other)));

    assertThat(tries()).isLessThanOrEqualTo(4 * WRITERS);
  }

  private List<StoredCart> race(List<Replica> replicas) {
    IntStream.range(0, WRITERS).forEach(number -> gateways.selling(product(number)));
    CartResult.Created cart = one.create();
    Stream.of(one, other).forEach(replica -> replica.store.commands().forget());
    relay.answersTake(EACH_ANSWER);
    List<StoredCart> made =
        AtOnce.run(
            WRITERS,
            writer -> replicas.get(writer % replicas.size()).add(cart, entry(product(writer), 1)));
    System.out.printf(
        "race of %d adds, %d replicas, slow database: %d tries%n",
        WRITERS, replicas.size(), tries());
    return made;
  }

  /** Nothing of what was acknowledged is lost, and no version is anybody else's. */
  private void assertEachMadeOneVersion(List<StoredCart> made) {
    assertThat(made)
        .extracting(StoredCart::version)
        .containsExactlyInAnyOrderElementsOf(
            IntStream.rangeClosed(2, WRITERS + 1).mapToObj(Long::valueOf).toList());
    StoredCart last =
        made.stream().filter(stored -> stored.version() == WRITERS + 1).findFirst().orElseThrow();
    assertThat(last.lines())
        .extracting(CartLine::product)
        .containsExactlyInAnyOrderElementsOf(
            IntStream.range(0, WRITERS).mapToObj(number -> product(number)).toList());
  }

  private long tries() {
    return Stream.of(one, other)
        .mapToLong(replica -> replica.store.commands().all("update").size())
        .sum();
  }
}
