package io.pannier.allocation.domain.model;

import static io.pannier.allocation.AllocationFixture.LAMP;
import static io.pannier.allocation.AllocationFixture.LATER;
import static io.pannier.allocation.AllocationFixture.NOW;
import static io.pannier.allocation.AllocationFixture.SOON;
import static io.pannier.allocation.AllocationFixture.delivery;
import static io.pannier.allocation.AllocationFixture.line;
import static io.pannier.allocation.AllocationFixture.ref;
import static io.pannier.allocation.AllocationFixture.request;
import static io.pannier.allocation.AllocationFixture.stock;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.pannier.allocation.domain.model.OrderLine.State;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a stock decides, without any store. */
class StockTest {

  @Test
  void a_line_goes_to_stock_that_is_here_before_stock_on_its_way() {
    Stock stock = stock(delivery("a-shipment", 100, SOON, null), delivery("in-stock", 100));

    assertThat(allocated(stock, "order-1", 10).batch()).isEqualTo(ref("in-stock"));
  }

  @Test
  void of_stock_on_its_way_the_earliest_is_taken() {
    Stock stock = stock(delivery("a-later", 100, LATER, null), delivery("soon", 100, SOON, null));

    assertThat(allocated(stock, "order-1", 10).batch()).isEqualTo(ref("soon"));
  }

  @Test
  void of_equal_batches_the_reference_decides() {
    Stock stock = stock(delivery("b", 100), delivery("a", 100));

    assertThat(allocated(stock, "order-1", 10).batch()).isEqualTo(ref("a"));
    assertThat(stock.inOrderOfAllocation().stream().map(Batch::reference))
        .containsExactly(ref("a"), ref("b"));
  }

  @Test
  void a_line_is_never_split() {
    Stock stock = stock(delivery("a", 6), delivery("b", 6), delivery("c", 8, SOON, null));

    assertThat(refusal(() -> allocate(stock, "order-1", 9)))
        .isEqualTo(new Refusal.OutOfStock(9, 8, 20));
    assertThat(allocated(stock, "order-1", 7).batch()).isEqualTo(ref("c"));
  }

  @Test
  void a_batch_can_be_used_up_to_the_last_unit() {
    Stock stock = allocate(stock(delivery("a", 10)), "order-1", 10);

    assertThat(stock.find(ref("a")).orElseThrow().free()).isZero();
    assertThat(refusal(() -> allocate(stock, "order-2", 1)))
        .isEqualTo(new Refusal.OutOfStock(1, 0, 0));
  }

  @Test
  void a_sku_without_batches_is_invalid_and_one_whose_batches_are_kept_aside_is_out_of_stock() {
    assertThat(refusal(() -> allocate(stock(), "order-1", 1))).isEqualTo(new Refusal.InvalidSku());
    assertThat(refusal(() -> stock().allocate(request("order-1", 1), null, true, NOW)))
        .isEqualTo(new Refusal.OutOfStock(1, 0, 0));
  }

  @Test
  void the_same_line_again_is_the_same_allocation() {
    Stock once = allocate(stock(delivery("a", 10)), "order-1", 7);
    Stock later = once.next(0, List.of());

    assertThat(later.allocate(request("order-1", 7), made(once, "order-1"), false, NOW))
        .isEqualTo(later);
  }

  @Test
  void the_same_line_in_another_quantity_is_a_conflict() {
    Stock once = allocate(stock(delivery("a", 10)), "order-1", 7);

    assertThat(
            refusal(() -> once.allocate(request("order-1", 6), made(once, "order-1"), false, NOW)))
        .isEqualTo(new Refusal.LineConflict(State.ALLOCATED, 7, ref("a")));
  }

  @Test
  void a_released_line_gives_its_units_back_and_may_be_allocated_in_any_quantity() {
    Stock once = allocate(stock(delivery("a", 10)), "order-1", 7);
    Stock back = release(once.next(0, List.of()), made(once, "order-1"), null);
    OrderLine released = made(back, "order-1");

    assertThat(released.state()).isEqualTo(State.RELEASED);
    assertThat(released.batch()).isNull();
    assertThat(back.available()).isEqualTo(10);
    Stock again = back.next(0, List.of()).allocate(request("order-1", 9), released, false, NOW);
    assertThat(made(again, "order-1").quantity()).isEqualTo(9);
    assertThat(made(again, "order-1").since()).isEqualTo(again.version());
    assertThat(again.unsettled())
        .containsExactly(new Movement(back.version(), made(again, "order-1")));
  }

