package io.pannier.allocation.application;

import static io.pannier.allocation.AllocationFixture.LAMP;
import static io.pannier.allocation.AllocationFixture.NOW;
import static io.pannier.allocation.AllocationFixture.delivery;
import static io.pannier.allocation.AllocationFixture.line;
import static io.pannier.allocation.AllocationFixture.ref;
import static io.pannier.allocation.AllocationFixture.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pannier.allocation.InMemoryAllocations;
import io.pannier.allocation.domain.model.Batch;
import io.pannier.allocation.domain.model.Movement;
import io.pannier.allocation.domain.model.OrderLine;
import io.pannier.allocation.domain.model.OrderLine.State;
import io.pannier.allocation.domain.model.Stock;
import io.pannier.allocation.domain.port.Tally.Event;
import io.pannier.shared.model.Deadline;
import io.pannier.shared.model.ProductId.Sku;
import io.pannier.shared.storage.ChangeInDoubt;
import io.pannier.shared.storage.LostRace;
import io.pannier.shared.storage.StorageFailure;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** Sentence by sentence what the protocol promises, over a store that can be held and damaged. */
class AllocationProtocolTest {

  private static final Duration STORAGE_TIMEOUT = Duration.ofMillis(500);

  private final Map<Event, Integer> events =
      Collections.synchronizedMap(new EnumMap<>(Event.class));
  private final Writes stored = new Writes();
  private final Door door = new Door();
  private final Store store = new Store();
  private final AllocationService service =
      new AllocationService(
          store,
          store,
          store,
          Clock.fixed(NOW, ZoneOffset.UTC),
          event -> events.merge(event, 1, Integer::sum),
          STORAGE_TIMEOUT);

  private static Deadline soon() {
    return Deadline.after(Duration.ofSeconds(20));
  }

  /** Lets a test act right after a write of the stock. */
  private static final class Writes extends InMemoryAllocations.Stored {
    Runnable afterStock = () -> {};

    @Override
    protected void written(Stock before, Stock after) {
      afterStock.run();
    }
  }

  /** Every operation waits while it is closed. */
  private static final class Door implements InMemoryAllocations.Gate {
    private Sinks.Empty<Void> open = Sinks.empty();
    int passed;

    Door() {
      open();
    }

    void close() {
      open = Sinks.empty();
    }

    void open() {
      open.tryEmitEmpty();
    }

    @Override
    public <T> Mono<T> pass(Callable<T> operation) {
      return Mono.defer(
          () ->
              open.asMono()
                  .then(
                      Mono.fromCallable(
                          () -> {
                            passed++;
                            return operation.call();
                          })));
    }
  }

  /** Single writes of it fail as a test wants. */
  private final class Store extends InMemoryAllocations {
    final Map<OrderLine.Id, Mono<Void>> lineWrites = new HashMap<>();
    final List<Mono<Void>> stockWrites = new ArrayList<>();
    int ofLines;

    Store() {
      super(AllocationProtocolTest.this.stored, door);
    }

    @Override
    public Mono<Void> write(OrderLine next, long before, Deadline deadline) {
      ofLines++;
      Mono<Void> instead = lineWrites.get(next.id());
      return instead == null ? super.write(next, before, deadline) : instead;
    }

    @Override
    public Mono<Void> write(Stock next, long before, Deadline deadline) {
      return stockWrites.isEmpty() ? super.write(next, before, deadline) : stockWrites.remove(0);
    }
  }

  private AllocationResult.BatchSet set(String batch, long quantity) {
    return Objects.requireNonNull(service.set(LAMP, delivery(batch, quantity), soon()).block());
  }

  private AllocationResult.Line allocate(String order) {
    return Objects.requireNonNull(service.allocate(request(order, 1), soon()).block());
  }

  private Stock stock() {
    return stored.stocks.getOrDefault(LAMP, Stock.none(LAMP));
  }

