package io.pannier.cart.domain.model;

import static io.pannier.cart.CartFixture.POLICY;
import static io.pannier.cart.CartFixture.USD;
import static io.pannier.cart.CartFixture.emptyCart;
import static io.pannier.cart.CartFixture.product;
import static io.pannier.cart.domain.model.CartBuilder.holding;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.pannier.cart.CartFixture;
import io.pannier.cart.domain.model.Refusal.CartRefusedException;
import io.pannier.catalog.domain.model.CatalogItem;
import io.pannier.catalog.domain.model.CatalogItem.OrderLimits;
import io.pannier.offer.domain.model.Offers;
import io.pannier.shared.model.Answer;
import io.pannier.shared.model.Money;
import io.pannier.shared.model.ProductAtLocation;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.statistics.Statistics;

/** What holds after whatever was done to a cart, whatever is on the gateways. */
class CartInvariantsTest {

  private static final CartPolicy TIGHT = CartFixture.policy(4, 2);

  @Property(tries = 300)
  void a_cart_has_at_most_100_lines(
      @ForAll @IntRange(min = 90, max = 100) int lines,
      @ForAll("shelves") RandomOffers gateways,
      @ForAll("steps") List<RandomStep> steps) {
    Cart cart = new Cart(holding(1, others(lines)), gateways.answers(), POLICY);
    boolean full = false;
    for (RandomStep step : steps) {
      cart = attempt(cart, step, gateways);
      assertThat(cart.stored().lines()).hasSizeLessThanOrEqualTo(100);
      full |= cart.stored().lines().size() == 100;
    }
    Statistics.label("full")
        .collect(full)
        .coverage(seen -> seen.check(true).percentage(percent -> percent > 10));
  }

  @Property(tries = 500)
  void a_cart_never_has_more_lines_or_locations_than_its_policy_allows(
      @ForAll("shelves") RandomOffers gateways, @ForAll("steps") List<RandomStep> steps) {
    Cart cart = new Cart(emptyCart(), gateways.answers(), TIGHT);
    for (RandomStep step : steps) {
      cart = attempt(cart, step, gateways);
      assertThat(cart.stored().lines()).hasSizeLessThanOrEqualTo(TIGHT.maxLines());
      assertThat(cart.stored().lines().stream().map(l -> l.product().location()).distinct())
          .hasSizeLessThanOrEqualTo(TIGHT.maxLocations());
    }
  }

  @Property(tries = 500)
  void after_an_accepted_increase_the_quantity_is_within_the_rules(
      @ForAll("shelves") RandomOffers gateways, @ForAll("steps") List<RandomStep> steps) {
    Cart cart = new Cart(emptyCart(), gateways.answers(), POLICY);
    for (RandomStep step : steps) {
      Cart after = attempt(cart, step, gateways);
      for (CartLine line : after.stored().lines()) {
        if (line.quantity() > cart.stored().quantityOf(line.product())) {
          assertWithinTheRules(line, after);
        }
      }
      cart = after;
    }
    Statistics.label("holds something")
        .collect(!cart.stored().lines().isEmpty())
        .coverage(seen -> seen.check(true).percentage(percent -> percent > 30));
  }

  @Property(tries = 500)
  void the_subtotal_is_the_sum_of_its_rounded_lines(
      @ForAll("shelves") RandomOffers gateways, @ForAll("steps") List<RandomStep> steps) {
    Cart cart = new Cart(emptyCart(), gateways.answers(), POLICY);
    for (RandomStep step : steps) {
      cart = attempt(cart, step, gateways);
    }
    List<CartItem> buyable =
        cart.items().stream().filter(item -> item.offer().isBuyable(USD)).toList();
    CartTotals totals = cart.totals();
    List<CartItem> summed =
        buyable.stream().filter(item -> !totals.unpriced().contains(item.id())).toList();
    Money sum = Money.zero(USD);
    for (CartItem item : summed) {
      sum = sum.plus(item.total().orElseThrow());
    }

    boolean allAddUp =
        buyable.stream().allMatch(item -> item.total().isPresent())
            && buyable.stream().map(item -> item.offer().taxIncluded()).distinct().count() <= 1;
    assertThat(totals.pricedSubtotal()).isEqualTo(sum);
    assertThat(totals.subtotal()).isEqualTo(allAddUp ? Optional.of(sum) : Optional.empty());
    assertThat(summed)
        .allMatch(
            item -> item.offer().taxIncluded().equals(Optional.ofNullable(totals.taxIncluded())));
  }

