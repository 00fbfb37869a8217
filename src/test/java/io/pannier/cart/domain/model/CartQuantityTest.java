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
import static io.pannier.cart.CartFixture.usd;
import static io.pannier.cart.domain.model.CartBuilder.compose;
import static io.pannier.cart.domain.model.CartBuilder.holding;
import static io.pannier.cart.domain.model.Refusals.refusalOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.pannier.cart.domain.model.Refusal.CartRefusedException;
import io.pannier.catalog.domain.model.CatalogItem;
import io.pannier.catalog.domain.model.CatalogItem.OrderLimits;
import io.pannier.inventory.domain.model.StockLevel;
import io.pannier.shared.model.Answer.Reason;
import io.pannier.shared.model.ProductAtLocation;
import io.pannier.testkit.FakeGateways;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How many a line may hold after it was put there: more by the rules of adding, fewer always. */
class CartQuantityTest {

  private static final ProductAtLocation PRODUCT = at(TISSUES, 1);
  private static final ProductAtLocation OTHER = at(SOAP, 1);
  private static final LineId LINE = LineId.of(PRODUCT);

  private final FakeGateways gateways = FakeGateways.empty().selling(PRODUCT).selling(OTHER);

  @Test
  void an_increase_sets_the_line_to_so_many_and_leaves_the_others() {
    StoredCart stored =
        compose(holding(2, PRODUCT, OTHER), gateways)
            .replaceLine(LINE, CartLine.Change.toQuantity(7))
            .cart()
            .stored();

    assertThat(stored.quantityOf(PRODUCT)).isEqualTo(7);
    assertThat(stored.quantityOf(OTHER)).isEqualTo(2);
  }

  @Test
  void an_increase_keeps_the_price_that_was_accepted() {
    StoredCart stored =
        compose(emptyCart(), gateways, PRODUCT).add(entry(PRODUCT, 1)).cart().stored();
    gateways.pricing().has(PRODUCT, price("12.00"));

    assertThat(
            compose(stored, gateways)
                .replaceLine(LINE, CartLine.Change.toQuantity(2))
                .cart()
                .stored()
                .lines())
        .containsExactly(new CartLine(PRODUCT, 2, usd("9.99")));
  }

  @Test
  void an_increase_gives_lines_without_a_reference_theirs() {
    assertThat(
            compose(holding(1, PRODUCT, OTHER), gateways)
                .replaceLine(LINE, CartLine.Change.toQuantity(2))
                .cart()
                .stored()
                .lines())
        .extracting(CartLine::reference)
        .containsOnly(usd("9.99"));
  }

  @Test
  void a_line_that_is_not_there_cannot_be_increased() {
    assertThat(
            refusalOf(
                () ->
                    compose(holding(1, OTHER), gateways)
                        .replaceLine(LINE, CartLine.Change.toQuantity(2))
                        .cart()))
        .isEqualTo(new Refusal.ItemNotFound());
  }

  @Test
  void after_an_accepted_increase_the_quantity_is_within_the_product_s_limits() {
    gateways.catalog().has(item(TISSUES, CatalogItem.Lifecycle.ACTIVE, new OrderLimits(4, 12, 4)));
    Cart cart = compose(holding(4, PRODUCT), gateways);

    List<Integer> accepted =
        IntStream.rangeClosed(5, 1200)
            .filter(
                quantity ->
                    isAccepted(
                        () -> cart.replaceLine(LINE, CartLine.Change.toQuantity(quantity)).cart()))
            .boxed()
            .toList();

    assertThat(accepted).containsExactly(8, 12);
  }

  @Test
  void an_increase_counts_the_product_s_other_lines_and_a_decrease_does_not() {
    ProductAtLocation elsewhere = at(TISSUES, 412);
    gateways.selling(elsewhere);
    gateways.catalog().has(item(TISSUES, CatalogItem.Lifecycle.ACTIVE, new OrderLimits(1, 12, 1)));
    Cart cart = compose(holding(5, PRODUCT, elsewhere), gateways);

    assertThat(
            cart.replaceLine(LINE, CartLine.Change.toQuantity(7))
                .cart()
                .stored()
                .quantityOf(PRODUCT))
        .isEqualTo(7);
    assertThat(
            refusalOf(() -> cart.replaceLine(LINE, CartLine.Change.toQuantity(8)).cart()).figures())
        .containsExactlyInAnyOrderEntriesOf(Map.of("minimum", 1, "maximum", 7, "multiple", 1));
    assertThat(decreased(holding(99, PRODUCT, elsewhere), 98).quantityOf(PRODUCT)).isEqualTo(98);
  }

  @Test
  void limits_may_shrink_under_a_line_that_stands_and_then_it_can_only_shrink() {
    gateways.catalog().has(item(TISSUES, CatalogItem.Lifecycle.ACTIVE, new OrderLimits(1, 3, 1)));
    Cart cart = compose(holding(10, PRODUCT), gateways);

    assertThat(
            refusalOf(() -> cart.replaceLine(LINE, CartLine.Change.toQuantity(11)).cart()).code())
        .isEqualTo("QUANTITY_LIMIT");
    assertThat(decreased(cart.stored(), 9).quantityOf(PRODUCT)).isEqualTo(9);
  }

