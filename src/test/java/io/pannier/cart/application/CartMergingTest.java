package io.pannier.cart.application;

import static io.pannier.cart.CartFixture.POLICY;
import static io.pannier.cart.CartFixture.SOAP;
import static io.pannier.cart.CartFixture.TISSUES;
import static io.pannier.cart.CartFixture.USD;
import static io.pannier.cart.CartFixture.at;
import static io.pannier.cart.CartFixture.euros;
import static io.pannier.cart.CartFixture.item;
import static io.pannier.cart.CartFixture.merged;
import static io.pannier.cart.CartFixture.price;
import static io.pannier.cart.CartFixture.product;
import static io.pannier.cart.CartFixture.usd;
import static io.pannier.cart.CustomerScene.ANN;
import static io.pannier.cart.CustomerScene.AS_ANN;
import static io.pannier.cart.CustomerScene.AS_BOB;
import static io.pannier.cart.CustomerScene.AS_ORDER_SYSTEM;
import static io.pannier.cart.CustomerScene.NOBODY;
import static io.pannier.cart.CustomerScene.later;
import static io.pannier.cart.Outcomes.codeOf;
import static io.pannier.cart.Outcomes.done;
import static io.pannier.cart.Outcomes.failed;
import static io.pannier.cart.Outcomes.failure;
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
import io.pannier.cart.domain.model.CartToken;
import io.pannier.cart.domain.model.Refusal;
import io.pannier.cart.domain.model.StoredCart;
import io.pannier.inventory.domain.model.StockLevel;
import io.pannier.shared.model.Answer.Reason;
import io.pannier.shared.model.ProductAtLocation;
import java.time.Duration;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import reactor.core.publisher.Mono;

/** A guest logs in: who may merge what into what, and what they are told. */
class CartMergingTest {

  private static final ProductAtLocation PRODUCT = at(TISSUES, 1);
  private static final ProductAtLocation OTHER = at(SOAP, 1);
  private static final Currency EUR = Currency.getInstance("EUR");

  private final InMemoryCartRepository repository = new InMemoryCartRepository();
  private final InMemoryActiveCarts activeCarts = new InMemoryActiveCarts();
  private final CustomerScene scene = CustomerScene.over(repository, activeCarts);
  private final CartId anns = scene.annsCart();

  @ParameterizedTest
  @EnumSource
  void the_customer_gets_what_the_guest_had(CartMerge.Strategy strategy) {
    scene.holds(anns, AS_ANN, PRODUCT, 3);
    GuestsCart guests = scene.guestsCart(PRODUCT, 5);
    scene.holds(guests.id(), guests.guest(), OTHER, 2);

    CartResult.Merged merged =
        done(scene.merge(CustomerScene.target(anns, AS_ANN), guests, strategy));

    int together = strategy == CartMerge.Strategy.MAX ? 5 : 8;
    assertThat(merged.report())
        .containsExactly(
            merged(PRODUCT, CartMerge.Outcome.INCREASED, together, together),
            merged(OTHER, CartMerge.Outcome.ADDED, 2, 2));
    assertThat(merged.cart().stored()).isEqualTo(scene.stored(anns));
    assertThat(merged.cart().items()).hasSize(2);
    assertThat(scene.stored(anns).quantityOf(PRODUCT)).isEqualTo(together);
    assertThat(scene.stored(anns).version()).isEqualTo(3);
    assertThat(scene.stored(anns).owner()).isEqualTo(ANN);
    assertThat(scene.stored(guests.id()).state()).isEqualTo(new CartState.Merged(anns));
  }

  @Test
  void a_repeat_answers_the_stored_report_and_changes_nothing() {
    scene.holds(anns, AS_ANN, PRODUCT, 3);
    GuestsCart guests = scene.guestsCart(PRODUCT, 5);
    CartResult.Merged first =
        done(scene.merge(CustomerScene.target(anns, AS_ANN), guests, CartMerge.Strategy.SUM));
    scene.holds(anns, AS_ANN, PRODUCT, 1);
    StoredCart before = scene.stored(anns);

    CartResult.Merged again =
        done(scene.merge(CustomerScene.target(anns, AS_ANN), guests, CartMerge.Strategy.SUM));

    assertThat(again.report()).isEqualTo(first.report());
    assertThat(again.cart().stored()).isEqualTo(before);
    assertThat(scene.stored(anns)).isEqualTo(before);
  }

