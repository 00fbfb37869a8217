package io.pannier.cart.domain.model;

import static io.pannier.cart.CartFixture.emptyCart;
import static org.assertj.core.api.Assertions.assertThat;

import io.pannier.cart.CartFixture;
import io.pannier.cart.domain.model.Refusal.CartRefusedException;
import io.pannier.shared.model.ProductAtLocation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;

/** Batches mean what adding one thing after the other means. */
class CartBatchPropertiesTest {

  private static final CartPolicy TIGHT = CartFixture.policy(6, 3);

  @Property(tries = 500)
  void partial_is_adding_the_summed_entries_one_by_one(@ForAll("batches") Batch batch) {
    Cart oneByOne = batch.cart();
    Map<ProductAtLocation, CartEntry.Result> results = new LinkedHashMap<>();
    for (CartEntry entry : summed(batch.entries())) {
      try {
        Cart.Decision addition = oneByOne.add(entry);
        results.put(entry.product(), addition.results().get(0));
        oneByOne = addition.cart();
      } catch (CartRefusedException refused) {
        results.put(
            entry.product(),
            CartEntry.Result.refused(entry.product(), (Refusal.OfEntry) refused.refusal()));
      }
    }

    Cart.Decision addition = batch.cart().addWhatFits(batch.entries());

    assertThat(addition.cart().stored()).isEqualTo(oneByOne.stored());
    assertThat(addition.results())
        .isEqualTo(batch.entries().stream().map(e -> results.get(e.product())).toList());
  }

  @Property(tries = 500)
  void atomic_is_all_or_nothing(@ForAll("batches") Batch batch) {
    Cart.Decision partial = batch.cart().addWhatFits(batch.entries());
    boolean allFit = partial.results().stream().allMatch(result -> result.refusal() == null);
    Statistics.label("all fit")
        .collect(allFit)
        .coverage(
            seen -> {
              seen.check(true).percentage(percent -> percent > 5);
              seen.check(false).percentage(percent -> percent > 5);
            });
    StoredCart before = batch.cart().stored();

    try {
      Cart.Decision whole = batch.cart().addAll(batch.entries());
      assertThat(whole.cart().stored()).isEqualTo(partial.cart().stored());
      assertThat(whole.results()).isEqualTo(partial.results());
      assertThat(allFit).isTrue();
    } catch (CartRefusedException refused) {
      assertThat(allFit).isFalse();
      if (refused.refusal() instanceof Refusal.BatchRejected rejected) {
        assertThat(rejected.results()).isEqualTo(partial.results());
      } else {
        assertThat(refused.refusal()).isInstanceOf(Refusal.UpstreamUnavailable.class);
      }
    }
    assertThat(batch.cart().stored()).isEqualTo(before);
  }

  @Property(tries = 200)
  void duplicates_share_one_result(@ForAll("batches") Batch batch) {
    Map<ProductAtLocation, CartEntry.Result> first = new LinkedHashMap<>();
    for (CartEntry.Result result : batch.cart().addWhatFits(batch.entries()).results()) {
      assertThat(result).isEqualTo(first.computeIfAbsent(result.product(), product -> result));
    }
  }

  @Provide
  Arbitrary<Batch> batches() {
    return RandomOffers.of(2, 12)
        .flatMap(
            gateways ->
                Combinators.combine(
                        Arbitraries.of(true, false).flatMap(few -> entries(gateways, few)),
                        RandomStep.sequences(5))
                    .as((entries, steps) -> new Batch(grown(gateways, steps), entries)));
  }

  /** A few entries fit more often than many. */
  private static Arbitrary<List<CartEntry>> entries(RandomOffers gateways, boolean few) {
    return few
        ? RandomStep.batches(gateways)
            .map(entries -> entries.subList(0, Math.min(2, entries.size())))
        : RandomStep.batches(gateways);
  }

  private static Cart grown(RandomOffers gateways, List<RandomStep> steps) {
    Cart cart = new Cart(emptyCart(), gateways.answers(), TIGHT);
    for (RandomStep step : steps) {
      try {
        cart = step.doTo(cart, gateways);
      } catch (CartRefusedException refused) {
        // Then without this step.
      }
    }
    return cart;
  }

  private static List<CartEntry> summed(List<CartEntry> entries) {
    Map<ProductAtLocation, Long> sums = new LinkedHashMap<>();
    entries.forEach(entry -> sums.merge(entry.product(), (long) entry.quantity(), Long::sum));
    List<CartEntry> summed = new ArrayList<>();
    sums.forEach(
        (product, sum) ->
            summed.add(new CartEntry(product, (int) Math.min(Integer.MAX_VALUE, sum))));
    return summed;
  }

  /** A batch and the cart that it is meant for. */
  record Batch(Cart cart, List<CartEntry> entries) {}
}
