package io.pannier.cart.domain.model;

import static io.pannier.cart.CartFixture.TISSUES;
import static io.pannier.cart.CartFixture.at;
import static io.pannier.cart.CartFixture.emptyCart;
import static io.pannier.cart.CartFixture.entry;
import static io.pannier.cart.CartFixture.euros;
import static io.pannier.cart.CartFixture.item;
import static io.pannier.cart.CartFixture.price;
import static io.pannier.cart.CartFixture.usd;
import static io.pannier.cart.domain.model.CartBuilder.compose;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.pannier.catalog.domain.model.CatalogItem;
import io.pannier.catalog.domain.model.CatalogItem.OrderLimits;
import io.pannier.inventory.domain.model.StockLevel;
import io.pannier.shared.model.Answer.Reason;
import io.pannier.shared.model.Money;
import io.pannier.shared.model.ProductAtLocation;
import io.pannier.testkit.FakeGateways;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a customer is told about lines that stand. */
class NoticesTest {

  private static final ProductAtLocation PRODUCT = at(TISSUES, 1);
  private static final LineId LINE = LineId.of(PRODUCT);

  private final FakeGateways gateways = FakeGateways.empty().selling(PRODUCT);

  /** Three of the product, accepted at 9.99. */
  private final StoredCart cart =
      compose(emptyCart(), gateways, PRODUCT).add(entry(PRODUCT, 3)).cart().stored();

  @Test
  void nothing_new_is_no_notice() {
    assertThat(notices()).isEmpty();
  }

  @Test
  void a_higher_price_is_told_with_both_prices() {
    gateways.pricing().has(PRODUCT, price("10.49"));

    assertThat(onlyNotice())
        .isEqualTo(Notice.priceChange(LINE, usd("9.99"), usd("10.49")))
        .extracting(Notice::code, Notice::previous, Notice::current)
        .containsExactly(Notice.Code.PRICE_INCREASED, usd("9.99"), usd("10.49"));
  }

  @Test
  void a_lower_price_is_told_too() {
    gateways.pricing().has(PRODUCT, price("9.98"));

    assertThat(onlyNotice().code()).isEqualTo(Notice.Code.PRICE_DECREASED);
  }

  @Test
  void a_line_without_a_reference_has_no_price_to_compare_with() {
    gateways.pricing().has(PRODUCT, price("10.49"));

    assertThat(compose(CartBuilder.holding(1, PRODUCT), gateways).notices()).isEmpty();
  }

  @Test
  void none_in_stock() {
    gateways.inventory().has(PRODUCT, StockLevel.of(0, null));

    assertThat(codes()).containsExactly(Notice.Code.OUT_OF_STOCK);
  }

  @Test
  void a_location_that_does_not_stock_it_has_none() {
    gateways.inventory().hasNot(PRODUCT);

    assertThat(codes()).containsExactly(Notice.Code.OUT_OF_STOCK);
  }

  @Test
  void fewer_in_stock_than_in_the_cart() {
    gateways.inventory().has(PRODUCT, StockLevel.of(2, null));
    assertThat(codes()).containsExactly(Notice.Code.INSUFFICIENT_STOCK);

    gateways.inventory().has(PRODUCT, StockLevel.of(3, null));
    assertThat(codes()).isEmpty();
  }

