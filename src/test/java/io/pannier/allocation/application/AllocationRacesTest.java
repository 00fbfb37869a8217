package io.pannier.allocation.application;

import static io.pannier.allocation.AllocationFixture.LAMP;
import static io.pannier.allocation.AllocationFixture.delivery;
import static io.pannier.allocation.AllocationFixture.line;
import static io.pannier.allocation.AllocationFixture.ref;
import static io.pannier.allocation.AllocationFixture.request;
import static org.assertj.core.api.Assertions.assertThat;

import io.pannier.allocation.InMemoryAllocations;
import io.pannier.allocation.domain.model.Batch;
import io.pannier.allocation.domain.model.OrderLine;
import io.pannier.allocation.domain.model.Refusal;
import io.pannier.allocation.domain.model.Stock;
import io.pannier.allocation.domain.port.Tally;
import io.pannier.shared.model.Deadline;
import io.pannier.shared.model.ProductId.Sku;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Many who want the same at once, on replicas over one store whose every operation takes its time.
 * What is asserted is what came of it and how many writes it took, never how long.
 */
class AllocationRacesTest {

  private static final Logger log = LoggerFactory.getLogger(AllocationRacesTest.class);

  private final InMemoryAllocations.Stored stored = new InMemoryAllocations.Stored();
  private final InMemoryAllocations store = new InMemoryAllocations(stored, new Slow());
  private final AtomicInteger stockWrites = new AtomicInteger();
  private final AtomicInteger lostRaces = new AtomicInteger();

  /** As a database in the same building. */
  private static final class Slow implements InMemoryAllocations.Gate {
    @Override
    public <T> Mono<T> pass(Callable<T> operation) {
      return Mono.delay(Duration.ofMillis(1 + ThreadLocalRandom.current().nextInt(3)))
          .then(Mono.fromCallable(operation));
    }
  }

  private List<AllocationService> replicas(int number) {
    return IntStream.range(0, number)
        .mapToObj(
            i ->
                new AllocationService(
                    store, store, store, Clock.systemUTC(), this::count, Duration.ofSeconds(5)))
        .toList();
  }

  private void count(Tally.Event event) {
    if (event == Tally.Event.STOCK_WRITE) {
      stockWrites.incrementAndGet();
    } else if (event == Tally.Event.LOST_RACE) {
      lostRaces.incrementAndGet();
    }
  }

  private static Deadline soon() {
    return Deadline.after(Duration.ofMinutes(2));
  }

  private void batch(Sku sku, long quantity) {
    stored.stocks.put(
        sku,
        new Stock(sku, 1, List.of(new Batch(ref("b"), quantity, 0, 0, null, null)), List.of()));
  }

  private Batch batch(Sku sku) {
    return Objects.requireNonNull(stored.stocks.get(sku)).find(ref("b")).orElseThrow();
  }

  /** How each ended: created, the same as before, or refused and why. */
  private static List<String> outcomes(Stream<Mono<AllocationResult.Line>> calls) {
    return Objects.requireNonNull(
        Flux.fromStream(calls)
            .flatMap(
                call ->
                    call.map(line -> line.created() ? "created" : "same")
                        .onErrorResume(
                            Refusal.RefusedException.class,
                            refused -> Mono.just(refused.refusal().code())),
                1_000)
            .collectList()
            .block());
  }

  private static long count(List<String> outcomes, String outcome) {
    return outcomes.stream().filter(outcome::equals).count();
  }

  private static Mono<AllocationResult.Line> one(
      List<AllocationService> replicas, int i, OrderLine.Request request) {
    return replicas.get(i % replicas.size()).allocate(request, soon());
  }

  @Test
  void of_a_hundred_who_want_one_of_ten_units_exactly_ten_get_one() {
    batch(LAMP, 10);
    List<AllocationService> two = replicas(2);

    List<String> outcomes =
        outcomes(IntStream.range(0, 100).mapToObj(i -> one(two, i, request("order-" + i, 1))));

    assertThat(count(outcomes, "created")).isEqualTo(10);
    assertThat(count(outcomes, "OUT_OF_STOCK")).isEqualTo(90);
    assertThat(batch(LAMP).allocated()).isEqualTo(10);
    assertThat(stored.lines).hasSize(10);
  }

