package io.pannier.allocation.application;

import io.pannier.allocation.InMemoryAllocations;
import io.pannier.allocation.domain.model.Batch;
import io.pannier.allocation.domain.model.Movement;
import io.pannier.allocation.domain.model.OrderLine;
import io.pannier.allocation.domain.model.OrderLine.State;
import io.pannier.allocation.domain.model.Refusal;
import io.pannier.allocation.domain.model.Stock;
import io.pannier.shared.model.Deadline;
import io.pannier.shared.model.ProductId.Sku;
import io.pannier.shared.storage.ChangeInDoubt;
import io.pannier.shared.storage.LostRace;
import io.pannier.shared.storage.StorageFailure;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeoutException;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;
import reactor.test.scheduler.VirtualTimeScheduler;

/**
 * Two replicas whose store holds every single operation until told, and a plain model beside them:
 * what each line is, by the movements that were written into stocks, and what each batch therefore
 * holds and shipped. Whatever contradicts the model is a violation.
 */
final class AllocationWorld {

  /** How a replica reaches the store: as it should, or with a mistake. */
  @FunctionalInterface
  interface Wiring
      extends BiFunction<
          InMemoryAllocations.Stored, InMemoryAllocations.Gate, InMemoryAllocations> {}

  /** Something that must never be. */
  static final class Violation extends AssertionError {
    Violation(String what) {
      super(what);
    }
  }

  private static final List<Sku> SKUS = List.of(new Sku("LAMP"), new Sku("VASE"));
  private static final LocalDate SOON = LocalDate.parse("2026-12-03");

  /** A batch whose lines take more than one round to leave it. */
  private static final Batch.Reference BIG = new Batch.Reference("big");

  private static final int IN_BIG = Stock.MOST_UNSETTLED + 5;
  private static final Duration LONG = Duration.ofHours(1);

  private final VirtualTimeScheduler time;
  private final Wiring wiring;
  private final Model model = new Model();
  private final List<Replica> replicas = new ArrayList<>();
  private final List<Runnable> sleepers = new ArrayList<>();
  private final List<Consumer<AllocationService>> sent = new ArrayList<>();
  int operations;
  int kills;
  int woken;

  AllocationWorld(VirtualTimeScheduler time, Wiring wiring) {
    this.time = time;
    this.wiring = wiring;
    SKUS.forEach(this::crowd);
    replicas.add(new Replica());
    replicas.add(new Replica());
  }

  long movements() {
    return model.movements;
  }

  /**
   * All but two places are taken by batches that lines hold, so that others are kept aside; one of
   * them by many lines.
   */
  private void crowd(Sku sku) {
    List<Batch> batches = new ArrayList<>();
    batches.add(new Batch(BIG, IN_BIG, IN_BIG, 0, null, null));
    for (int number = 0; number < Stock.MOST_BATCHES - 3 + IN_BIG; number++) {
      Batch.Reference reference =
          number < IN_BIG ? BIG : new Batch.Reference("crowd-" + (number - IN_BIG));
      if (number >= IN_BIG) {
        batches.add(new Batch(reference, 1, 1, 0, null, null));
      }
      OrderLine line =
          new OrderLine(
              new OrderLine.Id(new OrderLine.OrderId("crowd-" + number), sku),
              1,
              State.ALLOCATED,
              reference,
              Clock.systemUTC().instant(),
              null,
              1,
              1);
      model.lines.put(line.id(), line);
      model.truth.put(line.id(), line);
    }
    model.stocks.put(sku, new Stock(sku, 1, batches, List.of()));
  }

  /** Does what a number says: whatever the number, it is something that can happen. */
  void act(long choice) {
    int kind = (int) (choice % 100);
    int which = (int) (choice / 100 % 1_000_000_000);
    if (kind < 28) {
      send(which);
    } else if (kind < 88) {
      pending(which).ifPresent(Operation::happen);
    } else if (kind < 92) {
      pending(which).ifPresent(Operation::happenUnanswered);
    } else if (kind < 94) {
      pending(which).ifPresent(Operation::failBefore);
    } else if (kind < 97) {
      kill(which % replicas.size());
    } else if (!sleepers.isEmpty()) {
      woken++;
      sleepers.remove(which % sleepers.size()).run();
    }
    settle();
  }

