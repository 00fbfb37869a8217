package io.pannier.cart.domain.model;

import static io.pannier.cart.CartFixture.GUEST;
import static io.pannier.cart.CartFixture.NOW;
import static io.pannier.cart.CartFixture.POLICY;
import static io.pannier.cart.CartFixture.SOAP;
import static io.pannier.cart.CartFixture.TISSUES;
import static io.pannier.cart.CartFixture.USD;
import static io.pannier.cart.CartFixture.at;
import static io.pannier.cart.CartFixture.item;
import static io.pannier.cart.CartFixture.merged;
import static io.pannier.cart.CartFixture.policy;
import static io.pannier.cart.CartFixture.product;
import static io.pannier.cart.CartFixture.usd;
import static io.pannier.cart.CartFixture.withoutMemory;
import static io.pannier.cart.domain.model.CartBuilder.compose;
import static org.assertj.core.api.Assertions.assertThat;

import io.pannier.cart.domain.model.CartOwner.Customer;
import io.pannier.catalog.domain.model.CatalogItem;
import io.pannier.catalog.domain.model.CatalogItem.OrderLimits;
import io.pannier.shared.model.Money;
import io.pannier.shared.model.ProductAtLocation;
import io.pannier.testkit.FakeGateways;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What becomes of the lines of a guest's cart when it goes into a customer's. */
class CartMergeTest {

  private static final ProductAtLocation PRODUCT = at(TISSUES, 1);

  private final StoredCart target =
      StoredCart.create(Customer.of("https://issuer.example", "ann"), USD, NOW, POLICY);
  private final StoredCart source = StoredCart.create(GUEST, USD, NOW, POLICY);

  @ParameterizedTest
  @CsvSource({
    "MAX, 0, 5, ADDED, 5, 5",
    "MAX, 3, 5, INCREASED, 5, 5",
    "MAX, 5, 5, UNCHANGED, 5, 5",
    "MAX, 5, 3, UNCHANGED, 5, 5",
    "MAX, 999, 1, UNCHANGED, 999, 999",
    "MAX, 1, 1200, CLAMPED, 1200, 999",
    "MAX, 1200, 5, UNCHANGED, 1200, 1200",
    "MAX, 1200, 1300, CLAMPED, 1300, 1200",
    "SUM, 0, 5, ADDED, 5, 5",
    "SUM, 3, 5, INCREASED, 8, 8",
    "SUM, 998, 1, INCREASED, 999, 999",
    "SUM, 998, 2, CLAMPED, 1000, 999",
    "SUM, 999, 1, CLAMPED, 1000, 999",
    "SUM, 0, 1200, CLAMPED, 1200, 999",
    "SUM, 999, 2147483647, CLAMPED, 2147483647, 999",
  })
  void a_line_holds_what_the_strategy_says_as_far_as_a_line_can(
      CartMerge.Strategy strategy,
      int before,
      int brought,
      CartMerge.Outcome outcome,
      int requested,
      int quantity) {
    StoredCart mine =
        before == 0 ? target : target.withEntry(new CartEntry(PRODUCT, before), before);

    ChangeableCart merged =
        withoutMemory(mine)
            .merge(
                source.withEntry(new CartEntry(PRODUCT, brought), brought), strategy, NOW, POLICY);

    assertThat(merged.stored().quantityOf(PRODUCT)).isEqualTo(quantity);
    assertThat(report(merged)).containsExactly(merged(PRODUCT, outcome, requested, quantity));
  }

  @ParameterizedTest
  @EnumSource
  void what_only_the_customer_has_stays_as_it_is(CartMerge.Strategy strategy) {
    StoredCart mine = target.withEntry(new CartEntry(at(SOAP, 1), 7), 7);

    ChangeableCart merged =
        withoutMemory(mine)
            .merge(source.withEntry(new CartEntry(PRODUCT, 2), 2), strategy, NOW, POLICY);

    assertThat(merged.stored().lines()).containsAll(mine.lines()).hasSize(2);
    assertThat(report(merged)).extracting(CartMerge.Line::product).containsExactly(PRODUCT);
  }