  private Batch batch(String reference) {
    return stock().find(ref(reference)).orElseThrow();
  }

  private OrderLine lineOf(String order) {
    return Objects.requireNonNull(stored.lines.get(line(order)));
  }

  private int count(Event event) {
    return events.getOrDefault(event, 0);
  }

  private static void assertUnavailable(Mono<?> call) {
    assertThatThrownBy(call::block)
        .isInstanceOfSatisfying(
            StorageFailure.class,
            failure -> assertThat(failure.kind()).isEqualTo(StorageFailure.Kind.UNAVAILABLE));
  }

  /** Commands that are decided in one round: they come while another one is under way. */
  private List<Object> together(List<Mono<?>> commands) {
    List<Object> outcomes = new ArrayList<>(Collections.nCopies(commands.size(), "no answer"));
    door.close();
    service.allocate(request("first", 1), soon()).subscribe(result -> {}, failure -> {});
    for (int i = 0; i < commands.size(); i++) {
      int place = i;
      commands
          .get(i)
          .subscribe(
              result -> outcomes.set(place, result), failure -> outcomes.set(place, failure));
    }
    door.open();
    return outcomes;
  }

  // Lines that cannot be told

  @Test
  void
      a_line_that_cannot_be_read_is_unavailable_others_of_its_sku_go_on_and_its_movement_is_kept() {
    set("b", 10);
    allocate("damaged");
    stored.damaged.add(line("damaged"));

    assertUnavailable(service.allocate(request("damaged", 1), soon()));
    assertUnavailable(service.release(line("damaged"), null, soon()));
    assertUnavailable(service.ship(line("damaged"), soon()));
    assertThat(allocate("other").created()).isTrue();
    assertThat(stock().unsettled().stream().map(movement -> movement.line().id()))
        .containsExactly(line("damaged"), line("other"));

    stored.damaged.clear();
    assertThat(allocate("damaged").created()).isFalse();
    allocate("third");
    assertThat(stock().unsettled().stream().map(movement -> movement.line().id()))
        .containsExactly(line("third"));
    assertThat(batch("b").allocated()).isEqualTo(3);
  }

  @Test
  void a_movement_that_cannot_be_finished_is_carried_on_and_its_line_is_not_decided() {
    set("b", 10);
    store.lineWrites.put(
        line("stuck"), Mono.error(StorageFailure.unavailable(new TimeoutException("no"))));
    assertThatThrownBy(() -> allocate("stuck")).isInstanceOf(ChangeInDoubt.class);

    assertUnavailable(service.allocate(request("stuck", 1), soon()));
    assertThat(allocate("other").created()).isTrue();
    store.lineWrites.clear();

    assertThat(allocate("stuck").created()).isFalse();
    assertThat(count(Event.FINISHED)).isEqualTo(1);
    assertThat(batch("b").allocated()).isEqualTo(2);
  }

  @Test
  void movements_that_are_carried_on_take_their_room_and_only_without_any_left_nothing_moves() {
    set("b", 100);
    for (int i = 0; i < Stock.MOST_UNSETTLED - 1; i++) {
      allocate("damaged-" + i);
      stored.damaged.add(line("damaged-" + i));
    }
    List<Object> three =
        together(
            List.of(
                service.allocate(request("second", 1), soon()),
                service.release(line("first"), null, soon()).thenReturn("released"),
                service.allocate(request("third", 1), soon())));
    assertThat(three).hasOnlyElementsOfTypes(AllocationResult.Line.class, String.class);
    assertThat(three.get(1)).isEqualTo("released");

    allocate("last");
    stored.damaged.add(line("last"));
    assertThat(stock().unsettled()).hasSize(Stock.MOST_UNSETTLED);
    assertUnavailable(service.allocate(request("another", 1), soon()));
    assertThat(stored.lines).doesNotContainKey(line("another"));
    assertThat(set("b", 99).batch().quantity()).isEqualTo(99);
    assertThat(allocate("third").created()).isFalse();

    stored.damaged.remove(line("last"));
    assertThat(allocate("another").created()).isTrue();
  }

