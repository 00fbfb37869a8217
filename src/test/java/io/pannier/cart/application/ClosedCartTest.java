package io.pannier.cart.application;

import static io.pannier.cart.CartFixture.NOW;
import static io.pannier.cart.CartFixture.POLICY;
import static io.pannier.cart.CartFixture.SOAP;
import static io.pannier.cart.CartFixture.TISSUES;
import static io.pannier.cart.CartFixture.at;
import static io.pannier.cart.CartFixture.euros;
import static io.pannier.cart.CartFixture.holding;
import static io.pannier.cart.CartFixture.item;
import static io.pannier.cart.CartFixture.price;
import static io.pannier.cart.CartFixture.product;
import static io.pannier.cart.CartFixture.usd;
import static io.pannier.cart.CustomerScene.AS_ANN;
import static io.pannier.cart.CustomerScene.AS_ORDER_SYSTEM;
import static io.pannier.cart.CustomerScene.later;
import static io.pannier.cart.Outcomes.codeOf;
import static io.pannier.cart.Outcomes.done;
import static io.pannier.cart.Outcomes.failed;
import static io.pannier.cart.Outcomes.inParallel;
import static io.pannier.cart.Outcomes.outcome;
import static org.assertj.core.api.Assertions.assertThat;

import io.pannier.cart.CustomerScene;
import io.pannier.cart.InMemoryActiveCarts;
import io.pannier.cart.InMemoryCartRepository;
import io.pannier.cart.Outcomes;
import io.pannier.cart.domain.model.Cart;
import io.pannier.cart.domain.model.CartEntry;
import io.pannier.cart.domain.model.CartId;
import io.pannier.cart.domain.model.CartItem;
import io.pannier.cart.domain.model.CartState;
import io.pannier.cart.domain.model.CartTotals;
import io.pannier.cart.domain.model.LineId;
import io.pannier.cart.domain.model.Refusal;
import io.pannier.cart.domain.model.Refusal.CartRefusedException;
import io.pannier.cart.domain.model.StoredCart;
import io.pannier.catalog.domain.model.CatalogItem;
import io.pannier.catalog.domain.model.CatalogItem.OrderLimits;
import io.pannier.offer.domain.model.Section;
import io.pannier.pricing.domain.model.Price;
import io.pannier.shared.model.Answer;
import io.pannier.shared.model.Answer.Reason;
import io.pannier.shared.model.Deadline;
import io.pannier.shared.model.Money;
import io.pannier.shared.model.ProductAtLocation;
import io.pannier.shared.model.Provenance;
import io.pannier.shared.model.Provenance.Source;
import io.pannier.testkit.FakeGateway;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import reactor.core.publisher.Mono;

/**
 * What a cart was closed with is what it shows ever after; and the order system may insist on it.
 */
class ClosedCartTest {

  private static final ProductAtLocation PRODUCT = at(TISSUES, 1);
  private static final ProductAtLocation OTHER = at(SOAP, 412);
  private static final Provenance STALE =
      new Provenance(Source.PRICING, NOW.minusSeconds(90), Answer.Status.STALE, Reason.TIMEOUT);

  private final InMemoryCartRepository repository = new InMemoryCartRepository();
  private final CustomerScene scene = CustomerScene.over(repository, new InMemoryActiveCarts());
  private final CartId anns = scene.annsCart();

  ClosedCartTest() {
    Price promotion =
        new Price(usd("5.34"), usd("7.00"), Price.Kind.PROMOTION, NOW.plusSeconds(60));
    scene.gateways.selling(PRODUCT, promotion, 100);
    done(scene.add(anns, AS_ANN, PRODUCT, 2));
  }

  @Test
  void it_shows_what_it_was_closed_with_from_the_first_answer_on() {
    Cart closed = done(close());

    assertThat(priceOf(closed, PRODUCT))
        .isEqualTo(
            Answer.found(
                new Price(usd("5.34"), null, Price.Kind.PROMOTION, null),
                Provenance.closed(Source.PRICING, FakeGateway.AS_OF)));
    assertThat(itemOf(closed, PRODUCT).total()).contains(usd("10.68"));
    assertThat(closed.totals().subtotal()).contains(usd("10.68"));
    assertThat(itemOf(closed, PRODUCT).offer().stock()).as("what can be had now").isEmpty();
    assertThat(done(scene.view(anns, AS_ANN))).isEqualTo(closed);
  }

