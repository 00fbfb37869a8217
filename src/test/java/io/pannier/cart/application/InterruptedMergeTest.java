package io.pannier.cart.application;

import static io.pannier.cart.CartFixture.NOW;
import static io.pannier.cart.CartFixture.POLICY;
import static io.pannier.cart.CartFixture.SOAP;
import static io.pannier.cart.CartFixture.TISSUES;
import static io.pannier.cart.CartFixture.at;
import static io.pannier.cart.CartFixture.closingOf;
import static io.pannier.cart.CartFixture.holding;
import static io.pannier.cart.CartFixture.merged;
import static io.pannier.cart.CartFixture.product;
import static io.pannier.cart.CustomerScene.AS_ANN;
import static io.pannier.cart.CustomerScene.AS_BOB;
import static io.pannier.cart.CustomerScene.later;
import static io.pannier.cart.CustomerScene.target;
import static io.pannier.cart.Outcomes.codeOf;
import static io.pannier.cart.Outcomes.done;
import static io.pannier.cart.Outcomes.failed;
import static io.pannier.cart.Outcomes.inParallel;
import static io.pannier.cart.Outcomes.interrupted;
import static io.pannier.cart.Outcomes.outcome;
import static org.assertj.core.api.Assertions.assertThat;

import io.pannier.cart.CustomerScene;
import io.pannier.cart.CustomerScene.GuestsCart;
import io.pannier.cart.InMemoryActiveCarts;
import io.pannier.cart.InMemoryCartRepository;
import io.pannier.cart.Outcomes;
import io.pannier.cart.Outcomes.Failed;
import io.pannier.cart.domain.model.CartId;
import io.pannier.cart.domain.model.CartLine;
import io.pannier.cart.domain.model.CartMerge;
import io.pannier.cart.domain.model.CartState;
import io.pannier.cart.domain.model.Refusal;
import io.pannier.cart.domain.model.Refusal.CartRefusedException;
import io.pannier.cart.domain.model.StoredCart;
import io.pannier.shared.model.Deadline;
import io.pannier.shared.model.ProductAtLocation;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;

/** Merges that were killed between their steps, overtaken, or never heard of again. */
class InterruptedMergeTest {

  private static final ProductAtLocation PRODUCT = at(TISSUES, 1);
  private static final ProductAtLocation OTHER = at(SOAP, 1);

  private final InMemoryCartRepository repository = new InMemoryCartRepository();
  private final CustomerScene scene = CustomerScene.over(repository, new InMemoryActiveCarts());
  private final CartId anns = scene.annsCart();
  private final GuestsCart guests = scene.guestsCart(PRODUCT, 5);

