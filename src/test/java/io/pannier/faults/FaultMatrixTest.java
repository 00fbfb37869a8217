package io.pannier.faults;

import static io.pannier.local.StubUpstream.INVENTORY;
import static io.pannier.local.StubUpstream.LEGACY_INVENTORY;
import static org.assertj.core.api.Assertions.assertThat;

import io.pannier.local.StubUpstream;
import io.pannier.testkit.Await;
import io.pannier.testkit.LogWatch;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.test.web.reactive.server.WebTestClient;

/**
 * Every fault × every upstream, and every reason × every upstream × everything that customers do.
 */
@ExtendWith(SharedFaultLab.class)
@TestInstance(Lifecycle.PER_CLASS)
class FaultMatrixTest {

  /** The deadline, and what a busy machine may add to it: it is for calls that hang. */
  private static final Duration FOREVER = Duration.ofSeconds(12);

  private final FaultLab lab;
  private final Customer reader;
  private final Customer adder;
  private final Summary summary = new Summary();
  private final LogWatch log = new LogWatch("io.pannier.shared.upstream.UpstreamClient");
  private final LogWatch netty = new LogWatch("reactor.netty");

  FaultMatrixTest(FaultLab lab) {
    this.lab = lab;
    WebTestClient client = lab.patient().client();
    this.reader = Customer.withEmptyCart(client);
    assertThat(reader.adds(client).status()).isEqualTo(201);
    this.adder = Customer.withEmptyCart(client);
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
      ObservedAnswer reaction = Customer.readsProduct(pannier.client());

      assertThat(reaction.status()).isEqualTo(200);
      assertThat(reaction.text(AskedOperation.PRODUCT_READ.value(upstream) + "/status"))
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
    Customer customer = customerBefore(cell.operation(), pannier);
    String version = customer.readsCart(pannier.client()).text("/version");
    pannier.reset();
    log.restart();
    netty.restart();

    ObservedAnswer reaction;
    try (Broken inventory = outOfOrderForTheSakeOf(cell.upstream(), pannier);
        Broken broken = cell.fault().breakage().breaks(cell.upstream(), pannier)) {
      reaction = cell.operation().run(pannier.client(), customer);

      assertThat(reaction.elapsed()).isLessThan(FOREVER);
      new PromisedAnswer(cell).isKeptBy(reaction);
      assertRequests(cell, broken, inventory, pannier);
      assertBreakers(cell, pannier);
      assertReasonIsLogged(cell);
      summary.seen(cell, observed(broken, cell, pannier));
    }
    lab.leaks().assertNothingHeld(pannier);
    assertStored(cell.operation(), reaction, customer.readsCart(pannier.client()), version);
    assertThat(netty.messages()).as("said by Netty").isEmpty();
  }

  private Customer customerBefore(AskedOperation operation, RunningPannier pannier) {
    if (!operation.adds()) {
      return reader;
    }
    assertThat(adder.clears(pannier.client()).status()).isEqualTo(204);
    return adder;
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
    String expected = cell.upstream().id() + " could not tell: " + cell.fault().reason();
    assertThat(log.messages().stream().filter(said -> said.startsWith(expected)).count())
        .isEqualTo(cell.fault().isLogged() ? 1 : 0);
  }

  private static void assertStored(
      AskedOperation operation,
      ObservedAnswer reaction,
      ObservedAnswer cart,
      String versionBefore) {
    boolean isChanged = operation.adds() && reaction.status() == operation.success();
    assertThat(cart.status()).isEqualTo(200);
    assertThat(cart.text("/version").equals(versionBefore)).as("unchanged").isEqualTo(!isChanged);
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
