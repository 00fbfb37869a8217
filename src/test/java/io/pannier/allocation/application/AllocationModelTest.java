package io.pannier.allocation.application;

import static org.assertj.core.api.Assertions.assertThat;

import io.pannier.allocation.InMemoryAllocations;
import io.pannier.allocation.domain.model.Batch;
import io.pannier.allocation.domain.model.OrderLine;
import io.pannier.allocation.domain.model.Stock;
import io.pannier.shared.model.Deadline;
import io.pannier.shared.model.ProductId.Sku;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.RandomDistribution;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.AfterTry;
import net.jqwik.api.lifecycle.BeforeTry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import reactor.test.scheduler.VirtualTimeScheduler;

/**
 * Random interleavings of single store operations: two replicas that allocate, release, ship,
 * shrink, grow and delete, with revisions and without, are killed between any two of them, and
 * whose operations wake up late. Each of the mistakes that the protocol is there to prevent is seen
 * to be found.
 */
class AllocationModelTest {

  private static final Logger log = LoggerFactory.getLogger(AllocationModelTest.class);

  private static long runs;
  private static long operations;
  private static long movements;
  private static long kills;
  private static long woken;

  private VirtualTimeScheduler time = VirtualTimeScheduler.create();

  @BeforeTry
  void stop_the_clock() {
    time = VirtualTimeScheduler.getOrSet();
  }

  @AfterTry
  void let_it_go_on() {
    VirtualTimeScheduler.reset();
  }

  @AfterContainer
  static void figures() {
    log.info(
        "Model test: {} interleavings of {} single operations, {} movements, {} kills, {} sleepers",
        runs,
        operations,
        movements,
        kills,
        woken);
  }

  @Provide
  Arbitrary<List<Long>> choices() {
    return Arbitraries.longs()
        .between(0, 99_999_999_999L)
        .withDistribution(RandomDistribution.uniform())
        .list()
        .ofMinSize(50)
        .ofMaxSize(250);
  }

  @Property(tries = 400)
  void whatever_happens_stock_and_lines_agree_to_the_unit(@ForAll("choices") List<Long> choices) {
    run(choices, InMemoryAllocations::new);
  }

  @Example
  void lines_that_are_read_before_their_stock_are_found_out() {
    assertThat(runsUntilFound(ReadsLinesFirst::new)).isPositive();
  }

  @Example
  void movements_that_are_ignored_are_found_out() {
    assertThat(runsUntilFound(IgnoresMovements::new)).isPositive();
  }

  @Example
  void movements_that_are_dropped_before_their_line_shows_them_are_found_out() {
    assertThat(runsUntilFound(DropsMovements::new)).isPositive();
  }

  @Example
  void lines_that_are_written_without_comparison_are_found_out() {
    assertThat(runsUntilFound(WritesBlindly::new)).isPositive();
  }

  @Example
  void batches_that_are_forgotten_with_their_counts_are_found_out() {
    assertThat(runsUntilFound(ForgetsBatches::new)).isPositive();
  }

  private void run(List<Long> choices, AllocationWorld.Wiring wiring) {
    AllocationWorld world = new AllocationWorld(time, wiring);
    try {
      choices.forEach(world::act);
      world.end();
    } finally {
      runs++;
      operations += world.operations;
      movements += world.movements();
      kills += world.kills;
      woken += world.woken;
    }
  }

  /** How many runs it takes; -1 if none of many finds anything. */
  private int runsUntilFound(AllocationWorld.Wiring mistake) {
    Random random = new Random(4711);
    for (int run = 1; run <= 5_000; run++) {
      try {
        run(random.longs(200, 0, 100_000_000_000L).boxed().toList(), mistake);
      } catch (AllocationWorld.Violation found) {
        log.info("The seeded mistake was found in run {}: {}", run, found.getMessage());
        return run;
      }
    }
    return -1;
  }

  /** The two reads swapped. */
  private static final class ReadsLinesFirst extends InMemoryAllocations {
    ReadsLinesFirst(Stored stored, Gate gate) {
      super(stored, gate);
    }

    @Override
    public Mono<Read> read(Sku sku, Function<Stock, Set<OrderLine.Id>> lines, Deadline deadline) {
      return gate.pass(() -> Map.copyOf(stored.lines))
          .flatMap(
              earlier ->
                  stock(sku, deadline)
                      .map(
                          stock -> {
                            Set<OrderLine.Id> wanted = new HashSet<>(lines.apply(stock));
                            return new Read(
                                stock,
                                new Lines(
                                    earlier.entrySet().stream()
                                        .filter(line -> wanted.contains(line.getKey()))
                                        .collect(
                                            Collectors.toMap(
                                                Map.Entry::getKey, Map.Entry::getValue)),
                                    Set.of()));
                          }));
    }
  }

  /** What is unsettled is neither finished nor kept. */
  private static final class IgnoresMovements extends InMemoryAllocations {
    IgnoresMovements(Stored stored, Gate gate) {
      super(stored, gate);
    }

    @Override
    public Mono<Read> read(Sku sku, Function<Stock, Set<OrderLine.Id>> lines, Deadline deadline) {
      return super.read(sku, lines, deadline)
          .map(read -> new Read(withoutMovements(read.stock()), read.lines()));
    }
  }

  /** A stock forgets its movements at once. */
  private static final class DropsMovements extends InMemoryAllocations {
    DropsMovements(Stored stored, Gate gate) {
      super(stored, gate);
    }

    @Override
    public Mono<Void> write(Stock next, long before, Deadline deadline) {
      return super.write(next, before, deadline)
          .then(
              Mono.fromRunnable(
                  () ->
                      stored.stocks.computeIfPresent(
                          next.sku(), (sku, stock) -> withoutMovements(stock))));
    }
  }

  /** The last to write a line wins. */
  private static final class WritesBlindly extends InMemoryAllocations {
    WritesBlindly(Stored stored, Gate gate) {
      super(stored, gate);
    }

    @Override
    public Mono<Void> write(OrderLine next, long before, Deadline deadline) {
      return gate.pass(
              () -> {
                stored.lines.put(next.id(), next);
                return true;
              })
          .then();
    }
  }

  /** A batch that left its stock is as if it had never been. */
  private static final class ForgetsBatches extends InMemoryAllocations {
    ForgetsBatches(Stored stored, Gate gate) {
      super(stored, gate);
    }

    @Override
    public Mono<Batch.KeptAside> find(Sku sku, Batch.Reference reference, Deadline deadline) {
      return Mono.empty();
    }
  }

  private static Stock withoutMovements(Stock stock) {
    return new Stock(stock.sku(), stock.version(), stock.batches(), List.of());
  }
}