  @Test
  void one_line_that_is_sent_a_hundred_times_at_once_is_one_movement() {
    batch(LAMP, 100);
    List<AllocationService> two = replicas(2);

    List<String> outcomes =
        outcomes(IntStream.range(0, 100).mapToObj(i -> one(two, i, request("order", 1))));

    assertThat(count(outcomes, "created")).isEqualTo(1);
    assertThat(count(outcomes, "same")).isEqualTo(99);
    assertThat(batch(LAMP).allocated()).isEqualTo(1);
    assertThat(stockWrites.get() - lostRaces.get()).as("writes that won").isEqualTo(1);
  }

  @Test
  void an_order_of_a_hundred_lines_is_a_hundred_movements_and_no_lost_race() {
    List<AllocationService> one = replicas(1);
    List<Sku> skus = IntStream.range(0, 100).mapToObj(i -> new Sku("SKU-" + i)).toList();
    skus.forEach(sku -> batch(sku, 1));
    OrderLine.OrderId order = new OrderLine.OrderId("order");

    List<String> outcomes =
        outcomes(
            skus.stream()
                .map(sku -> new OrderLine.Request(new OrderLine.Id(order, sku), 1, null))
                .map(request -> one(one, 0, request)));

    assertThat(outcomes).hasSize(100).containsOnly("created");
    assertThat(stockWrites).hasValue(100);
    assertThat(lostRaces).hasValue(0);
    assertThat(stored.lines.keySet())
        .containsExactlyInAnyOrderElementsOf(
            skus.stream().map(sku -> new OrderLine.Id(order, sku)).toList());
  }

  @Test
  void a_hot_sku_takes_at_most_forty_writes_on_one_replica() {
    assertThat(writesOfTwoHundredOn(1)).isBetween(1, 40);
  }

  @Test
  void a_hot_sku_takes_at_most_a_hundred_and_twenty_writes_on_two_replicas() {
    assertThat(writesOfTwoHundredOn(2)).isBetween(1, 120);
  }

  /** Each command on a replica of its own: nothing is decided together. */
  @Test
  void without_deciding_together_the_outcome_is_the_same_and_the_writes_are_many() {
    assertThat(writesOfTwoHundredOn(200)).isGreaterThan(200);
  }

  /** Attempts that were lost to another writer included. */
  private int writesOfTwoHundredOn(int replicas) {
    batch(LAMP, 150);
    List<AllocationService> all = replicas(replicas);

    List<String> outcomes =
        outcomes(IntStream.range(0, 200).mapToObj(i -> one(all, i, request("order-" + i, 1))));

    log.info(
        "A hot SKU: 200 allocations at once on {} replicas took {} writes of its stock, {} lost",
        replicas,
        stockWrites,
        lostRaces);
    assertThat(count(outcomes, "created")).isEqualTo(150);
    assertThat(count(outcomes, "OUT_OF_STOCK")).isEqualTo(50);
    assertThat(batch(LAMP).allocated()).isEqualTo(150);
    assertThat(stored.lines).hasSize(150);
    return stockWrites.get();
  }

  @Test
  void a_delivery_that_shrinks_among_a_hundred_who_want_it_leaves_stock_and_lines_agreed() {
    batch(LAMP, 100);
    List<AllocationService> two = replicas(2);
    IntStream.range(0, 80).forEach(i -> stored.lines.put(line("old-" + i), held("old-" + i)));
    stored.stocks.put(
        LAMP, new Stock(LAMP, 2, List.of(new Batch(ref("b"), 100, 80, 0, null, null)), List.of()));

    Mono<AllocationResult.BatchSet> shrink = two.get(0).set(LAMP, delivery("b", 5), soon());
    List<String> outcomes =
        outcomes(
            Stream.concat(
                Stream.of(shrink.then(Mono.empty())),
                IntStream.range(0, 100).mapToObj(i -> one(two, i, request("new-" + i, 1)))));

    assertThat(outcomes).hasSize(100).containsAnyOf("OUT_OF_STOCK");
    assertThat(batch(LAMP).allocated()).isEqualTo(5);
    assertThat(
            stored.lines.values().stream()
                .filter(line -> line.state() == OrderLine.State.ALLOCATED)
                .count())
        .isEqualTo(5);
    assertThat(two.get(1).audit(LAMP, soon()).block()).isEmpty();
  }

  private static OrderLine held(String order) {
    return new OrderLine(
        line(order),
        1,
        OrderLine.State.ALLOCATED,
        ref("b"),
        Clock.systemUTC().instant(),
        null,
        1,
        1);
  }
}