  @Property(tries = 300)
  void adding_and_removing_a_line_is_as_if_it_had_never_been_there(
      @ForAll("shelves") RandomOffers gateways,
      @ForAll("steps") List<RandomStep> steps,
      @ForAll @IntRange(max = 11) int product,
      @ForAll @IntRange(min = 1, max = 40) int quantity) {
    Cart cart = new Cart(emptyCart(), gateways.answers(), POLICY);
    for (RandomStep step : steps) {
      cart = attempt(cart, step, gateways);
    }
    ProductAtLocation added = gateways.product(product);
    cart = cart.withStored(cart.stored().remove(LineId.of(added)));
    CartEntry entry = new CartEntry(added, quantity);
    boolean accepted = cart.addWhatFits(List.of(entry)).results().get(0).refusal() == null;
    if (accepted) {
      StoredCart with = cart.add(new CartEntry(added, quantity)).cart().stored();
      assertThat(with.lines()).hasSize(cart.stored().lines().size() + 1);
      assertThat(with.remove(LineId.of(added)).lines())
          .extracting(CartLine::product, CartLine::quantity)
          .isEqualTo(
              cart.stored().lines().stream()
                  .map(line -> tuple(line.product(), line.quantity()))
                  .toList());
    }
    Statistics.label("added")
        .collect(accepted)
        .coverage(seen -> seen.check(true).percentage(percent -> percent > 10));
  }

  @Property(tries = 500)
  void what_is_refused_changes_nothing_and_what_does_not_grow_never_is(
      @ForAll("shelves") RandomOffers gateways, @ForAll("steps") List<RandomStep> steps) {
    Cart cart = new Cart(emptyCart(), gateways.answers(), TIGHT);
    for (RandomStep step : steps) {
      StoredCart before = cart.stored();
      List<CartLine> lines = List.copyOf(before.lines());
      try {
        cart = step.doTo(cart, gateways);
      } catch (CartRefusedException refused) {
        assertThat(step.isGrowing() || step.kind() == RandomStep.Kind.ACKNOWLEDGE).isTrue();
        assertThat(cart.stored()).isEqualTo(before);
        assertThat(cart.stored().lines()).isEqualTo(lines);
      }
    }
  }

  @Property(tries = 500)
  void adding_more_never_changes_an_accepted_price(
      @ForAll("shelves") RandomOffers gateways, @ForAll("steps") List<RandomStep> steps) {
    Cart cart = new Cart(emptyCart(), gateways.answers(), POLICY);
    for (RandomStep step : steps) {
      Cart after = attempt(cart, step, gateways);
      for (CartLine line : cart.stored().lines()) {
        if (step.isGrowing() && line.reference() != null) {
          assertThat(after.stored().line(line.id()).orElseThrow().reference())
              .isEqualTo(line.reference());
        }
      }
      cart = after;
    }
  }

  @Provide
  Arbitrary<RandomOffers> shelves() {
    return RandomOffers.of(2, 12);
  }

  @Provide
  Arbitrary<List<RandomStep>> steps() {
    return RandomStep.sequences(25);
  }

  /** Products that are on no gateways. */
  private static ProductAtLocation[] others(int count) {
    return IntStream.range(0, count)
        .mapToObj(number -> product(10_000 + number))
        .toArray(ProductAtLocation[]::new);
  }

  private static Cart attempt(Cart cart, RandomStep step, RandomOffers gateways) {
    try {
      return step.doTo(cart, gateways);
    } catch (CartRefusedException refused) {
      return cart;
    }
  }

  private static void assertWithinTheRules(CartLine line, Cart cart) {
    Offers answers = cart.offers();
    CatalogItem item = answers.catalog().about(line.product().id()).known().orElseThrow();
    OrderLimits limits = Objects.requireNonNull(item.orderLimits());
    assertThat(limits.allows(line.quantity())).as("%s allow %s", limits, line).isTrue();
    assertThat(
            cart.stored().lines().stream()
                .filter(other -> other.product().id().equals(item.id()))
                .mapToInt(CartLine::quantity)
                .sum())
        .as("all lines of the product")
        .isLessThanOrEqualTo(limits.perOrder());
    assertThat(line.quantity()).isLessThanOrEqualTo(POLICY.maxQuantity());
    answers
        .inventory()
        .about(line.product())
        .<Optional<Integer>>fold(
            found -> Optional.ofNullable(found.value().available()),
            none -> Optional.of(0),
            untold -> Optional.empty())
        .ifPresent(available -> assertThat(line.quantity()).isLessThanOrEqualTo(available));
    assertThat(answers.pricing().about(line.product())).isNotInstanceOf(Answer.NotFound.class);
  }
}