  @Test
  void no_shrink_takes_a_line_whose_movement_is_carried_on() {
    set("b", 10);
    allocate("old");
    allocate("damaged");
    stored.damaged.add(line("damaged"));

    assertUnavailable(service.set(LAMP, delivery("b", 0), soon()));

    assertThat(batch("b")).isEqualTo(new Batch(ref("b"), 0, 1, 0, null, null));
    assertThat(lineOf("old").state()).isEqualTo(State.UNALLOCATED);
    assertThat(lineOf("damaged").state()).isEqualTo(State.ALLOCATED);
    stored.damaged.clear();
    assertThat(set("b", 0).displaced()).extracting(OrderLine::id).containsExactly(line("damaged"));
  }

  @Test
  void no_shrink_takes_a_line_whose_own_document_still_says_that_it_holds_the_batch() {
    set("b", 10);
    allocate("old");
    allocate("released");
    store.lineWrites.put(
        line("released"), Mono.error(StorageFailure.unavailable(new TimeoutException("no"))));
    assertThatThrownBy(() -> service.release(line("released"), null, soon()).block())
        .isInstanceOf(ChangeInDoubt.class);

    AllocationResult.BatchSet set = set("b", 0);

    assertThat(set.displaced()).extracting(OrderLine::id).containsExactly(line("old"));
    assertThat(set.batch()).isEqualTo(new Batch(ref("b"), 0, 0, 0, null, null));
    store.lineWrites.clear();
    service.release(line("released"), null, soon()).block();
    assertThat(lineOf("released").state()).isEqualTo(State.RELEASED);
  }

  @Test
  void a_batch_whose_only_lines_cannot_be_read_is_unavailable_and_no_defect() {
    set("b", 10);
    allocate("damaged");
    allocate("gone");
    service.release(line("gone"), null, soon()).block();
    stored.damaged.add(line("damaged"));
    assertThat(stock().unsettled())
        .extracting(Movement::line)
        .extracting(OrderLine::id)
        .doesNotContain(line("damaged"));

    assertUnavailable(service.set(LAMP, delivery("b", 0), soon()));
  }

  // A batch that shrinks

  /** Lines of one unit, two with each sequence, as they are after many rounds. */
  private void holding(String batch, int lines) {
    for (int i = 0; i < lines; i++) {
      long sequence = 1L + i / 2;
      OrderLine.Id id = line(id(i));
      stored.lines.put(
          id, new OrderLine(id, 1, State.ALLOCATED, ref(batch), NOW, null, sequence, sequence));
    }
    stored.stocks.put(
        LAMP,
        new Stock(
            LAMP,
            1 + lines,
            List.of(new Batch(ref(batch), lines, lines, 0, null, null)),
            List.of()));
  }

  private static String id(int number) {
    return "order-" + (1000 + number);
  }

  private static List<OrderLine.Id> ids(int newest, int oldest) {
    return IntStream.iterate(newest, i -> i >= oldest, i -> i - 1)
        .mapToObj(i -> line(id(i)))
        .toList();
  }

  @Test
  void the_newest_lines_leave_a_batch_in_rounds_of_fifty_and_each_line_is_written_once() {
    holding("b", 120);
    set("c", 30);
    int before = count(Event.STOCK_WRITE);

    AllocationResult.BatchSet set = set("b", 10);

    assertThat(set.displaced()).extracting(OrderLine::id).containsExactlyElementsOf(ids(119, 10));
    assertThat(set.displaced().subList(0, 30))
        .allSatisfy(line -> assertThat(line.batch()).isEqualTo(ref("c")));
    assertThat(set.displaced().subList(30, 110))
        .allSatisfy(line -> assertThat(line.state()).isEqualTo(State.UNALLOCATED));
    assertThat(set.batch()).isEqualTo(new Batch(ref("b"), 10, 10, 0, null, null));
    assertThat(count(Event.STOCK_WRITE) - before).as("the set, and 50 + 50 + 10").isEqualTo(4);
    assertThat(store.ofLines).as("attempts to write a line").isEqualTo(110);
  }