  @Test
  void releasing_twice_or_what_was_never_there_changes_nothing() {
    Stock once = allocate(stock(delivery("a", 10)), "order-1", 7);
    Stock back = release(once.next(0, List.of()), made(once, "order-1"), null);
    Stock later = back.next(0, List.of());

    assertThat(release(later, made(back, "order-1"), null)).isEqualTo(later);
    assertThat(release(later, null, null)).isEqualTo(later);
  }

  @Test
  void releasing_with_a_revision_leaves_a_tombstone_even_where_there_was_no_line() {
    Stock stock = release(stock(delivery("a", 10)), null, 4L);

    OrderLine tombstone = made(stock, "order-1");
    assertThat(tombstone.state()).isEqualTo(State.RELEASED);
    assertThat(
            refusal(
                () ->
                    stock.allocate(
                        new OrderLine.Request(line("order-1"), 1, 3L), tombstone, false, NOW)))
        .isEqualTo(new Refusal.LineConflict(State.RELEASED, 0, null));
  }

  @Test
  void a_message_with_a_lower_revision_comes_too_late_and_an_equal_one_does_not() {
    Stock once =
        stock(delivery("a", 10))
            .allocate(new OrderLine.Request(line("order-1"), 7, 5L), null, false, NOW);
    OrderLine allocated = made(once, "order-1");
    Stock later = once.next(0, List.of());

    assertThat(refusal(() -> release(later, allocated, 4L)))
        .isEqualTo(new Refusal.LineConflict(State.ALLOCATED, 7, ref("a")));
    assertThat(made(release(later, allocated, 5L), "order-1").state()).isEqualTo(State.RELEASED);
    assertThat(made(release(later, allocated, null), "order-1").revision()).isEqualTo(5);
  }

  @Test
  void a_repeat_with_a_higher_revision_is_remembered() {
    Stock once = allocate(stock(delivery("a", 10)), "order-1", 7);

    Stock again =
        once.next(0, List.of())
            .allocate(
                new OrderLine.Request(line("order-1"), 7, 8L), made(once, "order-1"), false, NOW);

    assertThat(made(again, "order-1").revision()).isEqualTo(8);
    assertThat(made(again, "order-1").since()).isEqualTo(once.version());
    assertThat(again.batches()).isEqualTo(once.batches());
  }

  @Test
  void shipping_moves_units_from_allocated_to_shipped_once() {
    Stock once = allocate(stock(delivery("a", 10)), "order-1", 7);
    Stock shipped = once.next(0, List.of()).ship(made(once, "order-1"), NOW);

    Batch batch = shipped.find(ref("a")).orElseThrow();
    assertThat(List.of(batch.quantity(), batch.allocated(), batch.shipped(), batch.free()))
        .containsExactly(10L, 0L, 7L, 3L);
    OrderLine gone = made(shipped, "order-1");
    assertThat(gone.state()).isEqualTo(State.SHIPPED);
    assertThat(gone.batch()).isEqualTo(ref("a"));
    assertThat(shipped.ship(gone, NOW)).isEqualTo(shipped);
  }

  @Test
  void what_was_shipped_cannot_be_released_or_allocated_again() {
    Stock once = allocate(stock(delivery("a", 10)), "order-1", 7);
    Stock shipped = once.next(0, List.of()).ship(made(once, "order-1"), NOW);
    OrderLine gone = made(shipped, "order-1");
    Refusal conflict = new Refusal.LineConflict(State.SHIPPED, 7, ref("a"));

    assertThat(refusal(() -> release(shipped, gone, null))).isEqualTo(conflict);
    assertThat(refusal(() -> shipped.allocate(request("order-1", 7), gone, false, NOW)))
        .isEqualTo(conflict);
  }

  @Test
  void what_is_not_here_cannot_be_shipped() {
    Stock once = allocate(stock(delivery("a", 10, SOON, null)), "order-1", 7);

    assertThat(refusal(() -> once.ship(made(once, "order-1"), NOW)))
        .isEqualTo(new Refusal.LineConflict(State.ALLOCATED, 7, ref("a")));
    assertThat(refusal(() -> once.ship(null, NOW))).isEqualTo(new Refusal.OrderNotFound());
  }

