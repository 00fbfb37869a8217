package io.pannier.cart.domain.model;

import static io.pannier.cart.CartFixture.GUEST;
import static io.pannier.cart.CartFixture.NOW;
import static io.pannier.cart.CartFixture.POLICY;
import static io.pannier.cart.CartFixture.USD;
import static io.pannier.cart.CartFixture.withoutMemory;
import static org.assertj.core.api.Assertions.assertThat;

import io.pannier.cart.domain.model.CartOwner.Customer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a customer's cart remembers of the guests' carts that went into it. */
class MergesTest {

  private final StoredCart target =
      StoredCart.create(Customer.of("https://issuer.example", "ann"), USD, NOW, POLICY);
  private final StoredCart source = StoredCart.create(GUEST, USD, NOW, POLICY);

  @Test
  void a_merge_is_found_by_its_source() {
    Merges.Merge merge = new Merges.Merge(source.id(), NOW, List.of());
    Merges merges = Merges.NONE.with(merge, POLICY);

    assertThat(merges.find(source.id())).contains(merge);
    assertThat(merges.find(CartId.random())).isEmpty();
    assertThat(Merges.NONE.find(source.id())).isEmpty();
  }

  @Test
  void the_newest_comes_first_and_the_list_cannot_be_changed_from_outside() {
    Merges.Merge first = new Merges.Merge(CartId.random(), NOW, List.of());
    Merges.Merge second = new Merges.Merge(CartId.random(), NOW, List.of());
    List<Merges.Merge> mine = new ArrayList<>(List.of(first));

    Merges merges = new Merges(mine, null).with(second, POLICY);
    mine.clear();

    assertThat(merges.newestFirst()).containsExactly(second, first);
  }

  @Test
  void what_is_forgotten_stays_so_when_there_is_room_for_more() {
    Merges.Merge first = new Merges.Merge(source.id(), NOW.plusSeconds(1), List.of());
    Merges.Merge second = new Merges.Merge(CartId.random(), NOW.plusSeconds(2), List.of());
    StoredCart frozen = source.mergedInto(target.id()).next(NOW.plusSeconds(1), POLICY);

    Merges roomForOne = Merges.NONE.with(first, remembering(1)).with(second, remembering(1));
    Merges roomForMore =
        roomForOne.with(new Merges.Merge(CartId.random(), NOW, List.of()), remembering(50));

    assertThat(roomForMore.find(frozen.id())).isEmpty();
    assertThat(roomForMore.mayHaveTaken(frozen)).isTrue();
  }

  private static CartPolicy remembering(int merges) {
    return new CartPolicy(
        POLICY.maxLines(),
        POLICY.maxQuantity(),
        POLICY.maxLocations(),
        POLICY.guestLifetime(),
        POLICY.customerLifetime(),
        POLICY.untouchedLifetime(),
        POLICY.maxReceipts(),
        POLICY.receiptLifetime(),
        merges);
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
    ChangeableCart merged = withoutMemory(target);
    for (StoredCart each : sources) {
      assertThat(merged.merges().mayHaveTaken(each)).isFalse();
      merged = merged.merge(each, CartMerge.Strategy.MAX, each.updatedAt(), POLICY);
      assertThat(merged.merges().mayHaveTaken(each)).isTrue();
    }

    assertThat(merged.merges().newestFirst()).hasSize(20);
    assertThat(merged.merges().find(sources.get(0).id())).isEmpty();
    ChangeableCart last = merged;
    assertThat(sources).allMatch(each -> last.merges().mayHaveTaken(each));
    StoredCart later = source.mergedInto(target.id()).next(NOW.plus(Duration.ofMinutes(1)), POLICY);
    assertThat(merged.merges().mayHaveTaken(later)).isFalse();
  }
}
