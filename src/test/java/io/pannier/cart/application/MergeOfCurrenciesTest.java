package io.pannier.cart.application;

import static io.pannier.cart.CartFixture.NOW;
import static io.pannier.cart.CartFixture.POLICY;
import static io.pannier.cart.CartFixture.SOAP;
import static io.pannier.cart.CartFixture.TISSUES;
import static io.pannier.cart.CartFixture.USD;
import static io.pannier.cart.CartFixture.at;
import static io.pannier.cart.CartFixture.merged;
import static io.pannier.cart.CartFixture.price;
import static io.pannier.cart.CartFixture.yen;
import static io.pannier.cart.CustomerScene.AS_ANN;
import static io.pannier.cart.CustomerScene.AS_ORDER_SYSTEM;
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
import io.pannier.cart.Outcomes.Failed;
import io.pannier.cart.domain.model.CartId;
import io.pannier.cart.domain.model.CartMerge;
import io.pannier.cart.domain.model.CartState;
import io.pannier.cart.domain.model.Refusal.CartRefusedException;
import io.pannier.shared.model.ProductAtLocation;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;

/**
 * A guest's cart in yen goes into a customer's empty one in dollars, in three steps: the customer's
 * changes its currency, the guest's is frozen, the lines are taken.
 */
class MergeOfCurrenciesTest {

  private static final Currency YEN = Currency.getInstance("JPY");
  private static final ProductAtLocation IN_YEN = at(TISSUES, 1);
  private static final ProductAtLocation IN_DOLLARS = at(SOAP, 1);

  private final InMemoryCartRepository repository = new InMemoryCartRepository();
  private final CustomerScene scene = CustomerScene.over(repository, new InMemoryActiveCarts());
  private final CartId anns = scene.annsCart();
  private final GuestsCart guests = scene.guestsCart(YEN);