  @Test
  void a_repeat_answers_the_stored_report_whatever_became_of_either_cart() {
    GuestsCart guests = scene.guestsCart(PRODUCT, 5);
    CartResult.Merged first = done(scene.merge(anns, guests));
    done(scene.close(anns, scene.stored(anns).version(), "order-1"));
    scene.erase(guests.id(), guests.guest()).block();

    assertThat(done(scene.merge(anns, guests)).report()).isEqualTo(first.report());
  }

  @Test
  void an_empty_cart_brings_nothing_and_is_frozen_all_the_same() {
    GuestsCart guests = scene.guestsCart();

    assertThat(done(scene.merge(anns, guests)).report()).isEmpty();

    assertThat(scene.stored(anns).lines()).isEmpty();
    assertThat(scene.stored(guests.id()).state()).isEqualTo(new CartState.Merged(anns));
    assertThat(done(scene.merge(anns, guests)).cart().stored().version()).isEqualTo(2);
  }

  @Test
  void later_writes_of_the_guest_are_told_where_to_go() {
    GuestsCart guests = scene.guestsCart(PRODUCT, 5);
    done(scene.merge(anns, guests));
    StoredCart before = scene.stored(guests.id());

    assertThat(
            Outcomes.refusal(
                    Refusal.CartMerged.class, scene.add(guests.id(), guests.guest(), PRODUCT, 1))
                .mergedInto())
        .isEqualTo(anns);
    assertThat(codeOf(scene.service.clear(new CartCommand.Clear(guestsTarget(guests)))))
        .isEqualTo("CART_MERGED");
    assertThat(scene.stored(guests.id())).isEqualTo(before);
    assertThat(done(scene.view(guests.id(), guests.guest())).stored()).isEqualTo(before);
  }

  @Test
  void frozen_comes_before_any_condition() {
    GuestsCart guests = scene.guestsCart(PRODUCT, 5);
    done(scene.merge(anns, guests));

    CartCommand.Target stale =
        new CartCommand.Target(
            guests.id(),
            guests.guest(),
            VersionCondition.oneOf(Set.of(1L)),
            Locale.ENGLISH,
            later());

    assertThat(codeOf(scene.service.clear(new CartCommand.Clear(stale)))).isEqualTo("CART_MERGED");
  }

  @Test
  void lines_in_two_currencies_are_refused_and_nothing_is_frozen() {
    scene.holds(anns, AS_ANN, OTHER, 1);
    GuestsCart guests = euroCart();
    List<StoredCart> before = List.of(scene.stored(anns), scene.stored(guests.id()));

    Failed refused = failed(scene.merge(anns, guests));

    assertThat(refused.code()).isEqualTo("CURRENCY_MISMATCH");
    assertThat(refused.changeMayHaveHappened()).isFalse();
    assertThat(List.of(scene.stored(anns), scene.stored(guests.id()))).isEqualTo(before);
  }

  @Test
  void an_empty_cart_takes_the_currency_of_what_comes_into_it() {
    GuestsCart guests = euroCart();

    CartResult.Merged merged = done(scene.merge(anns, guests));

    assertThat(merged.report()).containsExactly(merged(PRODUCT, CartMerge.Outcome.ADDED, 5, 5));
    assertThat(merged.cart().stored()).isEqualTo(scene.stored(anns));
    assertThat(scene.stored(anns).currency()).isEqualTo(EUR);
    assertThat(merged.cart().totals().subtotal()).contains(euros("37.50").current());
    assertThat(merged.cart().notices()).isEmpty();
    StoredCart before = scene.stored(anns);
    assertThat(done(scene.merge(anns, guests)).report()).isEqualTo(merged.report());
    assertThat(scene.stored(anns)).isEqualTo(before);
  }

  @Test
  void an_empty_source_merges_whatever_currency_it_is_in() {
    scene.holds(anns, AS_ANN, OTHER, 1);
    GuestsCart guests = scene.guestsCart(EUR);

    assertThat(done(scene.merge(anns, guests)).report()).isEmpty();

    assertThat(scene.stored(anns).currency()).isEqualTo(USD);
    assertThat(scene.stored(anns).quantityOf(OTHER)).isEqualTo(1);
    assertThat(scene.stored(guests.id()).state()).isEqualTo(new CartState.Merged(anns));
  }

  @Test
  void of_two_empty_carts_the_customer_s_stays_in_its_currency() {
    GuestsCart guests = scene.guestsCart(EUR);

    done(scene.merge(anns, guests));

    assertThat(scene.stored(anns).currency()).isEqualTo(USD);
  }

