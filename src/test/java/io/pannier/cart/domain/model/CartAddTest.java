package io.pannier.cart.domain.model;

import static io.pannier.cart.CartFixture.POLICY;
import static io.pannier.cart.CartFixture.SOAP;
import static io.pannier.cart.CartFixture.TISSUES;
import static io.pannier.cart.CartFixture.at;
import static io.pannier.cart.CartFixture.emptyCart;
import static io.pannier.cart.CartFixture.entry;
import static io.pannier.cart.CartFixture.euros;
import static io.pannier.cart.CartFixture.item;
import static io.pannier.cart.CartFixture.price;
import static io.pannier.cart.CartFixture.product;
import static io.pannier.cart.CartFixture.taken;
import static io.pannier.cart.CartFixture.usd;
import static io.pannier.cart.domain.model.CartBuilder.compose;
import static io.pannier.cart.domain.model.CartBuilder.holding;
import static io.pannier.cart.domain.model.Refusals.refusalOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pannier.cart.domain.model.Refusal.CartRefusedException;
import io.pannier.catalog.domain.model.CatalogItem;
import io.pannier.catalog.domain.model.CatalogItem.OrderLimits;
import io.pannier.inventory.domain.model.StockLevel;
import io.pannier.offer.domain.model.Offers;
import io.pannier.shared.model.Answer.Reason;
import io.pannier.shared.model.ProductAtLocation;
import io.pannier.testkit.FakeGateways;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What may be put into a cart, and in which order it is refused. */
class CartAddTest {

  private static final ProductAtLocation PRODUCT = at(TISSUES, 1);
  private static final ProductAtLocation ELSEWHERE = at(TISSUES, 412);
  private static final ProductAtLocation OTHER = at(SOAP, 1);

  private final FakeGateways gateways = FakeGateways.empty().selling(PRODUCT);

  @Test
  void a_new_product_makes_a_line_with_the_price_as_its_reference() {
    Cart.Decision addition = compose(emptyCart(), gateways, PRODUCT).add(entry(PRODUCT, 2));

    assertThat(addition.results()).containsExactly(taken(PRODUCT, true));
    assertThat(addition.cart().stored().lines())
        .containsExactly(new CartLine(PRODUCT, 2, usd("9.99")));
  }

  @Test
  void the_same_product_at_the_same_location_adds_up() {
    Cart.Decision addition = compose(holding(2, PRODUCT), gateways, PRODUCT).add(entry(PRODUCT, 3));

    assertThat(addition.results()).containsExactly(taken(PRODUCT, false));
    assertThat(addition.cart().stored().quantityOf(PRODUCT)).isEqualTo(5);
  }

  @Test
  void the_same_product_at_another_location_is_another_line() {
    ProductAtLocation elsewhere = at(TISSUES, 412);
    gateways.selling(elsewhere);

    Cart cart = compose(holding(2, PRODUCT), gateways, elsewhere).add(entry(elsewhere, 1)).cart();

    assertThat(cart.stored().lines()).hasSize(2);
  }

  @Test
  void adding_more_keeps_the_price_that_was_accepted() {
    Cart cart = compose(emptyCart(), gateways, PRODUCT).add(entry(PRODUCT, 1)).cart();
    gateways.pricing().has(PRODUCT, price("10.99"));

    Cart more = compose(cart.stored(), gateways, PRODUCT).add(entry(PRODUCT, 1)).cart();

    assertThat(more.stored().lines().get(0).reference()).isEqualTo(usd("9.99"));
  }

  @Test
  void a_line_without_a_reference_gets_one_at_the_next_write_that_knows_its_price() {
    gateways.pricing().isUnavailableFor(PRODUCT, Reason.TIMEOUT);
    StoredCart unpriced =
        compose(emptyCart(), gateways, PRODUCT).add(entry(PRODUCT, 1)).cart().stored();
    assertThat(unpriced.lines().get(0).reference()).isNull();
    ProductAtLocation soap = at(SOAP, 1);
    gateways.selling(PRODUCT).selling(soap);

    StoredCart next = compose(unpriced, gateways, soap).add(entry(soap, 1)).cart().stored();

    assertThat(next.lines()).extracting(CartLine::reference).containsOnly(usd("9.99"));
  }

  /** The page was read, the price rose, the product was added. */
  @Test
  void
      what_the_client_showed_is_the_reference_of_a_new_line_so_that_a_change_is_a_notice_at_once() {
    Cart cart =
        compose(emptyCart(), gateways, PRODUCT).add(new CartEntry(PRODUCT, 2, usd("8.99"))).cart();

    assertThat(cart.stored().lines()).containsExactly(new CartLine(PRODUCT, 2, usd("8.99")));
    assertThat(cart.notices())
        .containsExactly(Notice.priceChange(LineId.of(PRODUCT), usd("8.99"), usd("9.99")));
  }