  @Test
  void dearer_later_it_costs_what_it_did_and_no_notice_says_otherwise() {
    done(close());
    scene.gateways.selling(PRODUCT, price("123.45"), 0);

    for (Cart cart : List.of(done(scene.view(anns, AS_ANN)), done(close()))) {
      assertThat(itemOf(cart, PRODUCT).total()).contains(usd("10.68"));
      assertThat(cart.totals().subtotal()).contains(usd("10.68"));
      assertThat(cart.notices()).isEmpty();
    }
  }

  @Test
  void gone_later_it_costs_what_it_did() {
    done(close());
    scene.gateways.catalog().hasNot(TISSUES);
    scene.gateways.pricing().hasNot(PRODUCT);

    Cart cart = done(scene.view(anns, AS_ORDER_SYSTEM));

    assertThat(cart.totals().subtotal()).contains(usd("10.68"));
    assertThat(itemOf(cart, PRODUCT).lifecycle()).contains(CatalogItem.Lifecycle.ACTIVE);
    assertThat(productOf(cart, PRODUCT).status()).isEqualTo(Answer.Status.NOT_FOUND);
  }

  @Test
  void only_names_and_pictures_are_asked_of_it() {
    done(close());
    List<Integer> asked = scene.gateways.questions();

    done(scene.view(anns, AS_ANN));
    done(
        scene.service.viewItem(
            new CartQuery.ViewItem(anns, AS_ANN, LineId.of(PRODUCT), Locale.ENGLISH, later())));

    assertThat(scene.gateways.questions())
        .containsExactly(asked.get(0) + 2, asked.get(1), asked.get(2));
  }

  @Test
  void it_keeps_whether_tax_was_included() {
    scene.gateways.pricing().has(PRODUCT, price("5.34", true));
    done(close());
    scene.gateways.pricing().has(PRODUCT, price("5.34", false));

    Cart closed = done(scene.view(anns, AS_ANN));

    assertThat(itemOf(closed, PRODUCT).offer().taxIncluded()).contains(true);
    assertThat(closed.totals().taxIncluded()).isTrue();
  }

  @Test
  void net_beside_gross_it_closes_at_what_is_known_and_at_no_sum() {
    scene.gateways.pricing().has(PRODUCT, price("5.34", true));
    holds(OTHER, price("1.00", false));
    assertUnknown(Reason.INVALID_ANSWER);

    done(close());

    Cart closed = done(scene.view(anns, AS_ANN));
    assertThat(closed.totals())
        .isEqualTo(new CartTotals(usd("10.68"), List.of(LineId.of(OTHER)), true));
    assertThat(closed.totals().subtotal()).isEmpty();
    assertThat(itemOf(closed, OTHER).total()).contains(usd("1.00"));
  }

  @Test
  void its_names_are_in_the_language_of_whoever_looks_at_it() {
    scene.gateways.catalog().calls(TISSUES, Locale.GERMAN, "Kosmetiktücher");
    done(close());

    Cart german =
        done(
            scene.service.view(
                new CartQuery.View(
                    anns, AS_ANN, Set.of(Section.values()), Locale.GERMAN, later())));

    assertThat(itemOf(german, PRODUCT).offer().item().map(CatalogItem::name))
        .contains("Kosmetiktücher");
    assertThat(itemOf(done(close()), PRODUCT).offer().item().map(CatalogItem::name))
        .isNotEqualTo(Optional.of("Kosmetiktücher"));
  }

  @Test
  void closing_asks_for_names_and_prices_once_and_for_no_stock() {
    List<Integer> asked = scene.gateways.questions();

    done(close());

    assertThat(scene.gateways.questions())
        .containsExactly(asked.get(0) + 1, asked.get(1) + 1, asked.get(2));
  }

  @Test
  void its_name_is_that_of_now_and_its_lifecycle_that_of_then() {
    done(close());
    scene
        .gateways
        .catalog()
        .has(item(TISSUES, CatalogItem.Lifecycle.RECALLED, new OrderLimits(1, 1, 1)));

    Cart recalled = done(scene.view(anns, AS_ANN));
    assertThat(itemOf(recalled, PRODUCT).lifecycle()).contains(CatalogItem.Lifecycle.ACTIVE);
    assertThat(recalled.totals().subtotal()).contains(usd("10.68"));

    scene.gateways.isDown(Reason.UNREACHABLE);
    Cart nameless = done(scene.view(anns, AS_ANN));
    assertThat(productOf(nameless, PRODUCT)).isEqualTo(Answer.unavailable(Reason.UNREACHABLE));
    assertThat(itemOf(nameless, PRODUCT).lifecycle()).contains(CatalogItem.Lifecycle.ACTIVE);
    assertThat(nameless.totals().subtotal()).contains(usd("10.68"));
  }