  @Test
  void a_batch_that_shrinks_has_an_excess_and_takes_no_line() {
    Stock once = allocate(stock(delivery("a", 10)), "order-1", 7);

    Stock shrunk = once.next(0, List.of()).set(delivery("a", 4), null, List.of()).stock();

    assertThat(shrunk.find(ref("a")).orElseThrow().excess()).isEqualTo(3);
    assertThat(refusal(() -> allocate(shrunk, "order-2", 1)))
        .isEqualTo(new Refusal.OutOfStock(1, 0, 0));
  }

  @Test
  void what_was_shipped_stays_shipped_when_a_batch_shrinks_below_it() {
    Stock once = allocate(stock(delivery("a", 10)), "order-1", 7);
    Stock shipped = once.next(0, List.of()).ship(made(once, "order-1"), NOW);

    Batch batch = shipped.set(delivery("a", 4), null, List.of()).batch();

    assertThat(List.of(batch.shipped(), batch.excess(), batch.free())).containsExactly(7L, 0L, 0L);
  }

  @Test
  void a_displaced_line_moves_whole_to_the_first_other_batch_and_keeps_its_place_in_line() {
    Stock once = allocate(stock(delivery("a", 10), delivery("b", 10, SOON, null)), "order-1", 7);
    Stock shrunk = once.next(0, List.of()).set(delivery("a", 4), null, List.of()).stock();

    Stock moved = shrunk.displace(made(once, "order-1"), NOW);

    OrderLine now = made(moved, "order-1");
    assertThat(now.batch()).isEqualTo(ref("b"));
    assertThat(now.state()).isEqualTo(State.ALLOCATED);
    assertThat(now.since()).isEqualTo(once.version());
    assertThat(moved.find(ref("a")).orElseThrow().allocated()).isZero();
    assertThat(moved.find(ref("b")).orElseThrow().allocated()).isEqualTo(7);
  }

  @Test
  void a_displaced_line_that_fits_nowhere_loses_its_batch_and_may_be_let_go_or_allocated_anew() {
    Stock once = allocate(stock(delivery("a", 10)), "order-1", 7);
    Stock shrunk = once.next(0, List.of()).set(delivery("a", 4), null, List.of()).stock();

    Stock displaced = shrunk.displace(made(once, "order-1"), NOW);

    OrderLine lost = made(displaced, "order-1");
    assertThat(lost.state()).isEqualTo(State.UNALLOCATED);
    assertThat(lost.batch()).isNull();
    Stock later = displaced.next(0, List.of());
    assertThat(made(release(later, lost, null), "order-1").state()).isEqualTo(State.RELEASED);
    assertThat(made(later.allocate(request("order-1", 2), lost, false, NOW), "order-1").batch())
        .isEqualTo(ref("a"));
  }

  @Test
  void a_delivery_is_applied_absolutely_and_may_be_repeated() {
    Stock.Delivered first = stock().set(delivery("a", 10, SOON, 1L), null, List.of());
    Stock.Delivered again = first.stock().set(delivery("a", 10, SOON, 1L), null, List.of());
    Stock.Delivered arrived = first.stock().set(delivery("a", 12), null, List.of());

    assertThat(first.created()).isTrue();
    assertThat(again.created()).isFalse();
    assertThat(again.stock()).isEqualTo(first.stock());
    assertThat(arrived.batch()).isEqualTo(new Batch(ref("a"), 12, 0, 0, null, 1L));
  }

  @Test
  void a_late_delivery_changes_nothing_and_says_so() {
    Stock stock = stock(delivery("a", 10, null, 5L));

    Stock.Delivered late = stock.set(delivery("a", 99, null, 4L), null, List.of());

    assertThat(late.applied()).isFalse();
    assertThat(late.stock()).isEqualTo(stock);
    assertThat(late.batch().quantity()).isEqualTo(10);
  }

  @Test
  void a_full_stock_gives_up_the_exhausted_batch_that_came_first() {
    List<Batch> batches = new ArrayList<>();
    for (int number = 0; number < Stock.MOST_BATCHES; number++) {
      boolean exhausted = number == 7 || number == 9;
      batches.add(new Batch(ref("b" + number), 5, 0, exhausted ? 5 : 0, null, null));
    }
    Stock full = new Stock(LAMP, 8, batches, List.of());

    Stock after = full.set(delivery("new", 1), null, full.batches()).stock();

    assertThat(after.batches()).hasSize(Stock.MOST_BATCHES);
    assertThat(after.find(ref("b7"))).isEmpty();
    assertThat(after.find(ref("b9"))).isPresent();
    assertThat(refusal(() -> full.set(delivery("new", 1), null, List.of())))
        .isEqualTo(new Refusal.TooManyBatches());
  }

