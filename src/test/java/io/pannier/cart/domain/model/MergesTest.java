package io.pannier.cart.domain.model;

import static io.pannier.cart.CartFixture.GUEST;
import static io.pannier.cart.CartFixture.NOW;
import static io.pannier.cart.CartFixture.POLICY;
import static io.pannier.cart.CartFixture.USD;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a customer's cart remembers of the guests' carts that went into it. */
class MergesTest {

  private final StoredCart target =
      StoredCart.create(
          new CartOwner.Customer(CustomerId.of("https://issuer.example", "ann")), USD, NOW, POLICY);
  private final StoredCart source = StoredCart.create(GUEST, USD, NOW, POLICY);

  @Test
  void a_merge_is_found_by_its_source() {
    MergeRecord merge = new MergeRecord(source.id(), NOW, List.of());
    Merges merges = Merges.NONE.with(merge, POLICY);

    assertThat(merges.of(source.id())).contains(merge);
    assertThat(merges.of(CartId.random())).isEmpty();
    assertThat(Merges.NONE.of(source.id())).isEmpty();
  }

  @Test
  void the_newest_comes_first_and_the_list_cannot_be_changed_from_outside() {
    MergeRecord first = new MergeRecord(CartId.random(), NOW, List.of());
    MergeRecord second = new MergeRecord(CartId.random(), NOW, List.of());
    List<MergeRecord> mine = new ArrayList<>(List.of(first));

    Merges merges = new Merges(mine).with(second, POLICY);
    mine.clear();

    assertThat(merges.newestFirst()).containsExactly(second, first);
  }

  @Test
  void it_remembers_the_newest_merges_and_knows_what_it_may_have_forgotten() {
    List<StoredCart> sources =
        IntStream.rangeClosed(1, 21)
            .mapToObj(
                second ->
                    StoredCart.create(GUEST, USD, NOW, POLICY)
                        .mergedInto(target.id())
                        .next(NOW.plusSeconds(second), POLICY))
            .toList();
    StoredCart merged = target;
    for (StoredCart each : sources) {
      assertThat(merged.merges().mayInclude(each, POLICY)).isFalse();
      merged = merged.merge(each, MergeStrategy.MAX, each.updatedAt(), POLICY);
      assertThat(merged.merges().mayInclude(each, POLICY)).isTrue();
    }

    assertThat(merged.merges().newestFirst()).hasSize(20);
    assertThat(merged.merges().of(sources.get(0).id())).isEmpty();
    StoredCart last = merged;
    assertThat(sources).allMatch(each -> last.merges().mayInclude(each, POLICY));
    StoredCart later = source.mergedInto(target.id()).next(NOW.plus(Duration.ofMinutes(1)), POLICY);
    assertThat(merged.merges().mayInclude(later, POLICY)).isFalse();
  }
}