  @Test
  void a_price_that_fell_is_told_too_and_one_that_stayed_is_not() {
    assertThat(addedAt("10.49").notices())
        .extracting(Notice::code)
        .containsExactly(Notice.Code.PRICE_DECREASED);
    assertThat(addedAt("9.99").notices()).isEmpty();
  }

  @Test
  void what_the_client_showed_changes_no_line_that_is_there() {
    Cart cart = compose(emptyCart(), gateways, PRODUCT).add(entry(PRODUCT, 1)).cart();

    Cart more = cart.add(new CartEntry(PRODUCT, 1, usd("5.00"))).cart();

    assertThat(more.stored().lines()).containsExactly(new CartLine(PRODUCT, 2, usd("9.99")));
  }

  @Test
  void what_the_client_showed_is_the_reference_where_the_price_is_unavailable() {
    gateways.pricing().isUnavailableFor(PRODUCT, Reason.TIMEOUT);

    Cart cart = addedAt("8.99");

    assertThat(cart.stored().lines()).containsExactly(new CartLine(PRODUCT, 2, usd("8.99")));
    gateways.pricing().has(PRODUCT, price("9.99"));
    assertThat(compose(cart.stored(), gateways).notices())
        .extracting(Notice::code)
        .containsExactly(Notice.Code.PRICE_INCREASED);
  }

  @Test
  void a_price_shown_in_another_currency_is_refused_whatever_is_known_and_there() {
    CartEntry inEuros = new CartEntry(PRODUCT, 2, euros("9.99").current());
    Refusal.OfEntry refusal = new Refusal.CurrencyMismatch();

    assertRefused(inEuros, refusal);
    assertThat(refusalOf(() -> compose(holding(1, PRODUCT), gateways, PRODUCT).add(inEuros)))
        .isEqualTo(refusal);
    gateways.pricing().isUnavailableFor(PRODUCT, Reason.TIMEOUT);
    assertRefused(inEuros, refusal);
  }

  private Cart addedAt(String shownPrice) {
    return compose(emptyCart(), gateways, PRODUCT)
        .add(new CartEntry(PRODUCT, 2, usd(shownPrice)))
        .cart();
  }

  @Test
  void unavailable_price_and_stock_do_not_stand_in_the_way() {
    gateways.pricing().isUnavailableFor(PRODUCT, Reason.TIMEOUT);
    gateways.inventory().isUnavailableFor(PRODUCT, Reason.UNREACHABLE);

    assertThat(compose(emptyCart(), gateways, PRODUCT).add(entry(PRODUCT, 2)).cart().items())
        .hasSize(1);
  }

  @Test
  void an_unavailable_catalog_does() {
    gateways.catalog().isUnavailableFor(TISSUES, Reason.CIRCUIT_OPEN);

    assertRefused(entry(PRODUCT, 1), new Refusal.UpstreamUnavailable(Reason.CIRCUIT_OPEN));
  }

  @Test
  void nothing_is_decided_about_what_the_catalog_was_not_asked_about() {
    Cart cart = new Cart(emptyCart(), Offers.NONE, POLICY);

    assertThatThrownBy(() -> cart.add(entry(PRODUCT, 1))).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void a_product_that_the_catalog_does_not_have_is_unknown() {
    gateways.catalog().hasNot(TISSUES);

    assertRefused(entry(PRODUCT, 1), new Refusal.UnknownProduct());
  }

  @ParameterizedTest
  @EnumSource(value = CatalogItem.Lifecycle.class, mode = EnumSource.Mode.EXCLUDE, names = "ACTIVE")
  void only_what_is_active_is_sold(CatalogItem.Lifecycle lifecycle) {
    gateways.catalog().has(item(TISSUES, lifecycle, new OrderLimits(1, 12, 1)));

    assertRefused(entry(PRODUCT, 1), new Refusal.ProductNotSellable());
  }

  @Test
  void what_has_no_price_is_not_sold() {
    gateways.pricing().hasNot(PRODUCT);

    assertRefused(entry(PRODUCT, 1), new Refusal.ProductNotSellable());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 5, 14, Integer.MAX_VALUE})
  void a_quantity_outside_the_product_s_limits_is_refused_with_the_limits(int quantity) {
    gateways.catalog().has(item(TISSUES, CatalogItem.Lifecycle.ACTIVE, new OrderLimits(4, 12, 2)));

    assertRefused(entry(PRODUCT, quantity), quantityLimit(4, 12, 2));
  }