  @Test
  void what_was_unavailable_stays_unknown_with_the_reason_of_then() {
    holds(OTHER, price("1.00"));
    scene.gateways.pricing().isUnavailableFor(PRODUCT, Reason.CIRCUIT_OPEN);
    scene.gateways.catalog().isUnavailableFor(SOAP, Reason.TIMEOUT);
    done(close());
    scene.gateways.selling(PRODUCT).selling(OTHER);

    Cart cart = done(scene.view(anns, AS_ANN));

    assertThat(priceOf(cart, PRODUCT)).isEqualTo(Answer.unavailable(Reason.CIRCUIT_OPEN));
    assertThat(itemOf(cart, PRODUCT).total()).isEmpty();
    assertThat(itemOf(cart, OTHER).lifecycle()).isEmpty();
    assertThat(cart.totals().subtotal()).isEmpty();
    assertThat(cart.totals().pricedSubtotal()).isEqualTo(usd("1.00"));
    assertThat(cart.totals().unpriced()).containsExactly(LineId.of(PRODUCT));
  }

  @Test
  void what_was_not_for_sale_or_in_another_currency_stays_out_of_the_totals() {
    holds(OTHER, price("1.00"));
    holds(product(3), price("2.00"));
    holds(product(4), price("4.00"));
    scene
        .gateways
        .catalog()
        .has(item(SOAP, CatalogItem.Lifecycle.RECALLED, new OrderLimits(1, 9, 1)));
    scene.gateways.pricing().hasNot(product(3)).has(product(4), euros("4.00"));
    done(close());
    for (ProductAtLocation product : List.of(OTHER, product(3), product(4))) {
      scene.gateways.selling(product);
    }

    Cart cart = done(scene.view(anns, AS_ANN));

    assertThat(cart.totals().subtotal()).contains(usd("10.68"));
    assertThat(itemOf(cart, OTHER).lifecycle()).contains(CatalogItem.Lifecycle.RECALLED);
    assertThat(itemOf(cart, OTHER).total()).contains(usd("1.00"));
    assertThat(priceOf(cart, product(3)).status()).isEqualTo(Answer.Status.NOT_FOUND);
    assertThat(itemOf(cart, product(4)).total()).contains(euros("4.00").current());
  }

  @Test
  void a_stale_price_that_it_was_closed_with_is_its_price_and_says_as_of_when() {
    scene.gateways.pricing().answers(PRODUCT, Answer.found(price("5.34"), STALE));

    Answer<Price> kept = priceOf(done(close()), PRODUCT);

    assertThat(kept.status()).isEqualTo(Answer.Status.CLOSED);
    assertThat(kept.origin()).contains(Provenance.closed(Source.PRICING, NOW.minusSeconds(90)));
  }

  @Test
  void sections_that_are_not_asked_for_are_not_there() {
    done(close());
    List<Integer> asked = scene.gateways.questions();

    CartItem priced = itemOf(view(Set.of(Section.PRICING)), PRODUCT);
    assertThat(priced.offer().price()).isPresent();
    assertThat(priced.offer().product()).isEmpty();
    assertThat(itemOf(view(Set.of(Section.INVENTORY)), PRODUCT).offer().price()).isEmpty();
    assertThat(scene.gateways.questions()).isEqualTo(asked);
    CartItem named = itemOf(view(Set.of(Section.CATALOG)), PRODUCT);
    assertThat(named.offer().product()).isPresent();
    assertThat(named.offer().price()).isEmpty();
  }

