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
import static io.pannier.cart.domain.model.Refusals.rejectionOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.pannier.catalog.domain.model.CatalogItem;
import io.pannier.catalog.domain.model.CatalogItem.OrderLimits;
import io.pannier.inventory.domain.model.StockLevel;
import io.pannier.shared.model.Answer.Reason;
import io.pannier.shared.model.ProductAtLocation;
import io.pannier.testkit.FakeGateways;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Several things put into a cart at once: all or none of them, or those that can be. */
class CartBatchTest {

  private static final ProductAtLocation PRODUCT = at(TISSUES, 1);
  private static final ProductAtLocation OTHER = at(SOAP, 1);
  private static final ProductAtLocation UNKNOWN = product(7);

  private final FakeGateways gateways = FakeGateways.empty().selling(PRODUCT).selling(OTHER);

  @Test
  void all_of_it_is_taken_in_the_order_asked() {
    Cart.Decision addition = addAll(emptyCart(), entry(OTHER, 2), entry(PRODUCT, 3));

    assertThat(addition.results()).containsExactly(taken(OTHER, true), taken(PRODUCT, true));
    assertThat(addition.cart().stored().lines())
        .extracting(CartLine::product, CartLine::quantity)
        .containsExactly(tuple(OTHER, 2), tuple(PRODUCT, 3));
  }

  @Test
  void atomic_lists_every_entry_that_cannot_be_taken() {
    ProductAtLocation recalled = product(8);
    ProductAtLocation rare = product(9);
    ProductAtLocation foreign = product(10);
    ProductAtLocation limited = product(11);
    gateways
        .selling(recalled)
        .selling(rare, price("1.00"), 1)
        .selling(foreign, euros("1.00"), 10)
        .selling(limited);
    gateways
        .catalog()
        .has(item(recalled.id(), CatalogItem.Lifecycle.RECALLED, new OrderLimits(1, 999, 1)))
        .has(item(limited.id(), CatalogItem.Lifecycle.ACTIVE, new OrderLimits(1, 2, 1)));

    List<CartEntry.Result> results =
        rejectionOf(
                () ->
                    addAll(
                        emptyCart(),
                        entry(UNKNOWN, 1),
                        entry(PRODUCT, 1),
                        entry(recalled, 1),
                        entry(rare, 2),
                        entry(foreign, 1),
                        entry(limited, 3)))
            .results();

    assertThat(results)
        .extracting(CartEntry.Result::product)
        .containsExactly(UNKNOWN, PRODUCT, recalled, rare, foreign, limited);
    assertThat(codes(results))
        .containsExactly(
            "UNKNOWN_PRODUCT",
            null,
            "PRODUCT_NOT_SELLABLE",
            "INSUFFICIENT_STOCK",
            "CURRENCY_MISMATCH",
            "QUANTITY_LIMIT");
  }

  @Test
  void partial_takes_what_fits_and_says_what_did_not() {
    Cart.Decision addition =
        addWhatFits(holding(1, PRODUCT), entry(UNKNOWN, 1), entry(PRODUCT, 2), entry(OTHER, 1));

    assertThat(addition.results())
        .containsExactly(
            CartEntry.Result.refused(UNKNOWN, new Refusal.UnknownProduct()),
            taken(PRODUCT, false),
            taken(OTHER, true));
    assertThat(addition.cart().stored().quantityOf(PRODUCT)).isEqualTo(3);
  }

  @Test
  void partial_of_nothing_that_fits_leaves_the_cart_as_it_was() {
    StoredCart stored = holding(1, PRODUCT);

    assertThat(addWhatFits(stored, entry(UNKNOWN, 1)).cart().stored()).isEqualTo(stored);
  }

  @Test
  void duplicates_are_summed_and_share_one_result() {
    Cart.Decision addition =
        addWhatFits(emptyCart(), entry(PRODUCT, 2), entry(OTHER, 1), entry(PRODUCT, 3));

    assertThat(addition.results())
        .containsExactly(taken(PRODUCT, true), taken(OTHER, true), taken(PRODUCT, true));
    assertThat(addition.cart().stored().quantityOf(PRODUCT)).isEqualTo(5);
  }

  @Test
  void duplicates_that_are_too_many_together_are_refused_together() {
    gateways.inventory().has(PRODUCT, StockLevel.of(4, null));
    Refusal.OfEntry refusal = new Refusal.InsufficientStock(5, 0, 4);

    assertThat(addWhatFits(emptyCart(), entry(PRODUCT, 2), entry(PRODUCT, 3)).results())
        .containsOnly(CartEntry.Result.refused(PRODUCT, refusal))
        .hasSize(2);
  }

  @Test
  void the_first_price_that_was_shown_for_a_new_line_is_its_reference() {
    Cart.Decision addition =
        addAll(
            emptyCart(),
            entry(PRODUCT, 1),
            new CartEntry(PRODUCT, 1, usd("8.99")),
            new CartEntry(OTHER, 1, usd("7.99")),
            new CartEntry(PRODUCT, 1, usd("9.49")));

    assertThat(addition.cart().stored().lines())
        .containsExactly(
            new CartLine(PRODUCT, 3, usd("8.99")), new CartLine(OTHER, 1, usd("7.99")));
  }

