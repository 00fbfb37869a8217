package io.pannier.cart.domain.model;

import static io.pannier.cart.CartFixture.GUEST;
import static io.pannier.cart.CartFixture.NOW;
import static io.pannier.cart.CartFixture.USD;
import static io.pannier.cart.CartFixture.at;
import static io.pannier.cart.CartFixture.withoutMemory;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pannier.cart.CartFixture;
import io.pannier.cart.domain.model.Refusal.CartRefusedException;
import io.pannier.shared.model.ProductAtLocation;
import io.pannier.shared.model.Upcs;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.statistics.Statistics;

/** What holds after every merge, whatever was in either cart. */
class CartMergePropertiesTest {

  private static final Currency YEN = Currency.getInstance("JPY");
  private static final CartPolicy TIGHT = CartFixture.policy(6, 3);

  @Property(tries = 1000)
  void every_line_of_the_source_is_reported_once_and_the_report_is_true(
      @ForAll("carts") StoredCart target,
      @ForAll("carts") StoredCart source,
      @ForAll CartMerge.Strategy strategy) {
    ChangeableCart merged = withoutMemory(target).merge(source, strategy, NOW, TIGHT);
    List<CartMerge.Line> report = merged.merges().newestFirst().get(0).report();

    assertThat(report)
        .extracting(CartMerge.Line::product)
        .containsExactlyElementsOf(source.lines().stream().map(CartLine::product).toList());
    for (CartMerge.Line line : report) {
      assertThat(merged.stored().quantityOf(line.product())).isEqualTo(line.quantity());
      assertThat(line.requested())
          .isEqualTo(
              wanted(
                  strategy, target.quantityOf(line.product()), source.quantityOf(line.product())));
      assertThat(line.quantity() < line.requested())
          .isEqualTo(
              line.outcome() == CartMerge.Outcome.CLAMPED
                  || line.outcome() == CartMerge.Outcome.NO_ROOM);
      Statistics.label("outcome").collect(line.outcome());
    }
    Statistics.label("outcome")
        .coverage(
            seen -> {
              for (CartMerge.Outcome outcome : CartMerge.Outcome.values()) {
                seen.check(outcome).percentage(percent -> percent > 1);
              }
            });
  }

  @Property(tries = 1000)
  void every_quantity_is_what_the_strategy_says_within_the_limits(
      @ForAll("carts") StoredCart target,
      @ForAll("carts") StoredCart source,
      @ForAll CartMerge.Strategy strategy) {
    ChangeableCart merged = withoutMemory(target).merge(source, strategy, NOW, TIGHT);

    assertThat(merged.stored().lines()).hasSizeLessThanOrEqualTo(TIGHT.maxLines());
    assertThat(merged.stored().lines().stream().map(line -> line.product().location()).distinct())
        .hasSizeLessThanOrEqualTo(TIGHT.maxLocations());
    for (CartLine line : merged.stored().lines()) {
      int wanted =
          wanted(strategy, target.quantityOf(line.product()), source.quantityOf(line.product()));
      assertThat(line.quantity()).isEqualTo(Math.min(wanted, TIGHT.maxQuantity()));
    }
  }

  @Property(tries = 500)
  void nothing_that_the_customer_had_gets_less_or_goes_away(
      @ForAll("carts") StoredCart target,
      @ForAll("carts") StoredCart source,
      @ForAll CartMerge.Strategy strategy) {
    ChangeableCart merged = withoutMemory(target).merge(source, strategy, NOW, TIGHT);

    for (CartLine line : target.lines()) {
      assertThat(merged.stored().quantityOf(line.product()))
          .isGreaterThanOrEqualTo(line.quantity());
    }
    assertThat(merged.stored().lines().subList(0, target.lines().size()))
        .extracting(CartLine::product)
        .containsExactlyElementsOf(target.lines().stream().map(CartLine::product).toList());
  }

  @Property(tries = 1000)
  void carts_in_two_currencies_merge_as_in_one_unless_both_hold_lines(
      @ForAll("carts") StoredCart target,
      @ForAll("carts") StoredCart source,
      @ForAll CartMerge.Strategy strategy) {
    StoredCart inYen = inYen(source);
    boolean clash = !target.lines().isEmpty() && !source.lines().isEmpty();
    Statistics.label("clash").collect(clash);

    if (clash) {
      assertThatThrownBy(() -> withoutMemory(target).merge(inYen, strategy, NOW, TIGHT))
          .isInstanceOfSatisfying(
              CartRefusedException.class,
              refused -> assertThat(refused.refusal().code()).isEqualTo("CURRENCY_MISMATCH"));
      return;
    }
    ChangeableCart merged = withoutMemory(target).merge(inYen, strategy, NOW, TIGHT);
    ChangeableCart inOne = withoutMemory(target).merge(source, strategy, NOW, TIGHT);
    assertThat(merged.stored().lines()).isEqualTo(inOne.stored().lines());
    assertThat(merged.merges()).isEqualTo(inOne.merges());
    assertThat(merged.stored().currency()).isEqualTo(source.lines().isEmpty() ? USD : YEN);
  }

  /** The same cart as if it had been made in yen. */
  private static StoredCart inYen(StoredCart cart) {
    StoredCart yen = cart.clear().inCurrency(YEN);
    for (CartLine line : cart.lines()) {
      yen = yen.withLine(line);
    }
    return yen;
  }

  private static int wanted(CartMerge.Strategy strategy, int mine, int brought) {
    return strategy == CartMerge.Strategy.MAX ? Math.max(mine, brought) : mine + brought;
  }

  /** Within the limits of a cart, of few products, so that they share some. */
  @Provide
  Arbitrary<StoredCart> carts() {
    Arbitrary<ProductAtLocation> products =
        Combinators.combine(
                Arbitraries.integers().between(1, 4), Arbitraries.integers().between(1, 4))
            .as((number, location) -> at(Upcs.numbered(number), location));
    Arbitrary<Integer> quantities =
        Arbitraries.oneOf(
            Arbitraries.integers().between(1, 9), Arbitraries.integers().between(990, 999));
    return Arbitraries.frequencyOf(
            Tuple.of(9, Arbitraries.maps(products, quantities).ofMaxSize(6)),
            Tuple.of(1, Arbitraries.just(Map.<ProductAtLocation, Integer>of())))
        .map(CartMergePropertiesTest::cart);
  }

  private static StoredCart cart(Map<ProductAtLocation, Integer> lines) {
    StoredCart cart = StoredCart.create(GUEST, USD, NOW, TIGHT);
    for (Map.Entry<ProductAtLocation, Integer> line : lines.entrySet()) {
      if (cart.refusalOfLine(CartLine.Content.of(line.getKey()), TIGHT).isEmpty()) {
        cart = cart.withEntry(new CartEntry(line.getKey(), line.getValue()), line.getValue());
      }
    }
    return cart;
  }
}