  /** By a release that did not keep prices: nothing is invented, and no status says CLOSED. */
  @Test
  void closed_long_ago_it_shows_the_prices_of_now_as_those_of_now() {
    StoredCart open = scene.stored(anns);
    repository.has(
        new StoredCart(
            open.id(),
            open.version() + 1,
            open.owner(),
            new CartState.Closed("order-1", null),
            open.currency(),
            open.lines(),
            open.createdAt(),
            open.updatedAt(),
            open.expiresAt()));
    scene.gateways.selling(PRODUCT, price("7.00"), 0);

    Cart cart = done(scene.view(anns, AS_ANN));

    assertThat(priceOf(cart, PRODUCT).status()).isEqualTo(Answer.Status.FRESH);
    assertThat(cart.totals().subtotal()).contains(usd("14.00"));
    assertThat(cart.notices()).isEmpty();
    assertThat(itemOf(cart, PRODUCT).offer().stock()).isEmpty();
    assertThat(done(close()).stored()).as("the same order again").isEqualTo(cart.stored());
  }

  @Test
  void at_the_price_that_is_charged_it_is_closed() {
    assertThat(done(close(usd("10.68"))).stored().isClosedBy("order-1")).isTrue();
  }

  @Test
  void a_price_that_rose_between_reading_and_closing_does_not_pass() {
    Money read = done(scene.view(anns, AS_ORDER_SYSTEM)).totals().subtotal().orElseThrow();
    scene.gateways.selling(PRODUCT, price("123.45"), 100);

    assertThat(Outcomes.refusal(Refusal.PriceChanged.class, close(read)))
        .isEqualTo(new Refusal.PriceChanged(usd("10.68"), usd("246.90")));
    assertOpen();
    assertThat(done(close(usd("246.90"))).totals().subtotal()).contains(usd("246.90"));
  }

  @Test
  void a_price_that_fell_and_one_in_another_currency_do_not_pass_either() {
    assertThat(codeOf(close(usd("10.69")))).isEqualTo("PRICE_CHANGED");
    assertThat(codeOf(close(euros("10.68").current()))).isEqualTo("PRICE_CHANGED");
    assertOpen();
  }

  @Test
  void the_same_order_again_is_fine_whatever_it_charges_now() {
    Cart closed = done(close(usd("10.68")));
    scene.gateways.selling(PRODUCT, price("123.45"), 100);

    assertThat(done(close(usd("246.90")))).isEqualTo(closed);
    assertThat(done(close())).isEqualTo(closed);
    CartCommand.Target unconditional =
        new CartCommand.Target(
            anns, AS_ORDER_SYSTEM, VersionCondition.NONE, Locale.ENGLISH, later());
    assertThat(done(scene.close(unconditional, "order-1"))).isEqualTo(closed);
  }

  @ParameterizedTest
  @EnumSource
  void a_subtotal_that_is_unavailable_is_refused_with_the_reason(Reason reason) {
    scene.gateways.pricing().isUnavailableFor(PRODUCT, reason);

    assertUnknown(reason);
  }

  @Test
  void without_the_catalog_nobody_can_tell_whether_the_line_counts() {
    scene.gateways.catalog().isDown(Reason.UNREACHABLE);

    assertUnknown(Reason.UNREACHABLE);
  }

  @Test
  void a_price_of_before_does_not_say_what_it_is_now() {
    scene.gateways.pricing().answers(PRODUCT, Answer.found(price("5.34"), STALE));

    assertUnknown(Reason.TIMEOUT);
  }

  @Test
  void of_several_reasons_the_worst_is_told() {
    scene.gateways.catalog().isDown(Reason.OVERLOADED);
    scene.gateways.pricing().isDown(Reason.INVALID_ANSWER);

    assertUnknown(Reason.INVALID_ANSWER);
  }

  @Test
  void what_is_not_for_sale_need_not_be_known_any_better() {
    holds(OTHER, price("1.00"));
    scene
        .gateways
        .catalog()
        .has(item(SOAP, CatalogItem.Lifecycle.DISCONTINUED, new OrderLimits(1, 9, 1)));
    scene.gateways.pricing().isUnavailableFor(OTHER, Reason.TIMEOUT);

    assertThat(done(close(usd("10.68"))).totals().subtotal()).contains(usd("10.68"));
  }

  @Test
  void what_was_not_for_sale_before_may_be_now() {
    Provenance stale =
        new Provenance(Source.CATALOG, NOW.minusSeconds(90), Answer.Status.STALE, Reason.TIMEOUT);
    holds(OTHER, price("1.00"));
    scene
        .gateways
        .catalog()
        .answers(SOAP, Answer.found(item(SOAP, CatalogItem.Lifecycle.RECALLED, null), stale));

    assertUnknown(Reason.TIMEOUT);
  }