  /** The maximum of one order is 3 here: the cart says so, and the customer decides. */
  @Test
  void a_product_s_maximum_over_all_lines_clamps_nothing_and_shows_as_notices() {
    ProductAtLocation elsewhere = at(TISSUES, 412);
    FakeGateways gateways = FakeGateways.empty().selling(PRODUCT).selling(elsewhere);
    gateways.catalog().has(item(TISSUES, CatalogItem.Lifecycle.ACTIVE, new OrderLimits(1, 3, 1)));

    ChangeableCart merged =
        withoutMemory(target.withEntry(new CartEntry(PRODUCT, 2), 2))
            .merge(
                source.withEntry(new CartEntry(elsewhere, 2), 2),
                CartMerge.Strategy.MAX,
                NOW,
                POLICY);

    assertThat(report(merged)).containsExactly(merged(elsewhere, CartMerge.Outcome.ADDED, 2, 2));
    assertThat(compose(merged.stored(), gateways).notices())
        .extracting(Notice::code)
        .containsExactly(Notice.Code.QUANTITY_NOT_ALLOWED, Notice.Code.QUANTITY_NOT_ALLOWED);
  }

  @Test
  void without_room_for_a_line_it_is_reported_and_what_is_there_already_still_grows() {
    CartPolicy twoLines = policy(2, 5);
    StoredCart mine =
        target
            .withEntry(new CartEntry(product(1), 1), 1)
            .withEntry(new CartEntry(product(2), 1), 1);
    StoredCart guests =
        source
            .withEntry(new CartEntry(product(3), 4), 4)
            .withEntry(new CartEntry(product(2), 6), 6);

    ChangeableCart merged =
        withoutMemory(mine).merge(guests, CartMerge.Strategy.MAX, NOW, twoLines);

    assertThat(report(merged))
        .containsExactly(
            merged(product(3), CartMerge.Outcome.NO_ROOM, 4, 0),
            merged(product(2), CartMerge.Outcome.INCREASED, 6, 6));
    assertThat(merged.stored().lines()).extracting(CartLine::quantity).containsExactly(1, 6);
  }

  @Test
  void without_room_for_a_location_it_is_reported() {
    CartPolicy oneLocation = policy(100, 1);
    StoredCart mine = target.withEntry(new CartEntry(at(TISSUES, 1), 1), 1);
    StoredCart guests =
        source
            .withEntry(new CartEntry(at(TISSUES, 2), 4), 4)
            .withEntry(new CartEntry(at(SOAP, 1), 6), 6);

    assertThat(report(withoutMemory(mine).merge(guests, CartMerge.Strategy.MAX, NOW, oneLocation)))
        .containsExactly(
            merged(at(TISSUES, 2), CartMerge.Outcome.NO_ROOM, 4, 0),
            merged(at(SOAP, 1), CartMerge.Outcome.ADDED, 6, 6));
  }

  @Test
  void the_price_that_the_customer_accepted_stands_else_the_guest_s() {
    StoredCart mine =
        target
            .withLine(line(product(1), usd("1.00")))
            .withLine(line(product(2), null))
            .withLine(line(product(3), usd("3.00")));
    StoredCart guests =
        source
            .withLine(line(product(1), usd("9.00")))
            .withLine(line(product(2), usd("2.00")))
            .withLine(line(product(3), null))
            .withLine(line(product(4), usd("4.00")))
            .withLine(line(product(5), null));

    assertThat(
            withoutMemory(mine).merge(guests, CartMerge.Strategy.MAX, NOW, POLICY).stored().lines())
        .extracting(CartLine::reference)
        .containsExactly(usd("1.00"), usd("2.00"), usd("3.00"), usd("4.00"), null);
  }

  @Test
  void the_merge_is_remembered_with_its_source_time_and_report() {
    ChangeableCart merged =
        withoutMemory(target)
            .merge(
                source.withEntry(new CartEntry(PRODUCT, 2), 2),
                CartMerge.Strategy.SUM,
                NOW,
                POLICY);

    assertThat(merged.merges().find(source.id()))
        .contains(
            new Merges.Merge(
                source.id(), NOW, List.of(merged(PRODUCT, CartMerge.Outcome.ADDED, 2, 2))));
    assertThat(merged.merges().find(CartId.random())).isEmpty();
    assertThat(merged.stored().state()).isEqualTo(CartState.ACTIVE);
    assertThat(merged.stored().owner()).isEqualTo(target.owner());
  }

  private static List<CartMerge.Line> report(ChangeableCart merged) {
    return merged.merges().newestFirst().get(0).report();
  }

  private static CartLine line(ProductAtLocation product, @Nullable Money reference) {
    return new CartLine(product, 1, reference);
  }
}
