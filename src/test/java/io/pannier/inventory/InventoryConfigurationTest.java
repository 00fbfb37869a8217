package io.pannier.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.pannier.inventory.domain.model.StockLevel;
import io.pannier.inventory.domain.port.InventoryGateway;
import io.pannier.shared.model.Answer;
import io.pannier.shared.model.Answer.Reason;
import io.pannier.shared.model.Answers;
import io.pannier.shared.model.Deadline;
import io.pannier.shared.model.ProductAtLocation;
import io.pannier.shared.model.SellingLocationId;
import io.pannier.shared.model.Upcs;
import io.pannier.testkit.FakeInventoryGateway;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;

/** What wraps the inventory wraps any adapter, also one that is not ours. */
class InventoryConfigurationTest {

  private static final ProductAtLocation ONE = product(1);
  private static final ProductAtLocation TWO = product(2);
  private static final ProductAtLocation THREE = product(3);
  private static final StockLevel FEW = StockLevel.of(2, null);

  private final ApplicationContextRunner application =
      new ApplicationContextRunner()
          .withUserConfiguration(InventoryConfiguration.class, Meters.class, AnotherAdapter.class);

  @Test
  void another_adapter_gets_the_fallback_and_its_metrics() {
    application
        .withUserConfiguration(Legacy.class)
        .run(
            context -> {
              Answers<ProductAtLocation, StockLevel> answers = ask(context);

              assertThat(answers.about(ONE).known()).contains(FEW);
              assertThat(answers.about(ONE).reason()).contains(Reason.TIMEOUT);
              assertThat(answers.about(TWO)).isEqualTo(Answer.unavailable(Reason.TIMEOUT));
              assertThat(fallbacks(context, "found")).isEqualTo(1);
              assertThat(fallbacks(context, "unavailable")).isEqualTo(1);
              assertThat(fallbacks(context, "not_found")).isEqualTo(1);
            });
  }

  @Test
  void without_the_legacy_inventory_another_adapter_answers_alone() {
    application.run(
        context ->
            assertThat(ask(context).all())
                .containsOnly(Answer.unavailable(Reason.TIMEOUT))
                .hasSize(3));
  }

  private static Answers<ProductAtLocation, StockLevel> ask(ApplicationContext context) {
    Set<ProductAtLocation> products = new LinkedHashSet<>(List.of(ONE, TWO, THREE));
    return Objects.requireNonNull(
        context
            .getBean(InventoryConsumer.class)
            .inventory()
            .find(products, Deadline.after(Duration.ofSeconds(20)))
            .block());
  }

  private static double fallbacks(ApplicationContext context, String outcome) {
    return context
        .getBean(MeterRegistry.class)
        .get("pannier.inventory.fallback")
        .tags("reason", "timeout", "outcome", outcome)
        .counter()
        .count();
  }

  private static ProductAtLocation product(int number) {
    return new ProductAtLocation(Upcs.numbered(number), new SellingLocationId(412));
  }

  /** Asks for the port as other features do: without a qualifier. */
  record InventoryConsumer(InventoryGateway inventory) {}

  static class Meters {

    @Bean
    MeterRegistry meters() {
      return new SimpleMeterRegistry();
    }

    @Bean
    Clock clock() {
      return Clock.systemUTC();
    }

    @Bean
    InventoryConsumer consumer(InventoryGateway inventory) {
      return new InventoryConsumer(inventory);
    }
  }

  static class AnotherAdapter {

    @Bean(defaultCandidate = false)
    @Qualifier("adapter")
    InventoryGateway shopInventory() {
      FakeInventoryGateway inventory = new FakeInventoryGateway();
      inventory.isDown(Reason.TIMEOUT);
      return inventory;
    }
  }

  static class Legacy {

    @Bean(defaultCandidate = false)
    @Qualifier("legacy")
    InventoryGateway shopLegacy() {
      return FakeInventoryGateway.legacy().has(ONE, FEW).isUnavailableFor(TWO, Reason.UNREACHABLE);
    }
  }
}