  @Test
  void the_service_s_own_maximum_holds_where_the_product_s_is_larger() {
    gateways
        .catalog()
        .has(item(TISSUES, CatalogItem.Lifecycle.ACTIVE, new OrderLimits(1, 5000, 1)));

    assertRefused(entry(PRODUCT, 1000), quantityLimit(1, 999, 1));
  }

  @Test
  void what_can_be_had_in_no_quantity_is_not_sold() {
    gateways.catalog().has(item(TISSUES, CatalogItem.Lifecycle.ACTIVE, null));

    assertRefused(entry(PRODUCT, 5), new Refusal.ProductNotSellable());
  }

  /** One customer cannot have five of what is one to an order by ordering at five locations. */
  @Test
  void a_product_s_maximum_counts_over_all_its_lines_and_the_refusal_says_what_is_left() {
    gateways.selling(ELSEWHERE).selling(OTHER);
    gateways.catalog().has(item(TISSUES, CatalogItem.Lifecycle.ACTIVE, new OrderLimits(1, 12, 1)));
    Cart cart = compose(holding(5, ELSEWHERE, OTHER), gateways, PRODUCT);

    assertThat(refusalOf(() -> cart.add(entry(PRODUCT, 8)))).isEqualTo(quantityLimit(1, 7, 1));
    assertThat(cart.add(entry(PRODUCT, 7)).cart().stored().quantityOf(PRODUCT)).isEqualTo(7);
  }

  @Test
  void what_is_left_is_rounded_down_and_0_where_it_is_no_quantity_any_more() {
    gateways.selling(ELSEWHERE);
    gateways.catalog().has(item(TISSUES, CatalogItem.Lifecycle.ACTIVE, new OrderLimits(6, 12, 3)));

    assertThat(refusalBeside(4, 9)).isEqualTo(quantityLimit(6, 6, 3));
    assertThat(refusalBeside(8, 6)).isEqualTo(quantityLimit(6, 0, 3));
    assertThat(refusalBeside(12, 6)).isEqualTo(quantityLimit(6, 0, 3));
    assertThat(refusalBeside(99, 6)).isEqualTo(quantityLimit(6, 0, 3));
  }

  @Test
  void the_service_s_own_maximum_is_one_line_s_and_the_product_s_the_cart_s() {
    OrderLimits limits = OrderLimits.of(1, 1500, 1).flatMap(own -> own.within(999)).orElseThrow();
    gateways.selling(ELSEWHERE);
    gateways.catalog().has(item(TISSUES, CatalogItem.Lifecycle.ACTIVE, limits));
    Cart cart = compose(holding(999, ELSEWHERE), gateways, PRODUCT);

    assertThat(cart.add(entry(PRODUCT, 501)).cart().stored().quantityOf(PRODUCT)).isEqualTo(501);
    assertThat(refusalOf(() -> cart.add(entry(PRODUCT, 502)))).isEqualTo(quantityLimit(1, 501, 1));
    gateways.catalog().has(item(TISSUES, CatalogItem.Lifecycle.ACTIVE, OrderLimits.NONE));
    assertThat(
            compose(holding(999, ELSEWHERE), gateways, PRODUCT)
                .add(entry(PRODUCT, 999))
                .cart()
                .stored()
                .quantityOf(PRODUCT))
        .isEqualTo(999);
  }

  private Refusal refusalBeside(int elsewhere, int quantity) {
    Cart cart = compose(holding(elsewhere, ELSEWHERE), gateways, PRODUCT);
    return refusalOf(() -> cart.add(entry(PRODUCT, quantity)));
  }

  private static Refusal quantityLimit(int minimum, int maximum, int multiple) {
    return new Refusal.QuantityLimit(minimum, maximum, multiple);
  }

  @Test
  void limits_apply_to_what_the_line_would_hold() {
    gateways.catalog().has(item(TISSUES, CatalogItem.Lifecycle.ACTIVE, new OrderLimits(1, 12, 1)));

    assertThatThrownBy(
            () -> compose(holding(10, PRODUCT), gateways, PRODUCT).add(entry(PRODUCT, 3)))
        .isInstanceOfSatisfying(
            CartRefusedException.class,
            refused -> assertThat(refused.refusal().code()).isEqualTo("QUANTITY_LIMIT"));
  }

  @Test
  void another_currency_is_refused() {
    gateways.pricing().has(PRODUCT, euros("9.99"));

    assertRefused(entry(PRODUCT, 1), new Refusal.CurrencyMismatch());
  }

  @Test
  void more_than_there_is_is_refused_with_the_figures() {
    gateways.inventory().has(PRODUCT, StockLevel.of(4, null));

    assertThatThrownBy(() -> compose(holding(3, PRODUCT), gateways, PRODUCT).add(entry(PRODUCT, 2)))
        .isInstanceOfSatisfying(
            CartRefusedException.class,
            refused ->
                assertThat(refused.refusal()).isEqualTo(new Refusal.InsufficientStock(2, 3, 4)));
  }

