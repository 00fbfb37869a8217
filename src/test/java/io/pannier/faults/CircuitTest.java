package io.pannier.faults;

import static io.pannier.local.StubUpstream.INVENTORY;
import static io.pannier.local.StubUpstream.LEGACY_INVENTORY;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.pannier.local.StubUpstream;
import io.pannier.shared.model.Answer.Reason;
import io.pannier.testkit.Reply;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An upstream that fails too often is spared, and asked again after a while. */
@ExtendWith(SharedFaultLab.class)
class CircuitTest {

  private final RunningPannier pannier;

  CircuitTest(FaultLab lab) {
    this.pannier = lab.patient();
  }

  @AfterEach
  void closeCircuits() {
    pannier.reset();
  }

  @ParameterizedTest
  @EnumSource
  @SuppressWarnings("try") // the inventory is only to be mended
  void open_after_many_failures_and_close_after_some_successes(StubUpstream upstream) {
    pannier.reset();
    CircuitBreaker circuit = pannier.breaker(upstream);
    CircuitBreakerConfig config = circuit.getCircuitBreakerConfig();

    // Without inventory, legacy is asked; that one's circuit must not be what this is about.
    try (Broken inventory = withoutInventoryFor(upstream)) {
      try (Broken broken = StubFaults.status(500).breaks(upstream, pannier)) {
        for (int call = 0; call < config.getMinimumNumberOfCalls(); call++) {
          assertThat(circuit.getState()).isEqualTo(State.CLOSED);
          AskedOperation.readProduct(pannier.client());
        }
        assertThat(circuit.getState()).isEqualTo(State.OPEN);
        int received = broken.received();

        isSpared(upstream, AskedOperation.readProduct(pannier.client()));
        assertThat(broken.received()).isEqualTo(received);
      }

      // What it does by itself after 5 s.
      if (circuit.getState() == State.OPEN) {
        circuit.transitionToHalfOpenState();
      }
      for (int call = 0; call < config.getPermittedNumberOfCallsInHalfOpenState(); call++) {
        assertThat(circuit.getState()).isEqualTo(State.HALF_OPEN);
        assertThat(AskedOperation.readProduct(pannier.client()).status()).isEqualTo(200);
      }
      assertThat(circuit.getState()).isEqualTo(State.CLOSED);
    }
  }

  private static void isSpared(StubUpstream upstream, Reply reply) {
    switch (upstream) {
      case CATALOG -> assertThat(reply.code()).isEqualTo("upstream-unavailable");
      case PRICING, INVENTORY ->
          assertThat(reply.text("/sections/" + upstream.id() + "/reason"))
              .isEqualTo(Reason.CIRCUIT_OPEN.name());
      case LEGACY_INVENTORY ->
          assertThat(reply.text("/sections/inventory/status")).isEqualTo("UNAVAILABLE");
    }
  }

  /** By a failure that its own circuit does not count. */
  private Broken withoutInventoryFor(StubUpstream upstream) {
    return upstream == LEGACY_INVENTORY
        ? StubFaults.status(429).breaks(INVENTORY, pannier)
        : new Broken(() -> 0, () -> {});
  }
}