  @Test
  void a_batch_that_was_kept_aside_comes_back_with_its_counts_or_is_answered_as_it_was() {
    Batch sold = new Batch(ref("a"), 10, 0, 10, null, 3L);
    Batch.KeptAside aside = new Batch.KeptAside(LAMP, sold, 7);

    Stock.Delivered repeated = stock().set(delivery("a", 10), aside, List.of());
    Stock.Delivered more = stock().set(delivery("a", 12), aside, List.of());
    Stock.Delivered late = stock().set(delivery("a", 12, null, 2L), aside, List.of());

    assertThat(repeated).isEqualTo(new Stock.Delivered(stock(), sold, false, true));
    assertThat(more.batch()).isEqualTo(new Batch(ref("a"), 12, 0, 10, null, 3L));
    assertThat(more.created()).isFalse();
    assertThat(more.stock().available()).isEqualTo(2);
    assertThat(late).isEqualTo(new Stock.Delivered(stock(), sold, false, false));
  }

  @Test
  void a_deleted_batch_leaves_only_its_revision() {
    Stock stock = stock(delivery("a", 10, null, 3L));
    Batch deleted = stock.find(ref("a")).orElseThrow().emptied();
    Batch.KeptAside aside = new Batch.KeptAside(LAMP, deleted, 1);

    Stock without = stock.delete(ref("a"), null);

    assertThat(without.batches()).isEmpty();
    assertThat(aside.isNothing()).isTrue();
    assertThat(without.delete(ref("a"), aside)).isEqualTo(without);
    assertThat(without.set(delivery("a", 9, null, 2L), aside, List.of()).applied()).isFalse();
    assertThat(without.set(delivery("a", 9, null, 3L), aside, List.of()).created()).isTrue();
  }

  @Test
  void a_batch_that_holds_or_shipped_units_cannot_be_deleted() {
    Stock holding = allocate(stock(delivery("a", 10)), "order-1", 7);
    Batch.KeptAside shipped =
        new Batch.KeptAside(LAMP, new Batch(ref("z"), 5, 0, 5, null, null), 1);

    assertThat(refusal(() -> holding.delete(ref("a"), null)))
        .isEqualTo(new Refusal.BatchInUse(new Batch(ref("a"), 10, 7, 0, null, null)));
    assertThat(refusal(() -> holding.delete(ref("z"), shipped)))
        .isEqualTo(new Refusal.BatchInUse(shipped.batch()));
  }

  @Test
  void a_count_never_falls_below_zero() {
    Stock once = allocate(stock(delivery("a", 10)), "order-1", 7);
    Stock lost = new Stock(LAMP, 9, stock(delivery("a", 10)).batches(), List.of());

    assertThatThrownBy(() -> release(lost, made(once, "order-1"), null))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void a_line_is_never_changed_before_it_was_changed_the_last_time() {
    Stock once = allocate(stock(delivery("a", 10)), "order-1", 7);

    Stock back =
        once.next(0, List.of())
            .release(line("order-1"), null, made(once, "order-1"), NOW.minus(Duration.ofHours(1)));

    assertThat(made(back, "order-1").changedAt()).isEqualTo(NOW);
  }

  @Test
  void the_next_version_is_above_all_that_was_ever_seen() {
    assertThat(Stock.none(LAMP).next(0, List.of()).version()).isEqualTo(1);
    assertThat(new Stock(LAMP, 4, List.of(), List.of()).next(9, List.of()).version()).isEqualTo(10);
    assertThat(new Stock(LAMP, 4, List.of(), List.of()).next(2, List.of()).version()).isEqualTo(5);
  }

  private static Stock allocate(Stock stock, String order, long quantity) {
    return stock.allocate(request(order, quantity), null, false, NOW);
  }

  private static OrderLine allocated(Stock stock, String order, long quantity) {
    return made(allocate(stock, order, quantity), order);
  }

  private static OrderLine made(Stock stock, String order) {
    return stock.moved(line(order)).orElseThrow();
  }

  private static Stock release(Stock stock, @Nullable OrderLine current, @Nullable Long revision) {
    return stock.release(line("order-1"), revision, current, NOW);
  }

  private static Refusal refusal(ThrowingCallable decision) {
    Refusal.RefusedException refused =
        catchThrowableOfType(Refusal.RefusedException.class, decision);
    assertThat(refused).isNotNull();
    return refused.refusal();
  }
}