  @Test
  void one_price_that_was_shown_in_another_currency_refuses_all_entries_for_its_line() {
    CartEntry inDollars = new CartEntry(PRODUCT, 1, usd("9.99"));
    CartEntry inEuros = new CartEntry(PRODUCT, 1, euros("9.99").current());

    for (CartEntry[] entries :
        new CartEntry[][] {
          {inDollars, inEuros}, {inEuros, inDollars}, {inEuros, entry(PRODUCT, 1)}
        }) {
      assertThat(codes(addWhatFits(emptyCart(), entries).results()))
          .containsExactly("CURRENCY_MISMATCH", "CURRENCY_MISMATCH");
    }
  }

  @Test
  void a_sum_past_every_integer_is_over_the_limit_and_no_small_number() {
    CartEntry most = entry(PRODUCT, Integer.MAX_VALUE);

    assertThat(codes(addWhatFits(holding(5, PRODUCT), most, most, entry(PRODUCT, 2)).results()))
        .containsOnly("QUANTITY_LIMIT");
  }

  @Test
  void an_unavailable_catalog_fails_an_atomic_batch_with_the_worst_reason() {
    ProductAtLocation third = product(3);
    gateways.selling(third);
    gateways
        .catalog()
        .isUnavailableFor(TISSUES, Reason.CIRCUIT_OPEN)
        .isUnavailableFor(SOAP, Reason.INVALID_ANSWER)
        .isUnavailableFor(third.id(), Reason.TIMEOUT);

    assertThat(
            refusalOf(
                () ->
                    addAll(
                        emptyCart(),
                        entry(PRODUCT, 1),
                        entry(OTHER, 1),
                        entry(third, 1),
                        entry(UNKNOWN, 1))))
        .isEqualTo(new Refusal.UpstreamUnavailable(Reason.INVALID_ANSWER));
  }

  @Test
  void an_unavailable_catalog_is_one_refusal_of_a_partial_batch() {
    gateways.catalog().isUnavailableFor(TISSUES, Reason.TIMEOUT);

    assertThat(addWhatFits(emptyCart(), entry(PRODUCT, 1), entry(OTHER, 1)).results())
        .containsExactly(
            CartEntry.Result.refused(PRODUCT, new Refusal.UpstreamUnavailable(Reason.TIMEOUT)),
            taken(OTHER, true));
  }

  @Test
  void room_is_counted_along_the_batch() {
    StoredCart almostFull =
        holding(
            1,
            IntStream.rangeClosed(1, POLICY.maxLines() - 1)
                .mapToObj(number -> product(100 + number))
                .toArray(ProductAtLocation[]::new));

    Cart.Decision addition = addWhatFits(almostFull, entry(PRODUCT, 1), entry(OTHER, 1));

    assertThat(codes(addition.results())).containsExactly(null, "CART_FULL");
    assertThat(addition.cart().stored().lines()).hasSize(POLICY.maxLines());
    assertThat(
            codes(
                rejectionOf(() -> addAll(almostFull, entry(PRODUCT, 1), entry(OTHER, 1)))
                    .results()))
        .containsExactly(null, "CART_FULL");
  }

  @Test
  void what_is_refused_takes_no_room() {
    StoredCart almostFull =
        holding(
            1,
            IntStream.rangeClosed(1, POLICY.maxLines() - 1)
                .mapToObj(number -> product(100 + number))
                .toArray(ProductAtLocation[]::new));

    assertThat(codes(addWhatFits(almostFull, entry(UNKNOWN, 1), entry(OTHER, 1)).results()))
        .containsExactly("UNKNOWN_PRODUCT", null);
  }

  @Test
  void a_product_s_maximum_is_counted_along_the_batch() {
    CartEntry[] fiveLocations =
        IntStream.rangeClosed(1, 5)
            .mapToObj(location -> at(TISSUES, location))
            .peek(gateways::selling)
            .map(product -> entry(product, 1))
            .toArray(CartEntry[]::new);
    gateways.catalog().has(item(TISSUES, CatalogItem.Lifecycle.ACTIVE, new OrderLimits(1, 2, 1)));

    String tooMany = "QUANTITY_LIMIT";
    assertThat(codes(addWhatFits(emptyCart(), fiveLocations).results()))
        .containsExactly(null, null, tooMany, tooMany, tooMany);
    assertThat(codes(rejectionOf(() -> addAll(emptyCart(), fiveLocations)).results()))
        .containsExactly(null, null, tooMany, tooMany, tooMany);
  }

  @Test
  void locations_are_counted_along_the_batch() {
    CartEntry[] sixLocations =
        IntStream.rangeClosed(1, 6)
            .mapToObj(location -> at(TISSUES, location))
            .peek(gateways::selling)
            .map(product -> entry(product, 1))
            .toArray(CartEntry[]::new);

    assertThat(codes(addWhatFits(emptyCart(), sixLocations).results()))
        .containsExactly(null, null, null, null, null, "TOO_MANY_LOCATIONS");
  }

  private Cart.Decision addAll(StoredCart stored, CartEntry... entries) {
    return composed(stored, entries).addAll(List.of(entries));
  }

  private Cart.Decision addWhatFits(StoredCart stored, CartEntry... entries) {
    return composed(stored, entries).addWhatFits(List.of(entries));
  }

  private Cart composed(StoredCart stored, CartEntry... entries) {
    ProductAtLocation[] products =
        List.of(entries).stream().map(CartEntry::product).toArray(ProductAtLocation[]::new);
    return compose(stored, gateways, products);
  }

  private static List<@Nullable String> codes(List<CartEntry.Result> results) {
    List<@Nullable String> codes = new ArrayList<>();
    for (CartEntry.Result result : results) {
      Refusal refusal = result.refusal();
      codes.add(refusal == null ? null : refusal.code());
    }
    return codes;
  }
}