  @Test
  void an_increase_is_refused_in_the_order_of_adding() {
    Cart line = compose(holding(2, PRODUCT), gateways);
    assertThat(line.items()).hasSize(1);
    gateways.catalog().hasNot(TISSUES);
    gateways.pricing().has(PRODUCT, euros("9.99"));
    gateways.inventory().has(PRODUCT, StockLevel.of(3, null));

    assertThat(codeOfIncrease(13)).isEqualTo("UNKNOWN_PRODUCT");
    gateways
        .catalog()
        .has(item(TISSUES, CatalogItem.Lifecycle.DISCONTINUED, new OrderLimits(1, 12, 1)));
    assertThat(codeOfIncrease(13)).isEqualTo("PRODUCT_NOT_SELLABLE");
    gateways.catalog().has(item(TISSUES, CatalogItem.Lifecycle.ACTIVE, new OrderLimits(1, 12, 1)));
    assertThat(codeOfIncrease(13)).isEqualTo("QUANTITY_LIMIT");
    assertThat(codeOfIncrease(12)).isEqualTo("CURRENCY_MISMATCH");
    gateways.pricing().has(PRODUCT, price("9.99"));
    assertThat(codeOfIncrease(12)).isEqualTo("INSUFFICIENT_STOCK");
    assertThat(
            compose(holding(2, PRODUCT), gateways)
                .replaceLine(LINE, CartLine.Change.toQuantity(3))
                .cart()
                .stored()
                .quantityOf(PRODUCT))
        .isEqualTo(3);
  }

  @Test
  void an_increase_needs_the_catalog_and_nobody_else() {
    gateways.pricing().isDown(Reason.TIMEOUT);
    gateways.inventory().isDown(Reason.TIMEOUT);
    assertThat(
            compose(holding(2, PRODUCT), gateways)
                .replaceLine(LINE, CartLine.Change.toQuantity(3))
                .cart()
                .stored()
                .quantityOf(PRODUCT))
        .isEqualTo(3);

    gateways.catalog().isDown(Reason.THROTTLED);
    assertThat(
            refusalOf(
                () ->
                    compose(holding(2, PRODUCT), gateways)
                        .replaceLine(LINE, CartLine.Change.toQuantity(3))
                        .cart()))
        .isEqualTo(new Refusal.UpstreamUnavailable(Reason.THROTTLED));
  }

  @Test
  void a_full_cart_s_lines_can_still_grow() {
    ProductAtLocation[] hundred =
        IntStream.rangeClosed(1, POLICY.maxLines())
            .mapToObj(number -> product(number))
            .toArray(ProductAtLocation[]::new);
    gateways.selling(hundred[0]);
    Cart full = compose(holding(1, hundred), gateways);

    assertThat(
            full.replaceLine(LineId.of(hundred[0]), CartLine.Change.toQuantity(2))
                .cart()
                .stored()
                .quantityOf(hundred[0]))
        .isEqualTo(2);
    assertThat(full.add(entry(hundred[0], 1)).cart().stored().lines()).hasSize(100);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 9})
  void a_decrease_is_never_refused(int quantity) {
    assertThat(decreased(holding(10, PRODUCT, OTHER), quantity).lines())
        .containsExactly(new CartLine(PRODUCT, quantity, null), new CartLine(OTHER, 10, null));
  }

  @Test
  void a_decrease_to_none_removes_the_line() {
    assertThat(decreased(holding(10, PRODUCT, OTHER), 0).lines())
        .containsExactly(new CartLine(OTHER, 10, null));
  }

  @Test
  void removing_takes_that_line_only_and_repeating_it_changes_nothing() {
    StoredCart without = holding(2, PRODUCT, OTHER).remove(LINE);

    assertThat(without.lines()).containsExactly(new CartLine(OTHER, 2, null));
    assertThat(without.remove(LINE)).isEqualTo(without);
  }

  @Test
  void clearing_takes_all_lines_and_leaves_the_cart() {
    StoredCart stored = holding(2, PRODUCT, OTHER);

    assertThat(stored.clear().lines()).isEmpty();
    assertThat(stored.clear().id()).isEqualTo(stored.id());
    assertThat(stored.clear().clear()).isEqualTo(stored.clear());
  }

  private String codeOfIncrease(int quantity) {
    return refusalOf(
            () ->
                compose(holding(2, PRODUCT), gateways)
                    .replaceLine(LINE, CartLine.Change.toQuantity(quantity))
                    .cart())
        .code();
  }

  private static StoredCart decreased(StoredCart cart, int quantity) {
    return cart.replaceLine(cart.line(LINE).orElseThrow(), CartLine.Change.toQuantity(quantity));
  }

  private static boolean isAccepted(Runnable change) {
    try {
      change.run();
      return true;
    } catch (CartRefusedException refused) {
      return false;
    }
  }
}