  @Test
  void while_a_batch_shrinks_other_commands_are_decided_in_between() {
    holding("b", 120);
    List<String> answered = new ArrayList<>();
    AtomicInteger writes = new AtomicInteger();
    stored.afterStock =
        () -> {
          if (writes.incrementAndGet() == 2) {
            service
                .release(line(id(0)), null, soon())
                .subscribe(done -> {}, failure -> {}, () -> answered.add("release"));
          }
        };

    service.set(LAMP, delivery("b", 0), soon()).subscribe(set -> answered.add("set"));

    assertThat(answered).containsExactly("release", "set");
    assertThat(batch("b").allocated()).isZero();
    assertThat(lineOf(id(0)).state()).isEqualTo(State.RELEASED);
  }

  @Test
  void one_delivery_moves_five_hundred_lines_at_most_and_tells_what_is_left() {
    holding("b", 560);

    AllocationResult.BatchSet first = set("b", 0);
    AllocationResult.BatchSet second = set("b", 0);

    assertThat(first.displaced()).extracting(OrderLine::id).containsExactlyElementsOf(ids(559, 60));
    assertThat(first.batch().excess()).isEqualTo(60);
    assertThat(second.displaced()).extracting(OrderLine::id).containsExactlyElementsOf(ids(59, 0));
    assertThat(second.batch().excess()).isZero();
  }

  @Test
  void near_its_deadline_a_delivery_leaves_the_rest_to_its_repetition() {
    holding("b", 60);

    AllocationResult.BatchSet set =
        Objects.requireNonNull(
            service
                .set(LAMP, delivery("b", 0), Deadline.after(STORAGE_TIMEOUT.multipliedBy(2)))
                .block());

    assertThat(set.displaced()).isEmpty();
    assertThat(set.batch().excess()).isEqualTo(60);
  }

  @Test
  void a_batch_that_holds_too_much_and_that_no_line_holds_is_a_defect_and_no_loop() {
    stored.stocks.put(
        LAMP, new Stock(LAMP, 7, List.of(new Batch(ref("b"), 5, 5, 0, null, null)), List.of()));

    assertThatThrownBy(() -> set("b", 0)).isInstanceOf(IllegalStateException.class);

    assertThat(door.passed).as("operations of the store").isLessThan(10);
    assertThat(batch("b")).isEqualTo(new Batch(ref("b"), 0, 5, 0, null, null));
  }

  @Test
  void where_the_stock_has_changed_meanwhile_it_is_no_defect() {
    holding("b", 1);
    OrderLine.Id oldest = line(id(0));
    InMemoryAllocations late =
        new InMemoryAllocations(stored, door) {
          @Override
          public Mono<Lines> newest(Sku sku, Batch.Reference batch, int most, Deadline deadline) {
            return service
                .release(oldest, null, deadline)
                .then(super.newest(sku, batch, most, deadline));
          }
        };
    AllocationService other =
        new AllocationService(
            late, late, late, Clock.fixed(NOW, ZoneOffset.UTC), event -> {}, STORAGE_TIMEOUT);

    AllocationResult.BatchSet set =
        Objects.requireNonNull(other.set(LAMP, delivery("b", 0), soon()).block());

    assertThat(set.batch()).isEqualTo(new Batch(ref("b"), 0, 0, 0, null, null));
    assertThat(set.displaced()).isEmpty();
  }

