package io.pannier.shared.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import io.pannier.shared.model.ProductAtLocation;
import io.pannier.shared.model.SellingLocationId;
import io.pannier.shared.model.Upcs;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class BatchesTest {

  private static final int MOST = 50;

  @Test
  void products_that_share_their_locations_are_asked_together() {
    Set<ProductAtLocation> needed = spread(60, 1, 2, 3);

    List<Set<ProductAtLocation>> parts = Batches.splitGrid(needed, MOST);

    assertThat(parts).extracting(Set::size).containsExactly(150, 30);
  }

  @Test
  void a_grid_that_holds_much_more_than_is_needed_is_asked_by_location() {
    Set<ProductAtLocation> needed = inTurn(50, 5);

    List<Set<ProductAtLocation>> parts = Batches.splitGrid(needed, MOST);

    assertThat(parts).extracting(Set::size).containsExactly(10, 10, 10, 10, 10);
    assertThat(parts)
        .allSatisfy(
            part ->
                assertThat(part).extracting(ProductAtLocation::location).containsOnly(one(part)));
    assertThat(parts).flatExtracting(part -> part).containsExactlyInAnyOrderElementsOf(needed);
  }

  @Test
  void by_location_no_more_products_are_asked_at_once_either() {
    Set<ProductAtLocation> needed = new LinkedHashSet<>(Upcs.at(1, Upcs.many(60)));
    needed.addAll(inTurn(100, 5));

    assertThat(Batches.splitGrid(needed, MOST)).extracting(Set::size).contains(50);
    assertThat(Batches.splitGrid(needed, MOST))
        .allSatisfy(part -> assertThat(part).hasSizeLessThanOrEqualTo(MOST));
  }

  /** More than a hundred pairs, and more than twice those that are needed. */
  @Test
  void a_grid_may_hold_up_to_a_hundred_pairs_or_up_to_twice_what_is_needed() {
    assertThat(Batches.splitGrid(inTurn(10, 10), MOST)).hasSize(1);
    assertThat(Batches.splitGrid(inTurn(11, 10), MOST)).hasSize(10);

    Set<ProductAtLocation> halfOfTheGrid = inTurn(50, 4);
    halfOfTheGrid.addAll(inTurnFrom(1, 50, 4));
    assertThat(Batches.splitGrid(halfOfTheGrid, MOST)).hasSize(1);
    halfOfTheGrid.remove(halfOfTheGrid.iterator().next());
    assertThat(Batches.splitGrid(halfOfTheGrid, MOST)).hasSize(4);
  }

  @Test
  void halves_keep_a_product_whole_as_long_as_there_are_several() {
    assertThat(Batches.halves(spread(3, 1, 2), ProductAtLocation::id))
        .containsExactly(spread(2, 1, 2), at(3, 1, 2));
    assertThat(Batches.halves(at(1, 1, 2, 3), ProductAtLocation::id))
        .containsExactly(at(1, 1, 2), at(1, 3));
    assertThat(Batches.halves(Set.of("a", "b"), Function.identity())).hasSize(2);
  }

  /** So many products, each at the next of so many locations. */
  private static Set<ProductAtLocation> inTurn(int products, int locations) {
    return inTurnFrom(0, products, locations);
  }

  private static Set<ProductAtLocation> inTurnFrom(int first, int products, int locations) {
    Set<ProductAtLocation> pairs = new LinkedHashSet<>();
    for (int product = 1; product <= products; product++) {
      pairs.addAll(at(product, (first + product) % locations + 1));
    }
    return pairs;
  }

  private static Set<ProductAtLocation> spread(int products, int... locations) {
    Set<ProductAtLocation> pairs = new LinkedHashSet<>();
    for (int product = 1; product <= products; product++) {
      pairs.addAll(at(product, locations));
    }
    return pairs;
  }

  private static Set<ProductAtLocation> at(int product, int... locations) {
    Set<ProductAtLocation> pairs = new LinkedHashSet<>();
    for (int location : locations) {
      pairs.add(new ProductAtLocation(Upcs.numbered(product), new SellingLocationId(location)));
    }
    return pairs;
  }

  private static SellingLocationId one(Set<ProductAtLocation> part) {
    return part.iterator().next().location();
  }
}
