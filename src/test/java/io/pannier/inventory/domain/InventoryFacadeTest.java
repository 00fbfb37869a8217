package io.pannier.inventory.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.pannier.inventory.domain.model.StockLevel;
import io.pannier.shared.model.Answer;
import io.pannier.shared.model.Answer.Reason;
import io.pannier.shared.model.Answers;
import io.pannier.shared.model.Deadline;
import io.pannier.shared.model.ProductAtLocation;
import io.pannier.shared.model.ProductId.Sku;
import io.pannier.shared.model.Provenance;
import io.pannier.shared.model.Provenance.Source;
import io.pannier.shared.model.SellingLocationId;
import io.pannier.shared.model.Upcs;
import io.pannier.testkit.FakeGateway;
import io.pannier.testkit.FakeInventoryGateway;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class InventoryFacadeTest {

  private static final ProductAtLocation ONE = product(1);
  private static final ProductAtLocation TWO = product(2);
  private static final ProductAtLocation THREE = product(3);
  private static final StockLevel SOME = StockLevel.of(7, null);
  private static final ProductAtLocation LAMP =
      new ProductAtLocation(new Sku("COMPLICATED-LAMP"), new SellingLocationId(412));
  private static final StockLevel FEW = StockLevel.of(2, null);
  private static final Duration RESERVE = Duration.ofSeconds(2);

  private final FakeInventoryGateway inventory = new FakeInventoryGateway();
  private final FakeInventoryGateway legacy = FakeInventoryGateway.legacy();
  private final List<String> fallbacks = new ArrayList<>();
  private final InventoryFacade facade =
      new InventoryFacade(
          inventory,
          legacy,
          RESERVE,
          (because, answer) -> fallbacks.add(because + " " + answer.status()));

  @Test
  void what_the_inventory_answers_never_goes_to_the_legacy_one() {
    inventory.has(ONE, SOME).hasNot(TWO);

    Answers<ProductAtLocation, StockLevel> answers = ask(ONE, TWO);

    assertThat(answers.about(ONE).known()).contains(SOME);
    assertThat(answers.about(TWO).status()).isEqualTo(Answer.Status.NOT_FOUND);
    assertThat(legacy.questions()).isEmpty();
  }

  @Test
  void only_what_is_unavailable_from_the_inventory_is_asked_of_the_legacy_one() {
    inventory.has(ONE, SOME).isUnavailableFor(TWO, Reason.INVALID_ANSWER).hasNot(THREE);
    legacy.has(ONE, FEW).has(TWO, FEW);

    Answers<ProductAtLocation, StockLevel> answers = ask(ONE, TWO, THREE);

    assertThat(legacy.questions()).containsExactly(Set.of(TWO));
    assertThat(answers.asked()).containsExactly(ONE, TWO, THREE);
    assertThat(answers.about(ONE).known()).contains(SOME);
    assertThat(answers.about(TWO)).isEqualTo(Answer.found(FEW, fallback(Reason.INVALID_ANSWER)));
    assertThat(answers.about(THREE).status()).isEqualTo(Answer.Status.NOT_FOUND);
  }

  /** The legacy inventory knows GTINs only. */
  @Test
  void for_a_sku_what_the_inventory_said_stands() {
    inventory.isDown(Reason.TIMEOUT);
    legacy.has(ONE, FEW);

    Answers<ProductAtLocation, StockLevel> answers = ask(LAMP, ONE);

    assertThat(answers.about(LAMP)).isEqualTo(Answer.unavailable(Reason.TIMEOUT));
    assertThat(answers.about(ONE)).isEqualTo(Answer.found(FEW, fallback(Reason.TIMEOUT)));
    assertThat(legacy.questions()).containsExactly(Set.of(ONE));
    assertThat(fallbacks).containsExactly("TIMEOUT FRESH");
    assertThat(ask(LAMP).about(LAMP)).isEqualTo(Answer.unavailable(Reason.TIMEOUT));
    assertThat(legacy.questions()).as("nothing that it could know").hasSize(1);
  }

  @Test
  void not_found_in_the_legacy_inventory_is_a_fallback_too() {
    inventory.isDown(Reason.TIMEOUT);

    assertThat(ask(ONE).about(ONE)).isEqualTo(Answer.notFound(fallback(Reason.TIMEOUT)));
  }

  @Test
  void not_checked_stays_unknown() {
    inventory.isDown(Reason.TIMEOUT);
    legacy.has(ONE, StockLevel.unknown(null));

    assertThat(ask(ONE).about(ONE))
        .isEqualTo(Answer.found(StockLevel.unknown(null), fallback(Reason.TIMEOUT)));
  }

  @Test
  void where_both_fail_the_inventorys_reason_stands() {
    inventory.isDown(Reason.CIRCUIT_OPEN);
    legacy.isDown(Reason.UNREACHABLE);

    assertThat(ask(ONE, TWO).all())
        .containsExactly(
            Answer.unavailable(Reason.CIRCUIT_OPEN), Answer.unavailable(Reason.CIRCUIT_OPEN));
  }

  @Test
  void part_of_the_deadline_is_kept_back_for_the_legacy_inventory() {
    inventory.isDown(Reason.TIMEOUT);
    Deadline deadline = Deadline.after(Duration.ofSeconds(20));

    facade.find(Set.of(ONE), deadline).block();

    assertThat(inventory.deadlines()).containsExactly(deadline.minus(RESERVE));
    assertThat(legacy.deadlines()).containsExactly(deadline);
  }

  @Test
  void a_caller_in_a_hurry_still_has_the_inventory_asked_first() {
    inventory.has(ONE, SOME);
    Deadline deadline = Deadline.after(Duration.ofSeconds(3));

    facade.find(Set.of(ONE), deadline).block();

    long kept = deadline.nanoTime() - inventory.deadlines().get(0).nanoTime();
    assertThat(Duration.ofNanos(kept)).isPositive().isLessThanOrEqualTo(Duration.ofMillis(1_500));
  }

  @Test
  void each_fallback_is_reported_with_its_reason_and_its_answer() {
    inventory.isDown(Reason.TIMEOUT);
    legacy.has(ONE, FEW).isUnavailableFor(TWO, Reason.UNREACHABLE);

    ask(ONE, TWO, THREE);

    assertThat(fallbacks)
        .containsExactly("TIMEOUT FRESH", "TIMEOUT UNAVAILABLE", "TIMEOUT NOT_FOUND");
  }

  private Answers<ProductAtLocation, StockLevel> ask(ProductAtLocation... products) {
    return facade
        .find(new LinkedHashSet<>(List.of(products)), Deadline.after(Duration.ofSeconds(20)))
        .blockOptional()
        .orElseThrow();
  }

  private static Provenance fallback(Reason because) {
    return Provenance.fresh(Source.LEGACY_INVENTORY, FakeGateway.AS_OF).asFallback(because);
  }

  private static ProductAtLocation product(int number) {
    return new ProductAtLocation(Upcs.numbered(number), new SellingLocationId(412));
  }
}
