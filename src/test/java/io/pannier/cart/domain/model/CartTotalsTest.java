package io.pannier.cart.domain.model;

import static io.pannier.cart.CartFixture.GUEST;
import static io.pannier.cart.CartFixture.NOW;
import static io.pannier.cart.CartFixture.POLICY;
import static io.pannier.cart.CartFixture.SOAP;
import static io.pannier.cart.CartFixture.TISSUES;
import static io.pannier.cart.CartFixture.at;
import static io.pannier.cart.CartFixture.emptyCart;
import static io.pannier.cart.CartFixture.euros;
import static io.pannier.cart.CartFixture.item;
import static io.pannier.cart.CartFixture.price;
import static io.pannier.cart.CartFixture.usd;
import static io.pannier.cart.domain.model.CartBuilder.compose;
import static io.pannier.cart.domain.model.CartBuilder.holding;
import static org.assertj.core.api.Assertions.assertThat;

import io.pannier.catalog.domain.model.CatalogItem;
import io.pannier.catalog.domain.model.CatalogItem.OrderLimits;
import io.pannier.pricing.domain.model.Price;
import io.pannier.shared.model.Answer.Reason;
import io.pannier.shared.model.Money;
import io.pannier.shared.model.ProductAtLocation;
import io.pannier.testkit.FakeGateways;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a cart costs. */
class CartTotalsTest {

  private static final ProductAtLocation PRODUCT = at(TISSUES, 1);
  private static final ProductAtLocation OTHER = at(SOAP, 1);

  private final FakeGateways gateways =
      FakeGateways.empty().selling(PRODUCT, price("9.99"), 10).selling(OTHER, price("0.35"), 10);

  @Test
  void the_subtotal_is_the_sum_of_its_lines() {
    Cart cart = compose(holding(3, PRODUCT, OTHER), gateways);

    assertThat(cart.items())
        .extracting(item -> item.total().orElseThrow())
        .containsExactly(usd("29.97"), usd("1.05"));
    assertThat(cart.totals().subtotal()).contains(usd("31.02"));
    assertThat(cart.totals().pricedSubtotal()).isEqualTo(usd("31.02"));
    assertThat(cart.totals().unpriced()).isEmpty();
  }

  @Test
  void an_empty_cart_costs_nothing() {
    assertThat(compose(emptyCart(), gateways).totals().subtotal()).contains(usd("0.00"));
  }

  @Test
  void yen_have_no_decimals() {
    Currency yen = Currency.getInstance("JPY");
    Money hundred = new Money(new BigDecimal("100"), yen);
    gateways.pricing().has(PRODUCT, new Price(hundred, null, Price.Kind.REGULAR, null));
    StoredCart stored =
        StoredCart.create(GUEST, yen, NOW, POLICY).withEntry(new CartEntry(PRODUCT, 3), 3);

    assertThat(compose(stored, gateways).totals().subtotal())
        .contains(new Money(new BigDecimal("300"), yen));
    assertThat(compose(stored.clear(), gateways).totals().subtotal()).contains(Money.zero(yen));
  }

  @Test
  void large_amounts_lose_no_digit() {
    gateways.pricing().has(PRODUCT, price("99999999999999999.99"));

    assertThat(compose(holding(999, PRODUCT), gateways).totals().subtotal())
        .contains(usd("99899999999999999990.01"));
  }

  @Test
  void without_one_price_there_is_no_subtotal_but_what_is_known_is_said() {
    gateways.pricing().isUnavailableFor(PRODUCT, Reason.TIMEOUT);

    CartTotals totals = compose(holding(2, PRODUCT, OTHER), gateways).totals();

    assertThat(totals.subtotal()).isEmpty();
    assertThat(totals.pricedSubtotal()).isEqualTo(usd("0.70"));
    assertThat(totals.unpriced()).containsExactly(LineId.of(PRODUCT));
  }