  /** Lets all pauses pass; what the services do then, they do here. */
  private void settle() {
    time.advanceTimeBy(Duration.ofMillis(50));
    model.check();
  }

  private Optional<Operation<?>> pending(int which) {
    List<Operation<?>> all = new ArrayList<>();
    replicas.forEach(replica -> all.addAll(replica.pending));
    return all.isEmpty() ? Optional.empty() : Optional.of(all.get(which % all.size()));
  }

  private void kill(int number) {
    kills++;
    Replica dead = replicas.get(number);
    dead.dead = true;
    dead.pending.forEach(operation -> sleepers.add(operation::happenAlone));
    dead.pending.clear();
    replicas.set(number, new Replica());
  }

  private void send(int which) {
    Consumer<AllocationService> command = command(which / 2);
    sent.add(command);
    command.accept(replicas.get(which % 2).service);
  }

  /** A command, and what must hold when it is answered. */
  private Consumer<AllocationService> command(int which) {
    Sku sku = SKUS.get(which / 7 % 8 == 0 ? 1 : 0);
    int kind = which % 7;
    int a = which / 56 % 3;
    int b = which / 168 % 4;
    Long revision = which / 672 % 2 == 0 ? null : Long.valueOf(which / 1344 % 4);
    if (which / 5376 % 80 == 0) {
      return shrinkBig(sku, b);
    }
    OrderLine.Id line = new OrderLine.Id(new OrderLine.OrderId("order-" + a), sku);
    Batch.Reference batch = new Batch.Reference("batch-" + a);
    Deadline deadline = Deadline.after(LONG);
    return switch (kind) {
      case 0, 1, 2 ->
          service ->
              answered(
                  service.allocate(new OrderLine.Request(line, 1 + b / 2, revision), deadline),
                  result -> model.acknowledged(result.line()));
      case 3 -> service -> answered(service.release(line, revision, deadline), done -> {});
      case 4 ->
          service ->
              answered(service.ship(line, deadline), result -> model.acknowledged(result.line()));
      case 5 ->
          service ->
              answered(
                  set(
                      service,
                      sku,
                      new Batch.Delivery(batch, 1 + b, b == 3 ? SOON : null, revision),
                      deadline),
                  result -> result.displaced().forEach(model::acknowledged));
      default ->
          service ->
              answered(
                  b == 0
                      ? service.delete(sku, batch, deadline)
                      : set(
                              service,
                              sku,
                              new Batch.Delivery(batch, b / 2, null, revision),
                              deadline)
                          .then(),
                  done -> {});
    };
  }

  private Consumer<AllocationService> shrinkBig(Sku sku, int b) {
    return service ->
        answered(
            set(service, sku, new Batch.Delivery(BIG, b, null, null), Deadline.after(LONG)),
            result -> {
              result.displaced().forEach(model::acknowledged);
              if (result.batch().excess() > 0) {
                throw new Violation("lines were left, with time to move them");
              }
            });
  }

  private Mono<AllocationResult.BatchSet> set(
      AllocationService service, Sku sku, Batch.Delivery delivery, Deadline deadline) {
    List<Long> delivering =
        model.delivering.computeIfAbsent(
            sku + "/" + delivery.reference(), batch -> new ArrayList<>());
    delivering.add(delivery.quantity());
    return service
        .set(sku, delivery, deadline)
        .doFinally(end -> delivering.remove(delivery.quantity()));
  }

  private <T> void answered(Mono<T> call, Consumer<T> check) {
    call.subscribe(
        result -> model.examine(() -> check.accept(result)),
        failure -> {
          if (!isForeseen(failure)) {
            model.examine(
                () -> {
                  throw new Violation("a defect: " + failure);
                });
          }
        });
  }