  @Test
  void enough_without_a_number_and_not_checked_are_no_notices() {
    gateways.inventory().has(PRODUCT, StockLevel.enough(null));
    assertThat(codes()).isEmpty();

    gateways.inventory().has(PRODUCT, StockLevel.unknown(null));
    assertThat(codes()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(value = CatalogItem.Lifecycle.class, mode = EnumSource.Mode.EXCLUDE, names = "ACTIVE")
  void not_sold_any_more(CatalogItem.Lifecycle lifecycle) {
    gateways.catalog().has(item(TISSUES, lifecycle, new OrderLimits(1, 999, 1)));

    assertThat(codes()).containsExactly(Notice.Code.NOT_SELLABLE);
  }

  @Test
  void gone_from_the_catalog_or_from_pricing_is_not_sellable() {
    gateways.catalog().hasNot(TISSUES);
    assertThat(codes()).containsExactly(Notice.Code.NOT_SELLABLE);

    gateways.selling(PRODUCT).pricing().hasNot(PRODUCT);
    assertThat(codes()).containsExactly(Notice.Code.NOT_SELLABLE);
  }

  @Test
  void limits_that_shrank_under_the_line() {
    gateways.catalog().has(item(TISSUES, CatalogItem.Lifecycle.ACTIVE, new OrderLimits(1, 2, 1)));

    assertThat(codes()).containsExactly(Notice.Code.QUANTITY_NOT_ALLOWED);
  }

  @Test
  void lines_that_hold_too_much_together_are_all_told_so() {
    ProductAtLocation elsewhere = at(TISSUES, 412);
    gateways.selling(elsewhere);
    StoredCart two = compose(cart, gateways, elsewhere).add(entry(elsewhere, 4)).cart().stored();

    gateways.catalog().has(item(TISSUES, CatalogItem.Lifecycle.ACTIVE, new OrderLimits(1, 7, 1)));
    assertThat(compose(two, gateways).notices()).isEmpty();

    gateways.catalog().has(item(TISSUES, CatalogItem.Lifecycle.ACTIVE, new OrderLimits(1, 6, 1)));
    assertThat(compose(two, gateways).notices())
        .extracting(Notice::lineId, Notice::code)
        .containsExactly(
            tuple(LINE, Notice.Code.QUANTITY_NOT_ALLOWED),
            tuple(LineId.of(elsewhere), Notice.Code.QUANTITY_NOT_ALLOWED));
  }

  @Test
  void what_can_be_had_in_no_quantity_is_not_sellable_and_needs_no_other_quantity() {
    gateways.catalog().has(item(TISSUES, CatalogItem.Lifecycle.ACTIVE, null));

    assertThat(codes()).containsExactly(Notice.Code.NOT_SELLABLE);
  }

  @Test
  void another_currency_is_told_once_and_not_as_a_price_change() {
    gateways.pricing().has(PRODUCT, euros("1.00"));

    assertThat(codes()).containsExactly(Notice.Code.CURRENCY_MISMATCH);
  }

  @Test
  void what_is_unavailable_is_no_notice() {
    gateways.isDown(Reason.TIMEOUT);

    assertThat(notices()).isEmpty();
  }

  @Test
  void what_was_withdrawn_is_not_sellable_whatever_the_reason() {
    gateways
        .catalog()
        .has(item(TISSUES, CatalogItem.Lifecycle.WITHDRAWN, new OrderLimits(1, 9, 1)));

    assertThat(codes()).containsExactly(Notice.Code.NOT_SELLABLE);
  }

  @Test
  void everything_that_is_true_is_told() {
    gateways.catalog().has(item(TISSUES, CatalogItem.Lifecycle.RECALLED, new OrderLimits(1, 2, 1)));
    gateways.pricing().has(PRODUCT, price("20.00"));
    gateways.inventory().has(PRODUCT, StockLevel.of(1, null));

    assertThat(codes())
        .containsExactly(
            Notice.Code.PRICE_INCREASED,
            Notice.Code.INSUFFICIENT_STOCK,
            Notice.Code.NOT_SELLABLE,
            Notice.Code.QUANTITY_NOT_ALLOWED);
  }

  @Test
  void an_id_stays_while_its_notice_is_true_and_changes_with_the_value() {
    Set<String> ids = new HashSet<>();
    for (String amount : List.of("10.49", "10.50", "8.00", "8.01")) {
      gateways.pricing().has(PRODUCT, price(amount));
      String id = onlyNotice().id();
      assertThat(onlyNotice().id()).isEqualTo(id);
      ids.add(id);
    }
    gateways.pricing().has(PRODUCT, price("9.99"));
    for (int available : List.of(0, 1, 2)) {
      gateways.inventory().has(PRODUCT, StockLevel.of(available, null));
      String id = onlyNotice().id();
      assertThat(onlyNotice().id()).isEqualTo(id);
      ids.add(id);
    }

    assertThat(ids).as("seven different values").hasSize(7);
  }

  /** A client acknowledges at one release what it was shown by another. */
  @Test
  void ids_are_the_same_in_every_release() {
    LineId line = LineId.of(at(TISSUES, 412));
    Money yen = new Money(new BigDecimal("1050"), Currency.getInstance("JPY"));
    Money fewerYen = new Money(new BigDecimal("980"), Currency.getInstance("JPY"));

    assertThat(
            Stream.of(
                Notice.priceChange(line, usd("9.90"), usd("10.49")),
                Notice.priceChange(line, usd("10.49"), usd("9.90")),
                Notice.priceChange(line, yen, fewerYen),
                Notice.fact(line, Notice.Code.OUT_OF_STOCK, "0"),
                Notice.fact(line, Notice.Code.INSUFFICIENT_STOCK, "2"),
                Notice.fact(line, Notice.Code.NOT_SELLABLE, ""),
                Notice.fact(line, Notice.Code.QUANTITY_NOT_ALLOWED, "3"),
                Notice.fact(line, Notice.Code.CURRENCY_MISMATCH, "")))
        .extracting(notice -> notice.code() + " " + notice.id())
        .containsExactly(
            "PRICE_INCREASED 1d2725b0afef55ed2f979a6fe88403de",
            "PRICE_DECREASED c5fb6c27cdf7f2ea22fb9f54f5ea343b",
            "PRICE_DECREASED 0dade1d5d13bd2408df69dc438bc590f",
            "OUT_OF_STOCK 683fe0aeba623929e6c35ce8e872a5f0",
            "INSUFFICIENT_STOCK 950fa151b273373691d7669b9f47924d",
            "NOT_SELLABLE b5c4b6d0d7b7dfdb75574fba8a1ed3a5",
            "QUANTITY_NOT_ALLOWED a4a42ee7dd58b1cdc4cb8a3ea36769fa",
            "CURRENCY_MISMATCH e55a729b71de5b6cf911c7b867e05912");
  }

  @Test
  void lines_have_notices_of_their_own() {
    ProductAtLocation elsewhere = at(TISSUES, 412);
    gateways.selling(elsewhere);
    StoredCart two = compose(cart, gateways, elsewhere).add(entry(elsewhere, 3)).cart().stored();
    gateways.pricing().has(PRODUCT, price("1.00")).has(elsewhere, price("1.00"));

    List<Notice> notices = compose(two, gateways).notices();

    assertThat(notices).extracting(Notice::lineId).containsExactly(LINE, LineId.of(elsewhere));
    assertThat(notices).extracting(Notice::id).doesNotHaveDuplicates();
  }

  private List<Notice> notices() {
    return compose(cart, gateways).notices();
  }

  private List<Notice.Code> codes() {
    return notices().stream().map(Notice::code).toList();
  }

  private Notice onlyNotice() {
    assertThat(notices()).hasSize(1);
    return notices().get(0);
  }
}