  @Test
  void what_the_source_has_become_comes_before_its_currency() {
    scene.holds(anns, AS_ANN, OTHER, 1);
    GuestsCart guests = euroCart();
    done(scene.close(guests.id(), 2, "order-1"));

    assertThat(codeOf(scene.merge(anns, guests))).isEqualTo("CART_CLOSED");
  }

  @Test
  void a_source_that_is_missing_foreign_or_expired_is_not_found() {
    GuestsCart guests = scene.guestsCart(PRODUCT, 5);
    GuestsCart missing = new GuestsCart(CartId.random(), guests.token());
    GuestsCart foreign = new GuestsCart(guests.id(), CartToken.random());
    StoredCart before = scene.stored(anns);

    assertThat(codeOf(scene.merge(anns, missing))).isEqualTo("CART_NOT_FOUND");
    assertThat(codeOf(scene.merge(anns, foreign))).isEqualTo("CART_NOT_FOUND");
    scene.clock.pass(POLICY.guestLifetime());
    assertThat(codeOf(scene.merge(anns, guests))).isEqualTo("CART_NOT_FOUND");

    assertThat(scene.stored(anns)).isEqualTo(before);
    assertThat(scene.stored(guests.id()).state()).isEqualTo(CartState.ACTIVE);
  }

  @Test
  void a_source_that_the_order_system_took_is_closed() {
    GuestsCart guests = scene.guestsCart(PRODUCT, 5);
    done(scene.close(guests.id(), 2, "order-1"));

    assertThat(codeOf(scene.merge(anns, guests))).isEqualTo("CART_CLOSED");
    assertThat(scene.stored(anns).lines()).isEmpty();
  }

  @Test
  void a_customer_s_cart_cannot_be_a_source() {
    CartId bobs = done(scene.create(AS_BOB)).cart().stored().id();

    for (CartId source : List.of(bobs, anns)) {
      assertThat(codeOf(scene.merge(anns, new GuestsCart(source, CartToken.random()))))
          .isEqualTo("CART_NOT_FOUND");
    }
    assertThat(scene.stored(bobs).state()).isEqualTo(CartState.ACTIVE);
  }

  @Test
  void a_guest_s_cart_cannot_be_a_target() {
    GuestsCart guests = scene.guestsCart(PRODUCT, 5);
    GuestsCart another = scene.guestsCart();
    Caller annWithToken = new Caller(another.token(), AS_ANN.identity());

    assertThat(
            codeOf(
                scene.merge(
                    CustomerScene.target(another.id(), annWithToken),
                    guests,
                    CartMerge.Strategy.MAX)))
        .isEqualTo("CART_NOT_FOUND");
    assertThat(scene.stored(guests.id()).state()).isEqualTo(CartState.ACTIVE);
  }

  @Test
  void only_the_customer_merges_into_their_cart() {
    GuestsCart guests = scene.guestsCart(PRODUCT, 5);

    assertThat(codeOf(mergeAs(NOBODY, guests))).isEqualTo("UNAUTHENTICATED");
    assertThat(codeOf(mergeAs(guests.guest(), guests))).isEqualTo("UNAUTHENTICATED");
    assertThat(codeOf(mergeAs(AS_ORDER_SYSTEM, guests))).isEqualTo("FORBIDDEN");
    assertThat(codeOf(mergeAs(AS_BOB, guests))).isEqualTo("CART_NOT_FOUND");

    assertThat(scene.stored(guests.id()).state()).isEqualTo(CartState.ACTIVE);
    assertThat(scene.stored(anns).version()).isEqualTo(1);
  }

  @Test
  void a_stale_condition_on_the_target_freezes_nothing() {
    scene.holds(anns, AS_ANN, OTHER, 1);
    GuestsCart guests = scene.guestsCart(PRODUCT, 5);

    assertThat(failure(scene.merge(annsIf(1), guests, CartMerge.Strategy.MAX)))
        .isInstanceOf(VersionCondition.FailedException.class);
    assertThat(scene.stored(guests.id()).state()).isEqualTo(CartState.ACTIVE);

    done(scene.merge(annsIf(2), guests, CartMerge.Strategy.MAX));
    assertThat(scene.stored(anns).quantityOf(PRODUCT)).isEqualTo(5);
    assertThat(done(scene.merge(annsIf(2), guests, CartMerge.Strategy.MAX)).report())
        .as("the stored report comes before the condition")
        .hasSize(1);
  }