  private static boolean isForeseen(Throwable failure) {
    return failure instanceof Refusal.RefusedException
        || failure instanceof StorageFailure
        || failure instanceof ChangeInDoubt
        || failure instanceof LostRace;
  }

  /** Every sleeper wakes up, all is answered, every command is repeated; then all must agree. */
  void end() {
    while (!sleepers.isEmpty()) {
      sleepers.remove(0).run();
      settle();
    }
    drain();
    for (Consumer<AllocationService> command : List.copyOf(sent)) {
      command.accept(replicas.get(0).service);
      drain();
    }
    for (Sku sku : SKUS) {
      for (int order = 0; order < 3; order++) {
        OrderLine.Id line = new OrderLine.Id(new OrderLine.OrderId("order-" + order), sku);
        replicas
            .get(0)
            .service
            .release(line, null, Deadline.after(LONG))
            .subscribe(r -> {}, e -> {});
        drain();
      }
    }
    model.agree();
  }

  private void drain() {
    for (int steps = 0; steps < 100_000; steps++) {
      settle();
      Optional<Operation<?>> next = pending(0);
      if (next.isEmpty()) {
        return;
      }
      next.get().happen();
    }
    throw new Violation("it never ends");
  }

  /** One process. */
  private final class Replica implements InMemoryAllocations.Gate {
    final List<Operation<?>> pending = new ArrayList<>();
    final AllocationService service;
    boolean dead;

    Replica() {
      InMemoryAllocations store = wiring.apply(model, this);
      service =
          new AllocationService(
              store,
              store,
              store,
              Clock.system(ZoneOffset.UTC),
              event -> {},
              Duration.ofMillis(500));
    }

    @Override
    public <T> Mono<T> pass(Callable<T> operation) {
      return Mono.create(
          sink -> {
            if (!dead) {
              pending.add(new Operation<>(this, operation, sink));
            }
          });
    }
  }

  /** A single operation that a replica has sent. */
  private final class Operation<T> {
    private final Replica replica;
    private final Callable<T> operation;
    private final MonoSink<T> sink;

    Operation(Replica replica, Callable<T> operation, MonoSink<T> sink) {
      this.replica = replica;
      this.operation = operation;
      this.sink = sink;
    }

    void happen() {
      operations++;
      replica.pending.remove(this);
      T result;
      try {
        result = operation.call();
      } catch (Violation violation) {
        throw violation;
      } catch (Exception lost) {
        sink.error(lost);
        return;
      }
      sink.success(result);
    }

    void happenUnanswered() {
      replica.pending.remove(this);
      happenAlone();
      sink.error(new ChangeInDoubt(StorageFailure.unavailable(new TimeoutException("lost"))));
    }

    void failBefore() {
      replica.pending.remove(this);
      sink.error(StorageFailure.unavailable(new TimeoutException("refused")));
    }

    void happenAlone() {
      operations++;
      try {
        operation.call();
      } catch (Violation violation) {
        throw violation;
      } catch (Exception nobodyHears) {
        // As it should be: whoever sent it is gone.
      }
    }
  }

  /** What is stored, and what must be true of it. */
  private static final class Model extends InMemoryAllocations.Stored {
    final Map<OrderLine.Id, OrderLine> truth = new HashMap<>();

    /** Quantities of deliveries that were sent and not answered, by batch. */
    final Map<String, List<Long>> delivering = new HashMap<>();

    /** The newest of each batch, whether it is listed or not. */
    final Map<String, Long> revisions = new HashMap<>();

    long movements;
    private @Nullable AssertionError violation;