  @Test
  void a_stock_from_a_backup_moves_lines_that_are_ahead_of_it_with_numbers_above_theirs() {
    OrderLine ahead = new OrderLine(line("ahead"), 1, State.ALLOCATED, ref("b"), NOW, null, 40, 40);
    stored.lines.put(ahead.id(), ahead);
    stored.stocks.put(
        LAMP, new Stock(LAMP, 3, List.of(new Batch(ref("b"), 1, 1, 0, null, null)), List.of()));

    AllocationResult.BatchSet set = set("b", 0);

    assertThat(set.displaced()).extracting(OrderLine::sequence).containsExactly(41L);
    assertThat(stored.lines.get(ahead.id())).isEqualTo(set.displaced().get(0));
  }

  // Together

  @Test
  void a_command_whose_time_is_up_while_its_round_reads_is_not_decided_any_more() {
    set("b", 10);
    door.close();
    Mono<?> late = service.allocate(request("late", 1), Deadline.after(Duration.ofMillis(60)));

    assertThatThrownBy(late::block)
        .isInstanceOfSatisfying(
            StorageFailure.class,
            failure -> assertThat(failure.kind()).isEqualTo(StorageFailure.Kind.LATE));
    door.open();

    assertThat(batch("b").allocated()).isZero();
    assertThat(stored.lines).doesNotContainKey(line("late"));
  }

  @Test
  void each_command_is_answered_once_its_own_line_shows_it() {
    set("b", 10);
    store.lineWrites.put(line("slow"), Mono.never());

    List<Object> answers =
        together(
            List.of(
                service.allocate(request("slow", 1), soon()),
                service.allocate(request("quick", 1), soon())));

    assertThat(answers.get(0)).isEqualTo("no answer");
    assertThat(answers.get(1)).isInstanceOf(AllocationResult.Line.class);
  }

  @Test
  void where_the_write_is_in_doubt_it_is_for_all_who_were_decided_with_it_the_refused_too() {
    set("b", 2);
    ChangeInDoubt doubt = new ChangeInDoubt(StorageFailure.late(new TimeoutException("lost")));
    stored.afterStock = () -> store.stockWrites.add(Mono.error(doubt));

    List<Object> answers =
        together(
            List.of(
                service.allocate(request("second", 1), soon()),
                service.allocate(request("third", 5), soon())));

    assertThat(answers).containsOnly(doubt);
  }

  @Test
  void where_the_write_is_lost_all_are_decided_again() {
    set("b", 2);
    int before = count(Event.LOST_RACE);
    store.stockWrites.add(Mono.error(new LostRace()));

    assertThat(allocate("one").created()).isTrue();

    assertThat(count(Event.LOST_RACE) - before).isEqualTo(1);
    assertThat(batch("b").allocated()).isEqualTo(1);
  }

  @Test
  void commands_about_one_line_are_decided_one_after_another_in_their_order() {
    set("b", 10);

    List<Object> answers =
        together(
            List.of(
                service.allocate(request("line", 1), soon()),
                service.release(line("line"), null, soon()).thenReturn("released"),
                service.allocate(request("line", 2), soon()),
                service.allocate(request("line", 2), soon()),
                service.ship(line("line"), soon()),
                service.allocate(request("other", 1), soon())));

    assertThat(answers.get(0)).isEqualTo(created(answers.get(0), 1, true));
    assertThat(answers.get(1)).isEqualTo("released");
    assertThat(answers.get(2)).isEqualTo(created(answers.get(2), 2, true));
    assertThat(answers.get(3)).isEqualTo(created(answers.get(2), 2, false));
    assertThat(lineOf("line").state()).isEqualTo(State.SHIPPED);
    assertThat(lineOf("other").state()).isEqualTo(State.ALLOCATED);
    assertThat(batch("b")).isEqualTo(new Batch(ref("b"), 10, 2, 2, null, null));
  }

