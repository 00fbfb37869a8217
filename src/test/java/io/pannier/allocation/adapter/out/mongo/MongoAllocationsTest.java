package io.pannier.allocation.adapter.out.mongo;

import static io.pannier.allocation.AllocationFixture.NOW;
import static io.pannier.allocation.AllocationFixture.SOON;
import static io.pannier.allocation.AllocationFixture.ref;
import static org.assertj.core.api.Assertions.assertThat;

import io.pannier.allocation.application.AllocationService;
import io.pannier.allocation.domain.model.Batch;
import io.pannier.allocation.domain.model.Movement;
import io.pannier.allocation.domain.model.OrderLine;
import io.pannier.allocation.domain.model.OrderLine.State;
import io.pannier.allocation.domain.model.Stock;
import io.pannier.allocation.domain.port.Allocations;
import io.pannier.allocation.domain.port.AllocationsContract;
import io.pannier.allocation.domain.port.KeptBatches;
import io.pannier.allocation.domain.port.OrderLines.After;
import io.pannier.shared.model.ProductId.Sku;
import io.pannier.shared.storage.StorageFailure;
import io.pannier.shared.storage.UnreadableDocument;
import io.pannier.testkit.TestDatabase;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** MongoDB keeps the contract, and what stands in it is readable by later releases. */
@Tag("mongodb")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MongoAllocationsTest extends AllocationsContract {

  private static final Sku VASE = new Sku("VASE.1");

  private final TestDatabase database = TestDatabase.open();
  private final AllocationStore store = new AllocationStore(database.uri());

  @AfterAll
  void close() {
    store.close();
    database.close();
  }

  @Override
  protected Allocations allocations() {
    return store.allocations();
  }

  @Override
  protected KeptBatches kept() {
    return store.kept();
  }

  @Override
  protected Mono<?> removed(Sku sku) {
    return store.remove(sku);
  }

  @Test
  void the_stored_form_of_a_stock_is_pinned() {
    OrderLine line = line("order-1", State.ALLOCATED, 3, 4);
    Stock stock =
        new Stock(
            VASE,
            4,
            List.of(
                new Batch(ref("a"), 10, 3, 2, null, null), new Batch(ref("b"), 5, 0, 0, SOON, 7L)),
            List.of(new Movement(2, line)));
    allocations().write(stock, 0, soon()).block();

    assertThat(json(store.stored("stocks", "VASE.1")))
        .isEqualTo(
            """
            {"_id": "VASE.1", "schemaVersion": 1, "version": 4, "batches": \
            [{"reference": "a", "quantity": 10, "allocated": 3, "shipped": 2}, \
            {"reference": "b", "quantity": 5, "allocated": 0, "shipped": 0, \
            "eta": "2026-12-03", "revision": 7}], "unsettled": [{"follows": 2, "line": \
            {"orderId": "order-1", "sku": "VASE.1", "quantity": 3, "state": "ALLOCATED", \
            "batchReference": "a", "changedAt": {"$date": "2026-11-20T10:15:00Z"}, \
            "since": 3, "sequence": 4}}]}""");
  }

  @Test
  void the_stored_form_of_a_line_is_pinned_and_only_ended_ones_are_purged() {
    allocations().write(line("order-2", State.ALLOCATED, 3, 4), 0, soon()).block();
    allocations().write(line("order-3", State.SHIPPED, 3, 4), 0, soon()).block();
    allocations().write(line("order-4", State.RELEASED, 3, 4), 0, soon()).block();
    allocations().write(line("order-5", State.UNALLOCATED, 3, 4), 0, soon()).block();

    assertThat(json(store.stored("orderLines", "order-3/VASE.1")))
        .isEqualTo(
            """
            {"_id": "order-3/VASE.1", "schemaVersion": 1, "orderId": "order-3", \
            "sku": "VASE.1", "quantity": 3, "state": "SHIPPED", "batchReference": "a", \
            "changedAt": {"$date": "2026-11-20T10:15:00Z"}, "since": 3, "sequence": 4, \
            "purgeAt": {"$date": "2027-12-25T10:15:00Z"}}""");
    assertThat(store.stored("orderLines", "order-4/VASE.1")).containsKey("purgeAt");
    assertThat(store.stored("orderLines", "order-2/VASE.1")).doesNotContainKey("purgeAt");
    assertThat(store.stored("orderLines", "order-5/VASE.1")).doesNotContainKey("purgeAt");
  }

  @Test
  void the_stored_form_of_a_kept_batch_is_pinned() {
    kept()
        .keep(new Batch.KeptAside(VASE, new Batch(ref("a"), 5, 0, 5, SOON, 1L), 9), soon())
        .block();

    assertThat(json(store.stored("keptBatches", "VASE.1/a")))
        .isEqualTo(
            """
            {"_id": "VASE.1/a", "schemaVersion": 1, "sku": "VASE.1", "reference": "a", \
            "quantity": 5, "allocated": 0, "shipped": 5, "eta": "2026-12-03", "revision": 1, \
            "version": 9}""");
  }

  @Test
  void a_line_of_a_newer_release_is_unreadable_and_named() {
    store.store(
        "orderLines",
        new Document("_id", "order-9/URN")
            .append("schemaVersion", 2)
            .append("orderId", "order-9")
            .append("sku", "URN"));
    OrderLine.Id id = new OrderLine.Id(new OrderLine.OrderId("order-9"), new Sku("URN"));

    Allocations.Read read = allocations().read(new Sku("URN"), stock -> Set.of(id), soon()).block();

    assertThat(Objects.requireNonNull(read).lines().unreadable()).containsExactly(id);
    StepVerifier.create(allocations().line(id, soon())).verifyError(UnreadableDocument.class);
  }

  @Test
  void a_damaged_line_is_unavailable_others_of_its_sku_go_on_and_no_shrink_takes_it() {
    Sku sku = new Sku("DAMAGED");
    OrderLine.Id damaged = new OrderLine.Id(new OrderLine.OrderId("order-1"), sku);
    OrderLine.Id other = new OrderLine.Id(new OrderLine.OrderId("order-2"), sku);
    AllocationService service =
        new AllocationService(
            store.allocations(),
            store.kept(),
            store.lines(),
            Clock.fixed(NOW, ZoneOffset.UTC),
            event -> {},
            Duration.ofMillis(500));
    service.set(sku, new Batch.Delivery(ref("a"), 9, null, null), soon()).block();
    service.allocate(new OrderLine.Request(damaged, 3, null), soon()).block();
    store.set("orderLines", damaged.text(), "quantity", "three");

    StepVerifier.create(service.allocate(new OrderLine.Request(damaged, 3, null), soon()))
        .verifyError(StorageFailure.class);
    StepVerifier.create(service.release(damaged, null, soon())).verifyError(StorageFailure.class);
    StepVerifier.create(service.line(damaged, soon())).verifyError(UnreadableDocument.class);
    service.allocate(new OrderLine.Request(other, 3, null), soon()).block();
    StepVerifier.create(service.set(sku, new Batch.Delivery(ref("a"), 0, null, null), soon()))
        .verifyError(StorageFailure.class);

    assertThat(store.stored("orderLines", other.text())).containsEntry("state", "UNALLOCATED");
    assertThat(store.stored("orderLines", damaged.text())).containsEntry("state", "ALLOCATED");
    store.set("orderLines", damaged.text(), "quantity", 3L);
    service.release(damaged, null, soon()).block();
    assertThat(service.batch(sku, ref("a"), soon()).blockOptional())
        .contains(new Batch(ref("a"), 0, 0, 0, null, null));
  }

  @Test
  void lists_come_in_their_order_and_go_on_after_any_line() {
    Sku sku = new Sku("LISTED");
    OrderLine oldest = listed(sku, "p", State.ALLOCATED, 1, 1);
    OrderLine newer = listed(sku, "q", State.ALLOCATED, 2, 2);
    OrderLine newest = listed(sku, "r", State.ALLOCATED, 2, 3);
    OrderLine lost = listed(sku, "s", State.UNALLOCATED, 4, 4);
    OrderLine gone = listed(sku, "t", State.RELEASED, 5, 5);
    List.of(oldest, newer, newest, lost, gone)
        .forEach(line -> allocations().write(line, 0, soon()).block());
    After second = new After(2, newest.id().text());

    assertThat(store.lines().ofSku(sku, State.ALLOCATED, Optional.empty(), 2, soon()).block())
        .containsExactly(oldest, newer);
    assertThat(
            store
                .lines()
                .ofSku(
                    sku, State.ALLOCATED, Optional.of(new After(0, newer.id().text())), 2, soon())
                .block())
        .containsExactly(newest);
    assertThat(
            store
                .lines()
                .ofBatch(sku, State.ALLOCATED, ref("a"), Optional.empty(), 9, soon())
                .block())
        .containsExactly(newest, newer, oldest);
    assertThat(
            store
                .lines()
                .ofBatch(sku, State.ALLOCATED, ref("a"), Optional.of(second), 9, soon())
                .block())
        .containsExactly(newer, oldest);
    assertThat(store.lines().unallocated(Optional.empty(), 100, soon()).block()).contains(lost);
    assertThat(
            store
                .lines()
                .unallocated(
                    Optional.of(new After(NOW.toEpochMilli(), lost.id().text())), 100, soon())
                .block())
        .doesNotContain(lost);
    assertThat(store.lines().ofOrder(gone.id().order(), Optional.empty(), 9, soon()).block())
        .isEmpty();
    assertThat(store.lines().ofOrder(lost.id().order(), Optional.empty(), 9, soon()).block())
        .containsExactly(lost);
  }

  private static OrderLine line(String order, State state, long since, long sequence) {
    return listed(VASE, order, state, since, sequence);
  }

  private static OrderLine listed(Sku sku, String order, State state, long since, long sequence) {
    return new OrderLine(
        new OrderLine.Id(new OrderLine.OrderId(order), sku),
        3,
        state,
        state == State.ALLOCATED || state == State.SHIPPED ? ref("a") : null,
        NOW,
        null,
        since,
        sequence);
  }

  private static String json(Document document) {
    return document.toJson();
  }
}