  @Test
  void a_closed_target_takes_nothing_and_freezes_nothing() {
    GuestsCart guests = scene.guestsCart(PRODUCT, 5);
    scene.holds(anns, AS_ANN, OTHER, 1);
    done(scene.close(anns, 2, "order-1"));

    assertThat(codeOf(scene.merge(annsIf(7), guests, CartMerge.Strategy.MAX)))
        .isEqualTo("CART_CLOSED");

    assertThat(scene.stored(guests.id()).state()).isEqualTo(CartState.ACTIVE);
  }

  @Test
  void what_went_into_a_cart_goes_into_no_other() {
    GuestsCart guests = scene.guestsCart(PRODUCT, 5);
    done(scene.merge(anns, guests));
    CartId bobs = done(scene.create(AS_BOB)).cart().stored().id();
    CartCommand.Target target = CustomerScene.target(bobs, AS_BOB);

    assertThat(codeOf(scene.merge(target, guests, CartMerge.Strategy.MAX)))
        .isEqualTo("CART_MERGED");
    done(scene.close(anns, 2, "order-1"));
    assertThat(codeOf(scene.merge(target, guests, CartMerge.Strategy.MAX)))
        .as("taken, and ordered")
        .isEqualTo("CART_MERGED");

    assertThat(scene.stored(bobs).lines()).isEmpty();
  }

  @Test
  void many_guest_s_carts_can_be_merged_and_none_of_them_twice() {
    List<GuestsCart> all =
        Stream.generate(() -> scene.guestsCart(PRODUCT, 1)).limit(POLICY.maxMerges() + 5L).toList();
    for (GuestsCart guests : all) {
      scene.clock.pass(Duration.ofMillis(1));
      done(scene.merge(CustomerScene.target(anns, AS_ANN), guests, CartMerge.Strategy.SUM));
    }
    StoredCart before = scene.stored(anns);
    assertThat(before.quantityOf(PRODUCT)).isEqualTo(all.size());
    assertThat(scene.remembered(anns).merges().newestFirst()).hasSize(POLICY.maxMerges());

    Mono<CartResult.Merged> longAgo =
        scene.merge(CustomerScene.target(anns, AS_ANN), all.get(0), CartMerge.Strategy.SUM);

    assertThat(codeOf(longAgo)).as("its report is forgotten").isEqualTo("CART_MERGED");
    assertThat(scene.stored(anns)).isEqualTo(before);
  }

  @Test
  void prices_that_the_customer_accepted_stand_and_the_guest_s_fill_in() {
    scene.holds(anns, AS_ANN, PRODUCT, 1);
    scene.gateways.pricing().isUnavailableFor(OTHER, Reason.TIMEOUT);
    scene.gateways.catalog().has(item(SOAP));
    scene.gateways.inventory().has(OTHER, StockLevel.of(9, null));
    done(scene.add(anns, AS_ANN, OTHER, 1));
    scene.gateways.selling(PRODUCT, price("7.00"), 100);
    scene.gateways.selling(OTHER, price("8.00"), 100);
    scene.gateways.selling(product(3), price("9.00"), 100);
    GuestsCart guests = scene.guestsCart();
    for (ProductAtLocation product : List.of(PRODUCT, OTHER, product(3))) {
      done(scene.add(guests.id(), guests.guest(), product, 1));
    }
    assertThat(scene.stored(anns).lines()).extracting(CartLine::reference).containsNull();

    done(scene.merge(anns, guests));

    assertThat(scene.stored(anns).lines())
        .extracting(CartLine::reference)
        .containsExactly(usd("9.99"), usd("8.00"), usd("9.00"));
    assertThat(scene.stored(anns).currency()).isEqualTo(USD);
  }

  /** A guest's that holds five in euros. */
  private GuestsCart euroCart() {
    GuestsCart guests = scene.guestsCart(EUR);
    scene.gateways.selling(PRODUCT, euros("7.50"), 100);
    done(scene.add(guests.id(), guests.guest(), PRODUCT, 5));
    return guests;
  }

  private Mono<CartResult.Merged> mergeAs(Caller caller, GuestsCart source) {
    return scene.merge(CustomerScene.target(anns, caller), source, CartMerge.Strategy.MAX);
  }

  private CartCommand.Target annsIf(long version) {
    return new CartCommand.Target(
        anns, AS_ANN, VersionCondition.oneOf(Set.of(version)), Locale.ENGLISH, later());
  }

  private static CartCommand.Target guestsTarget(GuestsCart cart) {
    return CustomerScene.target(cart.id(), cart.guest());
  }
}