  private static AllocationResult.Line created(Object answer, long quantity, boolean created) {
    assertThat(answer).isInstanceOf(AllocationResult.Line.class);
    AllocationResult.Line line = (AllocationResult.Line) answer;
    assertThat(line.line().quantity()).isEqualTo(quantity);
    return new AllocationResult.Line(line.line(), line.batch(), created);
  }

  @Test
  void one_command_that_is_no_good_does_not_fail_the_others() {
    set("b", 10);

    List<Object> answers =
        together(
            List.of(
                service.allocate(request("bad", -1), soon()),
                service.allocate(request("good", 1), soon())));

    assertThat(answers.get(0)).isInstanceOf(RuntimeException.class);
    assertThat(answers.get(1)).isInstanceOf(AllocationResult.Line.class);
  }

  @Test
  void a_delivery_to_a_full_stock_finds_the_place_that_a_shipment_before_it_makes() {
    List<Batch> batches = new ArrayList<>();
    for (int i = 0; i < Stock.MOST_BATCHES; i++) {
      batches.add(new Batch(ref("b" + i), 2, 1, 0, null, null));
    }
    batches.set(0, new Batch(ref("b0"), 1, 1, 0, null, null));
    stored.stocks.put(LAMP, new Stock(LAMP, 5, batches, List.of()));
    OrderLine last = new OrderLine(line("last"), 1, State.ALLOCATED, ref("b0"), NOW, null, 5, 5);
    stored.lines.put(last.id(), last);

    List<Object> answers =
        together(
            List.of(
                service.ship(last.id(), soon()), service.set(LAMP, delivery("new", 3), soon())));

    assertThat(answers.get(1)).isInstanceOf(AllocationResult.BatchSet.class);
    assertThat(stock().find(ref("b0"))).isEmpty();
    assertThat(Objects.requireNonNull(stored.aside.get(LAMP + "/b0")).batch())
        .isEqualTo(new Batch(ref("b0"), 1, 0, 1, null, null));
  }

  // The audit

  @Test
  void the_audit_tells_what_differs_and_lays_unsettled_movements_over_the_lines() {
    set("b", 10);
    set("c", 10);
    allocate("shown");
    store.lineWrites.put(
        line("unshown"), Mono.error(StorageFailure.unavailable(new TimeoutException("no"))));
    assertThatThrownBy(() -> allocate("unshown")).isInstanceOf(ChangeInDoubt.class);
    assertThat(service.audit(LAMP, soon()).block()).isEmpty();

    OrderLine stray = new OrderLine(line("stray"), 4, State.ALLOCATED, ref("x"), NOW, null, 1, 1);
    stored.lines.put(stray.id(), stray);
    stored.lines.remove(line("shown"));

    assertThat(service.audit(LAMP, soon()).block())
        .containsExactly(
            new AllocationService.Difference(ref("b"), 1, 2),
            new AllocationService.Difference(ref("x"), 4, 0));
  }

  @Test
  void the_audit_of_a_stock_that_does_not_rest_loses_its_race_at_the_deadline() {
    set("b", 10);
    AtomicInteger counted = new AtomicInteger();
    InMemoryAllocations restless =
        new InMemoryAllocations(stored, door) {
          @Override
          public Mono<Map<Batch.Reference, Long>> held(
              Sku sku, Set<OrderLine.Id> except, Deadline deadline) {
            return super.held(sku, except, deadline)
                .delayUntil(
                    held ->
                        service.allocate(request("order-" + counted.incrementAndGet(), 1), soon()));
          }
        };
    AllocationService auditing =
        new AllocationService(
            restless,
            restless,
            restless,
            Clock.fixed(NOW, ZoneOffset.UTC),
            event -> {},
            Duration.ofMillis(20));
    set("b", 1_000);

    assertThatThrownBy(() -> auditing.audit(LAMP, Deadline.after(Duration.ofMillis(200))).block())
        .isInstanceOf(LostRace.class);
    assertThat(counted.get()).isGreaterThan(1);
  }
}