    @Override
    protected void written(Stock before, Stock after) {
      Map<Batch.Reference, Long> used = sums(after.sku(), State.ALLOCATED, State.SHIPPED);
      for (Movement movement : after.unsettled()) {
        OrderLine line = movement.line();
        OrderLine was = truth.get(line.id());
        if (line.sequence() <= before.version()) {
          continue;
        }
        movements++;
        if (was != null && was.state() == State.SHIPPED && line.state() != State.SHIPPED) {
          violated(line.id() + " came back after it was shipped");
        }
        if (was != null && isLower(line.revision(), was.revision())) {
          violated(line.id() + " takes a message that comes too late");
        }
        truth.put(line.id(), line);
      }
      for (Batch batch : after.batches()) {
        long was = used.getOrDefault(batch.reference(), 0L);
        long is = batch.allocated() + batch.shipped();
        if (is > was && is > batch.quantity() && !mayHaveShrunk(before, batch)) {
          violated("more was promised than there is: " + batch);
        }
        String name = after.sku() + "/" + batch.reference();
        if (isLower(batch.revision(), revisions.get(name))) {
          violated("a message that comes too late is applied: " + batch);
        }
        if (batch.revision() != null) {
          revisions.put(name, batch.revision());
        }
      }
      counts(after);
    }

    /** Every batch that a stock lists holds and shipped what the lines say. */
    private void counts(Stock stock) {
      Map<Batch.Reference, Long> held = sums(stock.sku(), State.ALLOCATED);
      Map<Batch.Reference, Long> gone = sums(stock.sku(), State.SHIPPED);
      for (Batch batch : stock.batches()) {
        if (held.getOrDefault(batch.reference(), 0L) != batch.allocated()
            || gone.getOrDefault(batch.reference(), 0L) != batch.shipped()) {
          violated(
              "lines hold %s and shipped %s of %s"
                  .formatted(held.get(batch.reference()), gone.get(batch.reference()), batch));
        }
      }
    }

    /** None is lower than any: whoever tells none keeps the one that is known. */
    private static boolean isLower(@Nullable Long revision, @Nullable Long than) {
      return than != null && (revision == null || revision < than);
    }

    /** In the same write, after it had promised so much. */
    private boolean mayHaveShrunk(Stock before, Batch batch) {
      List<Long> quantities =
          new ArrayList<>(
              delivering.getOrDefault(before.sku() + "/" + batch.reference(), List.of()));
      before.find(batch.reference()).ifPresent(earlier -> quantities.add(earlier.quantity()));
      return quantities.stream()
          .anyMatch(quantity -> quantity >= batch.allocated() + batch.shipped());
    }

    private Map<Batch.Reference, Long> sums(Sku sku, State... states) {
      Map<Batch.Reference, Long> sums = new HashMap<>();
      for (OrderLine line : truth.values()) {
        if (List.of(states).contains(line.state())
            && line.batch() != null
            && line.id().sku().equals(sku)) {
          sums.merge(line.batch(), line.quantity(), Long::sum);
        }
      }
      return sums;
    }

    @Override
    protected void writing(OrderLine line) {
      OrderLine now = lines.get(line.id());
      if (now != null && now.sequence() > line.sequence()) {
        violated(line.id() + " goes back");
      }
    }

    /** What was answered shows: in its line, and in what was decided. */
    void acknowledged(OrderLine line) {
      OrderLine shown = lines.get(line.id());
      OrderLine decided = truth.get(line.id());
      if (shown == null || shown.sequence() < line.sequence()) {
        throw new Violation(line.id() + " was answered and does not show");
      }
      if (decided == null || decided.sequence() < line.sequence()) {
        throw new Violation(line.id() + " was answered and is in no stock");
      }
    }

    void agree() {
      check();
      truth.forEach(
          (id, line) -> {
            if (!Objects.equals(lines.get(id), line)) {
              violated("%s should be %s and reads %s".formatted(id, line, lines.get(id)));
            }
          });
      stocks.values().forEach(this::counts);
      check();
    }

    void examine(Runnable examination) {
      try {
        examination.run();
      } catch (AssertionError found) {
        violation = found;
      }
    }

    private void violated(String what) {
      if (violation == null) {
        violation = new Violation(what);
      }
    }

    void check() {
      if (violation != null) {
        throw violation;
      }
    }
  }
}
