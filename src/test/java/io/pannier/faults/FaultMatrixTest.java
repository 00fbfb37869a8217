package io.pannier.faults;

import static io.pannier.local.StubUpstream.INVENTORY;
import static io.pannier.local.StubUpstream.LEGACY_INVENTORY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import io.pannier.cart.GuestCart;
import io.pannier.local.StubUpstream;
import io.pannier.testkit.Await;
import io.pannier.testkit.Client;
import io.pannier.testkit.LogWatch;
import io.pannier.testkit.Reply;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every fault × every upstream, and every reason × every upstream × everything that customers do.
 */
@ExtendWith(SharedFaultLab.class)
@TestInstance(Lifecycle.PER_CLASS)
class FaultMatrixTest {

  /** The deadline, and what a busy machine may add to it: it is for calls that hang. */
  private static final Duration FOREVER = Duration.ofSeconds(12);

  private final FaultLab lab;
  private final GuestCart cartWithLine;
  private final GuestCart cartToAddTo;
  private final Summary summary = new Summary();
  private final LogWatch log = new LogWatch("io.pannier.shared.upstream.UpstreamClient");
  private final LogWatch netty = new LogWatch("reactor.netty");

  FaultMatrixTest(FaultLab lab) {
    this.lab = lab;
    Client client = lab.patient().client();
    this.cartWithLine = GuestCart.create(client);
    assertThat(AskedOperation.CART_ADD.run(cartWithLine).status()).isEqualTo(201);
    this.cartToAddTo = GuestCart.create(client);
  }

  @AfterAll
  void nothingWasLost() throws InterruptedException {
    System.out.println(summary);
    lab.leaks().assertNoBufferLost();
  }

  /** Else it would not be the one spoiled place that makes an answer invalid. */
  @ParameterizedTest
  @EnumSource
  void the_answers_that_are_spoiled_are_good_themselves(StubUpstream upstream) {
    RunningPannier pannier = lab.patient();
    pannier.reset();
    FaultInjection replaced = Spoiled.by(good -> good);

    try (Broken inventory = outOfOrderForTheSakeOf(upstream, pannier);
        Broken good = replaced.breaks(upstream, pannier)) {
      Reply reply = AskedOperation.readProduct(pannier.client());

      assertThat(reply.status()).isEqualTo(200);
      assertThat(reply.text(AskedOperation.PRODUCT_READ.value(upstream) + "/status"))
          .isEqualTo(upstream == LEGACY_INVENTORY ? "FALLBACK" : "FRESH");
      assertThat(good.received()).isEqualTo(1);
      assertThat(inventory.received()).isEqualTo(upstream == LEGACY_INVENTORY ? 1 : 0);
    }
  }

  static Stream<Cell> cells() {
    return Cell.all();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cells")
  void is_answered_as_promised(Cell cell) throws InterruptedException {
    RunningPannier pannier =
        cell.fault().isSlow() ? lab.impatientWith(cell.upstream()) : lab.patient();
    GuestCart cart = cartBefore(cell.operation(), pannier.client());
    long version = cart.version();
    pannier.reset();
    log.restart();
    netty.restart();

    Reply reply;
    try (Broken inventory = outOfOrderForTheSakeOf(cell.upstream(), pannier);
        Broken broken = cell.fault().breakage().breaks(cell.upstream(), pannier)) {
      reply = assertTimeout(FOREVER, () -> cell.operation().run(cart));

      new PromisedAnswer(cell).isKeptBy(reply);
      assertRequests(cell, broken, inventory, pannier);
      assertBreakers(cell, pannier);
      assertReasonIsLogged(cell);
      summary.seen(cell, observed(broken, cell, pannier));
    }
    lab.leaks().assertNothingHeld(pannier);
    assertStored(cell.operation(), reply, cart.view(), version);
    assertThat(netty.messages()).as("said by Netty").isEmpty();
  }

  private GuestCart cartBefore(AskedOperation operation, Client client) {
    if (!operation.adds()) {
      return cartWithLine.through(client);
    }
    GuestCart cart = cartToAddTo.through(client);
    assertThat(cart.clear().status()).isEqualTo(204);
    return cart;
  }

  /** Only then the legacy inventory is asked. */
  private static Broken outOfOrderForTheSakeOf(StubUpstream upstream, RunningPannier pannier) {
    return upstream == LEGACY_INVENTORY
        ? StubFaults.status(503).breaks(INVENTORY, pannier)
        : new Broken(() -> 0, () -> {});
  }

  /** Some are noted only after the client has its answer, so there may be one more to wait for. */
  private static void assertRequests(
      Cell cell, Broken broken, Broken inventory, RunningPannier pannier)
      throws InterruptedException {
    int expected = cell.fault().requests();
    Await.until(() -> broken.received() >= expected);
    assertThat(broken.received()).as("requests").isEqualTo(expected);
    if (cell.upstream() == INVENTORY) {
      Await.until(() -> pannier.requests(LEGACY_INVENTORY) >= 1);
      assertThat(pannier.requests(LEGACY_INVENTORY)).as("requests of legacy").isEqualTo(1);
    } else {
      int asked = cell.upstream() == LEGACY_INVENTORY ? 1 : 0;
      assertThat(inventory.received()).as("requests of inventory").isEqualTo(asked);
    }
  }

  private static void assertBreakers(Cell cell, RunningPannier pannier) {
    assertThat(counted(cell.upstream(), pannier))
        .as("failed and successful calls of the breaker")
        .isEqualTo(cell.fault().failures() + "+" + cell.fault().successes());
    for (StubUpstream other : StubUpstream.values()) {
      boolean isBrokenToo = cell.upstream() == LEGACY_INVENTORY && other == INVENTORY;
      if (other != cell.upstream() && !isBrokenToo) {
        assertThat(counted(other, pannier)).as(other.id()).startsWith("0+");
      }
    }
  }

  /** The one place that shows the legacy inventory's own reason. */
  private void assertReasonIsLogged(Cell cell) {
    String expected = cell.upstream().id() + " gave no usable answer: " + cell.fault().reason();
    assertThat(log.messages().stream().filter(said -> said.startsWith(expected)).count())
        .isEqualTo(cell.fault().isLogged() ? 1 : 0);
  }

  private static void assertStored(
      AskedOperation operation, Reply reply, Reply cart, long versionBefore) {
    boolean isChanged = operation.adds() && reply.status() == operation.success();
    assertThat(cart.status()).isEqualTo(200);
    assertThat(cart.json().get("version").asLong() == versionBefore)
        .as("unchanged")
        .isEqualTo(!isChanged);
    assertThat(cart.text("/totals/units")).isEqualTo(operation.adds() && !isChanged ? "0" : "1");
  }

  private static String observed(Broken broken, Cell cell, RunningPannier pannier) {
    return "%s %d %s"
        .formatted(cell.fault().reason(), broken.received(), counted(cell.upstream(), pannier));
  }

  private static String counted(StubUpstream upstream, RunningPannier pannier) {
    var metrics = pannier.breaker(upstream).getMetrics();
    return metrics.getNumberOfFailedCalls() + "+" + metrics.getNumberOfSuccessfulCalls();
  }
}
