package io.pannier.allocation.domain.port;

import static io.pannier.allocation.AllocationFixture.NOW;
import static io.pannier.allocation.AllocationFixture.SOON;
import static io.pannier.allocation.AllocationFixture.ref;
import static org.assertj.core.api.Assertions.assertThat;

import io.pannier.allocation.domain.model.Batch;
import io.pannier.allocation.domain.model.Movement;
import io.pannier.allocation.domain.model.OrderLine;
import io.pannier.allocation.domain.model.OrderLine.State;
import io.pannier.allocation.domain.model.Stock;
import io.pannier.shared.model.ProductId.Sku;
import io.pannier.shared.storage.LostRace;
import io.pannier.shared.storage.VersionedStoreContract;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** What every store of stock and lines promises, the fake as well as the real one. */
public abstract class AllocationsContract extends VersionedStoreContract<Stock> {

  private Sku sku = new Sku("none");

  @BeforeEach
  void another_sku() {
    sku = new Sku("sku-" + UUID.randomUUID());
  }

  protected abstract Allocations allocations();

  protected abstract KeptBatches kept();

  /** Takes a stock away, which the service never does. */
  protected abstract Mono<?> removed(Sku sku);

  @Override
  protected Stock fresh() {
    Sku another = new Sku("sku-" + UUID.randomUUID());
    return new Stock(
        another,
        1,
        List.of(new Batch(ref("a"), 10, 3, 2, null, 7L), new Batch(ref("b"), 1, 0, 0, SOON, null)),
        List.of(new Movement(0, line(another, "o", "a", 1, 1))));
  }

  @Override
  protected Stock successor(Stock stored, int number) {
    return new Stock(
        stored.sku(),
        stored.version() + 1,
        List.of(new Batch(ref("n"), number, 0, 0, null, null)),
        List.of());
  }

  @Override
  protected Mono<Stock> find(Stock like) {
    return allocations().stock(like.sku(), soon()).filter(stock -> stock.version() > 0);
  }

  @Override
  protected Mono<?> create(Stock fresh) {
    return allocations().write(fresh, 0, soon());
  }

  @Override
  protected Mono<?> replace(Stock successor) {
    return allocations().write(successor, successor.version() - 1, soon());
  }

  @Override
  protected Mono<?> remove(Stock like) {
    return removed(like.sku());
  }

  @Test
  void there_is_always_a_stock_to_look_at() {
    assertThat(allocations().stock(sku, soon()).block()).isEqualTo(Stock.none(sku));
  }

  @Test
  void ids_are_texts_in_which_case_counts() {
    Stock lower = new Stock(new Sku("507f1f77bcf86cd79943901a"), 1, List.of(), List.of());
    Stock upper = new Stock(new Sku("507F1F77BCF86CD79943901A"), 1, List.of(), List.of());
    allocations().write(lower, 0, soon()).block();

    assertThat(find(upper).blockOptional()).isEmpty();
    assertThat(find(lower).blockOptional()).contains(lower);
    removed(lower.sku()).block();
  }

  @Test
  void a_stock_is_read_with_the_lines_that_it_names() {
    OrderLine first = line(sku, "order-1", "a", 1, 1);
    OrderLine other = line(sku, "order-2", "a", 1, 1);
    Stock stock = new Stock(sku, 1, List.of(), List.of(new Movement(0, first)));
    allocations().write(stock, 0, soon()).block();
    allocations().write(first, 0, soon()).block();
    allocations().write(other, 0, soon()).block();

    Allocations.Read read =
        allocations()
            .read(
                sku,
                found -> Set.of(found.unsettled().get(0).line().id(), id(sku, "order-3")),
                soon())
            .block();

    assertThat(read)
        .isEqualTo(
            new Allocations.Read(
                stock, new Allocations.Lines(Map.of(first.id(), first), Set.of())));
  }