  MergeOfCurrenciesTest() {
    scene.gateways.selling(IN_YEN, yen("1080"), 100).selling(IN_DOLLARS, price("9.99"), 100);
    done(scene.add(guests.id(), guests.guest(), IN_YEN, 5));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2})
  void killed_before_a_step_and_repeated_it_ends_the_same(int stepsDone) {
    repository.isDownAfterChanges(stepsDone);
    assertThat(failed(merge()).changeMayHaveHappened()).isEqualTo(stepsDone > 0);
    repository.isUpAgain();
    assertThat(scene.stored(guests.id()).state())
        .isEqualTo(stepsDone < 2 ? CartState.ACTIVE : new CartState.Merged(anns));

    assertMerged(done(merge()));
    assertMerged(done(merge()));
  }

  @Test
  void on_condition_of_a_version_it_is_one_change_of_that_version() {
    assertMerged(done(mergeIf(1)));
  }

  @Test
  void killed_after_the_first_step_its_condition_is_stale_and_the_next_one_holds() {
    repository.isDownAfterChanges(1);
    interrupted(mergeIf(1));
    repository.isUpAgain();

    Failed stale = failed(mergeIf(1));

    assertThat(stale.code()).isEqualTo("PRECONDITION_FAILED");
    assertThat(stale.changeMayHaveHappened()).isFalse();
    assertMerged(done(mergeIf(2)));
  }

  @Test
  void overtaken_by_the_guest_it_takes_what_the_guest_put_there() {
    repository.isOvertakenBy(cart -> cart);
    repository.isOvertakenBy(cart -> cart.id().equals(guests.id()) ? cart.next(NOW, POLICY) : cart);

    assertMerged(done(merge()));
  }

  @Test
  void overtaken_by_the_guest_its_condition_is_not_broken_by_its_own_first_step() {
    repository.isOvertakenBy(cart -> cart);
    repository.isOvertakenBy(cart -> cart.id().equals(guests.id()) ? cart.next(NOW, POLICY) : cart);

    assertMerged(done(mergeIf(1)));
  }

  @Test
  void overtaken_by_the_customer_its_condition_is_broken_and_the_answer_says_what_was_begun() {
    repository.isOvertakenBy(cart -> cart);
    repository.isOvertakenBy(cart -> cart.next(NOW, POLICY));

    Failed overtaken = failed(mergeIf(1));

    assertThat(overtaken.code()).isEqualTo("PRECONDITION_FAILED");
    assertThat(overtaken.changeMayHaveHappened()).isTrue();
    assertThat(scene.stored(guests.id()).state()).isEqualTo(CartState.ACTIVE);
  }

  @RepeatedTest(5)
  void against_an_addition_in_the_other_currency_one_of_them_wins_and_the_other_changes_nothing() {
    List<Object> outcomes =
        inParallel(
            2, runner -> outcome(runner == 1 ? merge() : scene.add(anns, AS_ANN, IN_DOLLARS, 1)));

    assertThat(outcomes)
        .filteredOn(CartRefusedException.class::isInstance)
        .singleElement()
        .extracting(refused -> ((CartRefusedException) refused).refusal().code())
        .isEqualTo("CURRENCY_MISMATCH");
    boolean merged = scene.stored(anns).currency().equals(YEN);
    assertThat(scene.stored(anns).quantityOf(IN_YEN)).isEqualTo(merged ? 5 : 0);
    assertThat(scene.stored(anns).quantityOf(IN_DOLLARS)).isEqualTo(merged ? 0 : 1);
    assertThat(scene.stored(guests.id()).state())
        .isEqualTo(merged ? new CartState.Merged(anns) : CartState.ACTIVE);
  }

  @Test
  void a_guest_s_cart_that_was_ordered_leaves_the_customer_s_in_its_currency() {
    CartCommand.Target any =
        new CartCommand.Target(
            guests.id(), AS_ORDER_SYSTEM, VersionCondition.ANY, Locale.ENGLISH, later());
    done(scene.close(any, "order-1"));

    Failed refused = failed(merge());

    assertThat(refused.code()).isEqualTo("CART_CLOSED");
    assertThat(refused.changeMayHaveHappened()).isFalse();
    assertThat(scene.stored(anns).currency()).isEqualTo(USD);
    assertThat(scene.stored(anns).version()).isEqualTo(1);
  }

  /** Only asking for dollars again, between the steps, brings this about. */
  @Test
  void half_done_it_waits_for_the_customer_s_cart_to_be_empty_again() {
    repository.isDownAfterChanges(2);
    interrupted(merge());
    repository.isUpAgain();
    done(scene.create(AS_ANN, USD));
    done(scene.add(anns, AS_ANN, IN_DOLLARS, 1));

    Failed refused = failed(merge());

    assertThat(refused.code()).isEqualTo("CURRENCY_MISMATCH");
    assertThat(refused.changeMayHaveHappened()).isTrue();
    assertThat(codeOf(scene.add(guests.id(), guests.guest(), IN_YEN, 1))).isEqualTo("CART_MERGED");
    done(scene.service.clear(new CartCommand.Clear(target(anns, AS_ANN))));
    assertThat(done(merge()).cart().stored().quantityOf(IN_YEN)).isEqualTo(5);
    assertThat(scene.stored(anns).currency()).isEqualTo(YEN);
  }

  private Mono<CartResult.Merged> merge() {
    return scene.merge(target(anns, AS_ANN), guests, CartMerge.Strategy.MAX);
  }

  private Mono<CartResult.Merged> mergeIf(long version) {
    VersionCondition condition = VersionCondition.oneOf(Set.of(version));
    return scene.merge(
        new CartCommand.Target(anns, AS_ANN, condition, Locale.ENGLISH, later()),
        guests,
        CartMerge.Strategy.MAX);
  }

  private void assertMerged(CartResult.Merged merged) {
    assertThat(merged.report()).containsExactly(merged(IN_YEN, CartMerge.Outcome.ADDED, 5, 5));
    assertThat(scene.stored(anns).currency()).isEqualTo(YEN);
    assertThat(scene.stored(anns).quantityOf(IN_YEN)).isEqualTo(5);
    assertThat(scene.stored(anns).version()).isEqualTo(3);
    assertThat(scene.stored(guests.id()).state()).isEqualTo(new CartState.Merged(anns));
  }
}