  @Test
  void net_and_gross_prices_make_no_subtotal_and_those_like_the_oldest_line_s_are_summed() {
    gateways.pricing().has(PRODUCT, price("9.99", true)).has(OTHER, price("0.35", false));

    CartTotals totals = compose(holding(2, PRODUCT, OTHER), gateways).totals();

    assertThat(totals.subtotal()).isEmpty();
    assertThat(totals).isEqualTo(new CartTotals(usd("19.98"), List.of(LineId.of(OTHER)), true));
    assertThat(compose(holding(2, OTHER, PRODUCT), gateways).totals())
        .isEqualTo(new CartTotals(usd("0.70"), List.of(LineId.of(PRODUCT)), false));
  }

  @Test
  void a_price_that_says_nothing_of_tax_does_not_add_up_with_one_that_does() {
    gateways.pricing().has(PRODUCT, price("9.99")).has(OTHER, price("0.35", false));

    assertThat(compose(holding(2, PRODUCT, OTHER), gateways).totals())
        .isEqualTo(new CartTotals(usd("19.98"), List.of(LineId.of(OTHER)), null));
  }

  @Test
  void prices_that_say_the_same_of_tax_add_up() {
    gateways.pricing().has(PRODUCT, price("9.99", false)).has(OTHER, price("0.35", false));

    assertThat(compose(holding(2, PRODUCT, OTHER), gateways).totals())
        .isEqualTo(new CartTotals(usd("20.68"), List.of(), false));
    assertThat(compose(holding(2, PRODUCT, OTHER), gateways).totals().subtotal())
        .contains(usd("20.68"));
  }

  @Test
  void a_line_that_cannot_be_bought_or_has_no_price_decides_nothing_about_tax() {
    gateways.catalog().has(item(TISSUES, CatalogItem.Lifecycle.RECALLED, new OrderLimits(1, 9, 1)));
    gateways.pricing().has(PRODUCT, price("9.99", true)).has(OTHER, price("0.35", false));
    assertThat(subtotalOfBoth()).isEqualTo(usd("0.70"));

    gateways.selling(PRODUCT).pricing().isUnavailableFor(PRODUCT, Reason.TIMEOUT);
    assertThat(compose(holding(2, PRODUCT, OTHER), gateways).totals())
        .isEqualTo(new CartTotals(usd("0.70"), List.of(LineId.of(PRODUCT)), false));
  }

  @Test
  void what_is_not_sellable_is_left_out() {
    gateways
        .catalog()
        .has(item(TISSUES, CatalogItem.Lifecycle.DISCONTINUED, new OrderLimits(1, 9, 1)));
    assertThat(subtotalOfBoth()).isEqualTo(usd("0.70"));

    gateways.catalog().has(item(TISSUES, CatalogItem.Lifecycle.ACTIVE, null));
    assertThat(subtotalOfBoth()).as("in no quantity").isEqualTo(usd("0.70"));

    gateways.catalog().hasNot(TISSUES);
    assertThat(subtotalOfBoth()).isEqualTo(usd("0.70"));

    gateways.selling(PRODUCT).pricing().hasNot(PRODUCT);
    assertThat(subtotalOfBoth()).isEqualTo(usd("0.70"));
  }

  @Test
  void what_is_not_sellable_and_has_no_known_price_leaves_the_subtotal_whole() {
    gateways.catalog().has(item(TISSUES, CatalogItem.Lifecycle.RECALLED, new OrderLimits(1, 9, 1)));
    gateways.pricing().isUnavailableFor(PRODUCT, Reason.TIMEOUT);

    assertThat(subtotalOfBoth()).isEqualTo(usd("0.70"));
  }

  @Test
  void another_currency_is_left_out() {
    gateways.pricing().has(PRODUCT, euros("5.00"));

    assertThat(subtotalOfBoth()).isEqualTo(usd("0.70"));
  }

  @Test
  void a_line_whose_lifecycle_is_unavailable_counts_as_buyable() {
    gateways.catalog().isDown(Reason.UNREACHABLE);

    assertThat(subtotalOfBoth()).isEqualTo(usd("20.68"));
  }

  @Test
  void stock_says_nothing_about_what_it_costs() {
    gateways.inventory().hasNot(PRODUCT).isUnavailableFor(OTHER, Reason.TIMEOUT);

    assertThat(subtotalOfBoth()).isEqualTo(usd("20.68"));
  }

  private Money subtotalOfBoth() {
    return compose(holding(2, PRODUCT, OTHER), gateways).totals().subtotal().orElseThrow();
  }
}