  @Test
  void a_line_is_written_only_in_the_place_of_what_was_read() {
    OrderLine first = line(sku, "order-1", "a", 1, 1);
    OrderLine second = line(sku, "order-1", "b", 1, 5);

    StepVerifier.create(allocations().write(second, 1, soon())).verifyError(LostRace.class);
    allocations().write(first, 0, soon()).block();
    StepVerifier.create(allocations().write(second, 0, soon())).verifyError(LostRace.class);
    StepVerifier.create(allocations().write(second, 2, soon())).verifyError(LostRace.class);
    assertThat(allocations().line(first.id(), soon()).block()).isEqualTo(first);
    allocations().write(second, 1, soon()).block();
    assertThat(allocations().line(first.id(), soon()).block()).isEqualTo(second);
  }

  @Test
  void every_state_of_a_line_is_stored_whole() {
    for (State state : State.values()) {
      OrderLine line =
          new OrderLine(
              id(sku, "order-" + state),
              3,
              state,
              state == State.ALLOCATED || state == State.SHIPPED ? ref("a") : null,
              NOW,
              9L,
              4,
              8);
      allocations().write(line, 0, soon()).block();

      assertThat(allocations().line(line.id(), soon()).block()).isEqualTo(line);
    }
  }

  @Test
  void the_newest_lines_of_a_batch_come_first_and_equal_ones_by_their_id() {
    List.of(
            line(sku, "order-1", "a", 1, 1),
            line(sku, "order-2", "a", 3, 3),
            line(sku, "order-3", "a", 3, 3),
            line(sku, "order-4", "a", 2, 4),
            line(sku, "order-5", "b", 9, 9))
        .forEach(line -> allocations().write(line, 0, soon()).block());

    Allocations.Lines newest =
        Objects.requireNonNull(allocations().newest(sku, ref("a"), 3, soon()).block());

    assertThat(newest.found().keySet())
        .containsExactlyInAnyOrder(id(sku, "order-3"), id(sku, "order-2"), id(sku, "order-4"));
  }

  @Test
  void what_lines_hold_is_counted_by_batch() {
    List.of(
            line(sku, "order-1", "a", 1, 1),
            line(sku, "order-2", "a", 3, 3),
            line(sku, "order-3", "b", 3, 3))
        .forEach(line -> allocations().write(line, 0, soon()).block());

    assertThat(allocations().held(sku, Set.of(id(sku, "order-2")), soon()).block())
        .isEqualTo(Map.of(ref("a"), 3L, ref("b"), 3L));
  }

  @Test
  void a_kept_batch_is_replaced_only_by_one_of_a_higher_version() {
    Batch.KeptAside first = new Batch.KeptAside(sku, new Batch(ref("a"), 10, 0, 10, SOON, 3L), 5);
    Batch.KeptAside equal = new Batch.KeptAside(sku, new Batch(ref("a"), 1, 0, 1, null, null), 5);
    Batch.KeptAside higher = new Batch.KeptAside(sku, new Batch(ref("a"), 0, 0, 0, null, 4L), 6);

    assertThat(kept().find(sku, ref("a"), soon()).blockOptional()).isEmpty();
    kept().keep(first, soon()).block();
    kept().keep(equal, soon()).block();
    assertThat(kept().find(sku, ref("a"), soon()).block()).isEqualTo(first);
    assertThat(kept().any(sku, soon()).block()).isTrue();
    kept().keep(higher, soon()).block();
    kept().keep(first, soon()).block();
    assertThat(kept().find(sku, ref("a"), soon()).block()).isEqualTo(higher);
    assertThat(kept().any(sku, soon()).block()).isFalse();
  }

  private static OrderLine.Id id(Sku sku, String order) {
    return new OrderLine.Id(new OrderLine.OrderId(order), sku);
  }

  private static OrderLine line(Sku sku, String order, String batch, long since, long sequence) {
    return new OrderLine(
        id(sku, order), 3, State.ALLOCATED, ref(batch), NOW, null, since, sequence);
  }
}