  @Test
  void what_was_in_another_currency_before_may_be_in_this_one_now() {
    holds(OTHER, price("1.00"));
    scene.gateways.pricing().answers(OTHER, Answer.found(euros("1.00"), STALE));

    assertUnknown(Reason.TIMEOUT);
  }

  @Test
  void in_another_currency_or_without_a_price_it_need_not_be_known_any_better_either() {
    holds(OTHER, price("1.00"));
    holds(product(3), price("2.00"));
    scene.gateways.pricing().has(OTHER, euros("1.00")).hasNot(product(3));
    scene.gateways.catalog().isUnavailableFor(SOAP, Reason.TIMEOUT);
    scene.gateways.catalog().isUnavailableFor(product(3).id(), Reason.TIMEOUT);

    assertThat(done(close(usd("10.68"))).totals().subtotal()).contains(usd("10.68"));
  }

  @Test
  void without_a_subtotal_no_outage_prevents_it() {
    scene.gateways.isDown(Reason.UNREACHABLE);

    Cart closed = done(close());

    assertThat(closed.stored().isClosedBy("order-1")).isTrue();
    assertThat(priceOf(closed, PRODUCT)).isEqualTo(Answer.unavailable(Reason.UNREACHABLE));
  }

  @Test
  void an_upstream_that_does_not_answer_leaves_time_to_write() {
    scene.gateways.pricing().isSlow(Duration.ofHours(1));
    CartCommand.Target impatient =
        new CartCommand.Target(
            anns,
            AS_ORDER_SYSTEM,
            VersionCondition.ANY,
            Locale.ENGLISH,
            Deadline.after(Duration.ofMillis(1_500)));

    Cart closed = done(scene.close(impatient, "order-1"));

    assertThat(priceOf(closed, PRODUCT)).isEqualTo(Answer.unavailable(Reason.TIMEOUT));
    assertThat(scene.stored(anns).isClosedBy("order-1")).isTrue();
  }

  @Test
  void an_empty_cart_is_not_closed_and_nobody_is_asked() {
    done(scene.service.clear(new CartCommand.Clear(CustomerScene.target(anns, AS_ANN))));
    List<Integer> asked = scene.gateways.questions();

    assertThat(codeOf(close())).isEqualTo("CART_EMPTY");
    assertThat(codeOf(close(usd("0.00")))).isEqualTo("CART_EMPTY");

    assertThat(scene.gateways.questions()).isEqualTo(asked);
    assertOpen();
  }

  @Test
  void its_version_is_looked_at_before_what_is_in_it() {
    done(scene.service.clear(new CartCommand.Clear(CustomerScene.target(anns, AS_ANN))));

    assertThat(codeOf(closeIf(VersionCondition.NONE))).isEqualTo("PRECONDITION_REQUIRED");
    assertThat(codeOf(closeIf(VersionCondition.oneOf(Set.of(1L)))))
        .isEqualTo("PRECONDITION_FAILED");
  }

  @Test
  void overtaken_it_takes_what_there_is_then_and_asks_for_nothing_twice() {
    holds(OTHER, price("1.00"));
    repository.isOvertakenBy(cart -> cart.id().equals(anns) ? cart.next(NOW, POLICY) : cart);
    List<Integer> asked = scene.gateways.questions();

    Cart closed = done(closeIf(VersionCondition.ANY));

    assertThat(closed.totals().subtotal()).contains(usd("11.68"));
    assertThat(scene.gateways.questions())
        .containsExactly(asked.get(0) + 1, asked.get(1) + 1, asked.get(2));
  }

  /** Any version will do, but not any price. */
  @Test
  void overtaken_by_an_addition_it_costs_something_else() {
    repository.isOvertakenBy(
        cart -> cart.id().equals(anns) ? holding(cart, PRODUCT, 1).next(NOW, POLICY) : cart);

    assertThat(Outcomes.refusal(Refusal.PriceChanged.class, close(usd("10.68"))).current())
        .isEqualTo(usd("5.34"));
    assertOpen();
  }