  InterruptedMergeTest() {
    scene.holds(anns, AS_ANN, PRODUCT, 3);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void killed_before_either_step_and_repeated_it_ends_the_same(int stepsDone) {
    repository.isDownAfterChanges(stepsDone);
    interrupted(sum());
    repository.isUpAgain();
    assertThat(scene.stored(guests.id()).state())
        .isEqualTo(stepsDone == 0 ? CartState.ACTIVE : new CartState.Merged(anns));
    assertThat(scene.stored(anns).quantityOf(PRODUCT)).isEqualTo(3);

    assertMergedOnce(done(sum()));
    assertMergedOnce(done(sum()));
  }

  @Test
  void cut_before_the_first_step_nothing_was_changed_and_it_says_so() {
    repository.isDownAfterChanges(0);

    assertThat(failed(sum()).changeMayHaveHappened()).isFalse();
  }

  @Test
  void cut_between_the_steps_it_does_not_say_that_nothing_was_changed() {
    repository.isDownAfterChanges(1);

    Failed cut = failed(sum());

    assertThat(cut.code()).isEqualTo("STORAGE_UNAVAILABLE");
    assertThat(cut.changeMayHaveHappened()).isTrue();
  }

  @Test
  void cut_when_it_reads_again_after_an_earlier_request_froze_the_source_it_says_so_too() {
    killedBetweenTheSteps();
    repository.isOvertakenBy(
        cart -> {
          repository.isDown();
          return cart.next(NOW, POLICY);
        });

    assertThat(failed(sum()).changeMayHaveHappened()).isTrue();
  }

  @Test
  void overtaken_to_the_end_between_the_steps_it_says_so_and_a_repeat_ends_it() {
    AtomicBoolean rush = new AtomicBoolean(true);
    repository.isOvertakenBy(cart -> cart);
    for (int i = 0; i < 1_000; i++) {
      repository.isOvertakenBy(
          cart -> rush.get() && cart.id().equals(anns) ? cart.next(NOW, POLICY) : cart);
    }
    CartCommand.Target impatient =
        new CartCommand.Target(
            anns,
            AS_ANN,
            VersionCondition.NONE,
            Locale.ENGLISH,
            Deadline.after(Duration.ofMillis(520)));

    Failed lost = failed(scene.merge(impatient, guests, CartMerge.Strategy.SUM));

    assertThat(lost.code()).isEqualTo("CONCURRENT_UPDATE");
    assertThat(lost.changeMayHaveHappened()).isTrue();
    rush.set(false);
    assertThat(done(sum()).report())
        .containsExactly(merged(PRODUCT, CartMerge.Outcome.INCREASED, 8, 8));
    assertThat(scene.stored(anns).quantityOf(PRODUCT)).isEqualTo(8);
  }

  @Test
  void erased_between_the_steps_nobody_is_told_that_nothing_was_changed() {
    repository.isOvertakenBy(cart -> cart);
    repository.isOvertakenBy(
        cart ->
            cart.id().equals(anns)
                ? new StoredCart(
                    anns,
                    cart.version() + 1,
                    cart.owner(),
                    cart.state(),
                    cart.currency(),
                    cart.lines(),
                    cart.createdAt(),
                    cart.updatedAt(),
                    NOW)
                : cart);

    Failed gone = failed(scene.merge(anns, guests));

    assertThat(gone.code()).isEqualTo("CART_NOT_FOUND");
    assertThat(gone.changeMayHaveHappened()).isTrue();
    assertThat(scene.stored(guests.id()).state()).isEqualTo(new CartState.Merged(anns));
  }

  @Test
  void closed_between_the_steps_it_is_refused_and_its_lines_may_go_elsewhere() {
    repository.isOvertakenBy(cart -> cart);
    repository.isOvertakenBy(
        cart ->
            cart.id().equals(anns)
                ? cart.closedBy("order-1", closingOf(cart)).next(NOW, POLICY)
                : cart);

    Failed closed = failed(sum());
    assertThat(closed.code()).isEqualTo("CART_CLOSED");
    assertThat(closed.changeMayHaveHappened()).isTrue();

    CartId next = scene.annsCart();
    done(scene.merge(next, guests));
    assertThat(scene.stored(next).quantityOf(PRODUCT)).isEqualTo(5);
  }

  @Test
  void overtaken_in_the_version_that_it_was_meant_for_it_says_so_too() {
    repository.isOvertakenBy(cart -> cart);
    repository.isOvertakenBy(
        cart -> cart.id().equals(anns) ? cart.clear().next(NOW, POLICY) : cart);
    VersionCondition condition = VersionCondition.oneOf(Set.of(scene.stored(anns).version()));

    Failed stale =
        failed(
            scene.merge(
                new CartCommand.Target(anns, AS_ANN, condition, Locale.ENGLISH, later()),
                guests,
                CartMerge.Strategy.SUM));

    assertThat(stale.code()).isEqualTo("PRECONDITION_FAILED");
    assertThat(stale.changeMayHaveHappened()).isTrue();
    assertThat(scene.stored(guests.id()).state()).isEqualTo(new CartState.Merged(anns));
  }

  @Test
  void overtaken_before_the_first_step_nothing_was_changed() {
    repository.isOvertakenBy(
        cart -> {
          repository.isDown();
          return cart.id().equals(guests.id()) ? cart.clear().next(NOW, POLICY) : cart;
        });

    assertThat(failed(sum()).changeMayHaveHappened()).isFalse();
  }

  @Test
  void a_lost_answer_to_the_freeze_and_a_repeat_end_the_same() {
    repository.losesTheAnswerToTheNextChange();
    interrupted(sum());

    assertMergedOnce(done(sum()));
  }

  @Test
  void a_lost_answer_to_the_merge_and_a_repeat_end_the_same() {
    repository.losesTheAnswerToTheChangeAfterTheNext();
    interrupted(sum());
    assertThat(scene.stored(anns).quantityOf(PRODUCT)).as("it happened").isEqualTo(8);

    assertMergedOnce(done(sum()));
  }

  @Test
  void killed_between_the_steps_the_guest_is_told_where_to_go_and_reads_on() {
    repository.isDownAfterChanges(1);
    interrupted(sum());
    repository.isUpAgain();

    assertThat(codeOf(scene.add(guests.id(), guests.guest(), PRODUCT, 1))).isEqualTo("CART_MERGED");
    assertThat(done(scene.view(guests.id(), guests.guest())).stored().quantityOf(PRODUCT))
        .isEqualTo(5);
  }

  @Test
  void what_the_customer_did_between_the_steps_counts() {
    repository.isDownAfterChanges(1);
    interrupted(sum());
    repository.isUpAgain();
    scene.holds(anns, AS_ANN, PRODUCT, 4);

    assertThat(done(sum()).report())
        .containsExactly(merged(PRODUCT, CartMerge.Outcome.INCREASED, 12, 12));
  }

  /** Nobody can tell any more whether it had taken them. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void frozen_for_a_cart_that_was_erased_its_lines_go_nowhere_else(boolean taken) {
    if (taken) {
      done(sum());
      done(scene.close(anns, scene.stored(anns).version(), "order-1"));
    } else {
      killedBetweenTheSteps();
    }
    scene.erase(anns, AS_ANN).block();

    CartId next = scene.annsCart();

    assertThat(codeOf(scene.merge(next, guests))).isEqualTo("CART_MERGED");
    assertThat(scene.stored(next).lines()).isEmpty();
    assertThat(scene.stored(guests.id()).state()).isEqualTo(new CartState.Merged(anns));
    assertThat(done(scene.view(guests.id(), guests.guest())).stored().quantityOf(PRODUCT))
        .as("the guest still sees them")
        .isEqualTo(5);
  }

  @Test
  void frozen_for_a_cart_that_was_closed_without_them_its_lines_may_go_elsewhere() {
    killedBetweenTheSteps();
    done(scene.close(anns, scene.stored(anns).version(), "order-1"));

    CartId next = scene.annsCart();
    done(scene.merge(next, guests));

    assertThat(scene.stored(next).quantityOf(PRODUCT)).isEqualTo(5);
    assertThat(scene.stored(anns).quantityOf(PRODUCT)).as("as it was ordered").isEqualTo(3);
    assertThat(codeOf(scene.merge(anns, guests))).isEqualTo("CART_CLOSED");
  }

  @Test
  void frozen_for_a_cart_that_lives_its_lines_go_nowhere_else() {
    killedBetweenTheSteps();
    CartId bobs = done(scene.create(AS_BOB)).cart().stored().id();

    assertThat(codeOf(scene.merge(target(bobs, AS_BOB), guests, CartMerge.Strategy.MAX)))
        .isEqualTo("CART_MERGED");

    assertMergedOnce(done(sum()));
  }

  @Test
  void overtaken_by_the_guest_it_takes_what_the_guest_put_there() {
    repository.isOvertakenBy(
        cart -> cart.id().equals(guests.id()) ? holding(cart, PRODUCT, 2).next(NOW, POLICY) : cart);

    assertThat(done(sum()).report())
        .containsExactly(merged(PRODUCT, CartMerge.Outcome.INCREASED, 5, 5));
  }

  @RepeatedTest(5)
  void while_the_guest_still_writes_nothing_acknowledged_is_lost() {
    scene.gateways.selling(PRODUCT);
    for (int number = 1; number <= 17; number++) {
      scene.gateways.selling(product(number));
    }

    List<Object> outcomes =
        inParallel(
            17,
            runner ->
                outcome(
                    runner == 9
                        ? scene.merge(anns, guests)
                        : scene
                            .add(guests.id(), guests.guest(), product(runner), runner)
                            .map(added -> new CartLine(product(runner), runner, null))));

    List<ProductAtLocation> acknowledged =
        outcomes.stream()
            .filter(CartLine.class::isInstance)
            .map(line -> ((CartLine) line).product())
            .toList();
    StoredCart merged = scene.stored(anns);
    assertThat(merged.lines())
        .extracting(CartLine::product)
        .filteredOn(product -> !product.equals(PRODUCT))
        .containsExactlyInAnyOrderElementsOf(acknowledged);
    assertThat(outcomes)
        .filteredOn(Outcomes::isNotActive)
        .hasSize(16 - acknowledged.size())
        .allSatisfy(
            refused ->
                assertThat(((CartRefusedException) refused).refusal())
                    .isEqualTo(new Refusal.CartMerged(anns)));
    assertThat(outcomes).filteredOn(CartResult.Merged.class::isInstance).hasSize(1);
  }

  @RepeatedTest(5)
  void eight_merges_of_one_cart_at_once_are_one_while_the_customer_adds_too() {
    List<Object> outcomes =
        inParallel(
            16, runner -> outcome(runner % 2 == 0 ? sum() : scene.add(anns, AS_ANN, PRODUCT, 1)));

    assertThat(outcomes).filteredOn(CartResult.Merged.class::isInstance).hasSize(8);
    assertThat(outcomes).filteredOn(CartResult.Changed.class::isInstance).hasSize(8);
    assertThat(scene.stored(anns).quantityOf(PRODUCT)).isEqualTo(3 + 5 + 8);
    assertThat(scene.remembered(anns).merges().newestFirst()).hasSize(1);
    assertThat(outcomes)
        .filteredOn(CartResult.Merged.class::isInstance)
        .extracting(outcome -> ((CartResult.Merged) outcome).report())
        .containsOnly(scene.remembered(anns).merges().newestFirst().get(0).report());
  }

  @RepeatedTest(5)
  void of_two_customers_who_merge_one_guest_s_cart_one_gets_it() {
    CartId bobs = done(scene.create(AS_BOB)).cart().stored().id();
    scene.gateways.selling(OTHER);

    List<Object> outcomes =
        inParallel(
            2,
            runner ->
                outcome(
                    runner == 1
                        ? scene.merge(anns, guests)
                        : scene.merge(target(bobs, AS_BOB), guests, CartMerge.Strategy.MAX)));

    assertThat(outcomes).filteredOn(CartResult.Merged.class::isInstance).hasSize(1);
    assertThat(outcomes).filteredOn(Outcomes::isNotActive).hasSize(1);
    boolean annGotIt = !scene.remembered(anns).merges().newestFirst().isEmpty();
    assertThat(scene.stored(bobs).lines().isEmpty()).isEqualTo(annGotIt);
    assertThat(scene.stored(guests.id()).state())
        .isEqualTo(new CartState.Merged(annGotIt ? anns : bobs));
  }

  private Mono<CartResult.Merged> sum() {
    return scene.merge(target(anns, AS_ANN), guests, CartMerge.Strategy.SUM);
  }

  private void killedBetweenTheSteps() {
    repository.isDownAfterChanges(1);
    interrupted(sum());
    repository.isUpAgain();
  }

  private void assertMergedOnce(CartResult.Merged merged) {
    assertThat(merged.report()).containsExactly(merged(PRODUCT, CartMerge.Outcome.INCREASED, 8, 8));
    assertThat(scene.stored(anns).quantityOf(PRODUCT)).isEqualTo(8);
    assertThat(scene.stored(anns).version()).isEqualTo(3);
    assertThat(scene.stored(guests.id()).state()).isEqualTo(new CartState.Merged(anns));
    assertThat(scene.stored(guests.id()).version()).isEqualTo(3);
  }
}