  @Test
  void a_location_that_does_not_stock_the_product_has_none() {
    gateways.inventory().hasNot(PRODUCT);

    assertRefused(entry(PRODUCT, 1), new Refusal.InsufficientStock(1, 0, 0));
  }

  @Test
  void enough_without_a_number_is_enough() {
    gateways.inventory().has(PRODUCT, StockLevel.enough(null));

    assertThat(compose(emptyCart(), gateways, PRODUCT).add(entry(PRODUCT, 999)).cart().items())
        .hasSize(1);
  }

  @Test
  void the_hundred_and_first_line_is_refused_before_anything_else() {
    ProductAtLocation[] hundred =
        IntStream.rangeClosed(1, 100).mapToObj(n -> product(n)).toArray(ProductAtLocation[]::new);
    gateways.catalog().hasNot(TISSUES);

    assertThatThrownBy(() -> compose(holding(1, hundred), gateways, PRODUCT).add(entry(PRODUCT, 1)))
        .isInstanceOfSatisfying(
            CartRefusedException.class,
            refused -> assertThat(refused.refusal().code()).isEqualTo("CART_FULL"));
  }

  @Test
  void the_sixth_location_is_refused_and_the_fifth_is_not() {
    ProductAtLocation[] five =
        IntStream.rangeClosed(1, POLICY.maxLocations())
            .mapToObj(location -> at(SOAP, location))
            .toArray(ProductAtLocation[]::new);
    ProductAtLocation sixth = at(TISSUES, 6);
    ProductAtLocation fifth = at(TISSUES, 5);
    gateways.selling(sixth).selling(fifth);
    Cart cart = compose(holding(1, five), gateways, sixth, fifth);

    assertThatThrownBy(() -> cart.add(entry(sixth, 1)))
        .isInstanceOfSatisfying(
            CartRefusedException.class,
            refused -> assertThat(refused.refusal().code()).isEqualTo("TOO_MANY_LOCATIONS"));
    assertThat(cart.add(entry(fifth, 1)).cart().stored().lines()).hasSize(6);
  }

  @Test
  void a_refusal_leaves_the_cart_as_it_was() {
    Cart cart = compose(holding(3, PRODUCT), gateways, PRODUCT);
    StoredCart before = cart.stored();

    assertThatThrownBy(() -> cart.add(entry(PRODUCT, 2000)))
        .isInstanceOf(CartRefusedException.class);

    assertThat(cart.stored()).isEqualTo(before);
  }

  /** Every fault of the order at once; taking away the first shows the next. */
  @Test
  void refusals_come_in_the_order_that_the_api_promises() {
    gateways.catalog().hasNot(TISSUES);
    gateways.pricing().has(PRODUCT, euros("9.99"));
    gateways.inventory().has(PRODUCT, StockLevel.of(1, null));

    assertThat(codeFor(entry(PRODUCT, 13))).isEqualTo("UNKNOWN_PRODUCT");
    gateways
        .catalog()
        .has(item(TISSUES, CatalogItem.Lifecycle.RECALLED, new OrderLimits(1, 12, 1)));
    assertThat(codeFor(entry(PRODUCT, 13))).isEqualTo("PRODUCT_NOT_SELLABLE");
    gateways.catalog().has(item(TISSUES, CatalogItem.Lifecycle.ACTIVE, new OrderLimits(1, 12, 1)));
    assertThat(codeFor(entry(PRODUCT, 13))).isEqualTo("QUANTITY_LIMIT");
    assertThat(codeFor(entry(PRODUCT, 12))).isEqualTo("CURRENCY_MISMATCH");
    gateways.pricing().has(PRODUCT, price("9.99"));
    CartEntry shownInEuros = new CartEntry(PRODUCT, 13, euros("9.99").current());
    assertThat(codeFor(shownInEuros)).isEqualTo("QUANTITY_LIMIT");
    assertThat(codeFor(new CartEntry(PRODUCT, 12, shownInEuros.shownPrice())))
        .isEqualTo("CURRENCY_MISMATCH");
    assertThat(codeFor(entry(PRODUCT, 12))).isEqualTo("INSUFFICIENT_STOCK");
  }

  private String codeFor(CartEntry entry) {
    return refusalOf(() -> compose(emptyCart(), gateways, PRODUCT).add(entry)).code();
  }

  private void assertRefused(CartEntry entry, Refusal refusal) {
    assertThatThrownBy(() -> compose(emptyCart(), gateways, PRODUCT).add(entry))
        .isInstanceOfSatisfying(
            CartRefusedException.class,
            refused -> assertThat(refused.refusal()).isEqualTo(refusal));
  }
}