  @Test
  void overtaken_by_another_order_it_is_that_order_s() {
    CartCommand.Target any =
        new CartCommand.Target(
            anns, AS_ORDER_SYSTEM, VersionCondition.ANY, Locale.ENGLISH, later());
    Mono<Cart> other = scene.close(any, "order-2");
    scene.gateways.pricing().isSlow(Duration.ofMillis(50));
    List<Object> outcomes =
        inParallel(2, runner -> outcome(runner == 1 ? close(usd("10.68")) : other));

    assertThat(outcomes).filteredOn(Cart.class::isInstance).hasSize(1);
    assertThat(outcomes)
        .filteredOn(Outcomes::isNotActive)
        .singleElement()
        .extracting(refused -> ((CartRefusedException) refused).refusal())
        .isEqualTo(
            new Refusal.CartClosed(((CartState.Closed) scene.stored(anns).state()).orderId()));
  }

  @Test
  void a_repeated_addition_after_the_closing_shows_the_closed_cart() {
    CartCommand.Target target = CustomerScene.target(anns, AS_ANN);
    CartCommand.AddItem keyed = command(target);
    done(scene.service.add(keyed));
    done(close(usd("16.02")));
    scene.gateways.selling(PRODUCT, price("123.45"), 100);

    CartResult.Changed repeated = done(scene.service.add(keyed));

    assertThat(repeated.replayed()).isTrue();
    assertThat(repeated.cart()).isEqualTo(done(scene.view(anns, AS_ANN)));
    assertThat(repeated.cart().totals().subtotal()).contains(usd("16.02"));
  }

  @Test
  void a_repeated_merge_after_the_closing_answers_its_report_with_the_closed_cart() {
    CustomerScene.GuestsCart guests = scene.guestsCart(OTHER, 3);
    CartResult.Merged merged = done(scene.merge(anns, guests));
    Cart closed = done(close());
    scene.gateways.selling(OTHER, price("123.45"), 0);

    assertThat(done(scene.merge(anns, guests)))
        .isEqualTo(new CartResult.Merged(closed, merged.report()));
  }

  @Test
  void past_its_lifetime_it_is_gone_for_the_order_that_took_it_too() {
    done(close());
    scene.clock.pass(POLICY.customerLifetime());

    assertThat(codeOf(close())).isEqualTo("CART_NOT_FOUND");
  }

  private static CartCommand.AddItem command(CartCommand.Target target) {
    return new CartCommand.AddItem(target, new CartEntry(PRODUCT, 1), "key");
  }

  private void holds(ProductAtLocation product, Price price) {
    scene.gateways.selling(product, price, 100);
    done(scene.add(anns, AS_ANN, product, 1));
  }

  /** At whatever is known. */
  private Mono<Cart> close() {
    return close(null);
  }

  private Mono<Cart> close(@Nullable Money subtotal) {
    CartCommand.Target any =
        new CartCommand.Target(
            anns, AS_ORDER_SYSTEM, VersionCondition.ANY, Locale.ENGLISH, later());
    return scene.close(any, "order-1", subtotal);
  }

  private Mono<Cart> closeIf(VersionCondition condition) {
    return scene.close(
        new CartCommand.Target(anns, AS_ORDER_SYSTEM, condition, Locale.ENGLISH, later()),
        "order-1");
  }

  private Cart view(Set<Section> sections) {
    return done(
        scene.service.view(new CartQuery.View(anns, AS_ANN, sections, Locale.ENGLISH, later())));
  }

  private void assertUnknown(Reason reason) {
    var refused = failed(close(usd("10.68")));
    assertThat(refused.failure())
        .isInstanceOfSatisfying(
            CartRefusedException.class,
            unknown ->
                assertThat(unknown.refusal()).isEqualTo(new Refusal.UpstreamUnavailable(reason)));
    assertThat(refused.changeMayHaveHappened()).isFalse();
    assertOpen();
  }

  private void assertOpen() {
    assertThat(scene.stored(anns).state()).isEqualTo(CartState.ACTIVE);
  }

  private static CartItem itemOf(Cart cart, ProductAtLocation product) {
    return cart.items().stream()
        .filter(item -> item.line().product().equals(product))
        .findFirst()
        .orElseThrow();
  }

  private static Answer<Price> priceOf(Cart cart, ProductAtLocation product) {
    return itemOf(cart, product).offer().price().orElseThrow();
  }

  private static Answer<?> productOf(Cart cart, ProductAtLocation product) {
    return itemOf(cart, product).offer().product().orElseThrow();
  }
}
