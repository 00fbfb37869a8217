package io.pannier.allocation.domain.model;

import io.pannier.shared.model.ProductId.Sku;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The stock of a SKU: the aggregate that decides every allocation of it. Its size does not grow
 * with the number of lines; lines are passed in as arguments.
 *
 * @param version which every write raises; 0 where nothing is stored. It is the sequence of the
 *     movements that the write makes
 * @param batches in the order in which they came
 * @param unsettled movements that their lines may not show yet
 */
public record Stock(Sku sku, long version, List<Batch> batches, List<Movement> unsettled) {

  public static final int MOST_BATCHES = 200;
  public static final int MOST_UNSETTLED = 50;

  public Stock {
    batches = List.copyOf(batches);
    unsettled = List.copyOf(unsettled);
  }

  public static Stock none(Sku sku) {
    return new Stock(sku, 0, List.of(), List.of());
  }

  public Optional<Batch> find(Batch.Reference reference) {
    return batches.stream().filter(batch -> batch.reference().equals(reference)).findFirst();
  }

  public List<Batch> inOrderOfAllocation() {
    return batches.stream().sorted(Batch.IN_ORDER_OF_ALLOCATION).toList();
  }

  /** Free units that are here. */
  public long available() {
    return batches.stream().filter(Batch::isHere).mapToLong(Batch::free).sum();
  }

  /** Free units that are on their way. */
  public long inbound() {
    return batches.stream().filter(batch -> !batch.isHere()).mapToLong(Batch::free).sum();
  }

  /**
   * The stock that decisions are made on.
   *
   * @param above the greatest sequence of the lines that were read: a stock from a backup may be
   *     behind its lines, and nothing new may have a number that they have seen
   * @param carried movements that could not be shown, which stay
   */
  public Stock next(long above, List<Movement> carried) {
    return new Stock(sku, Math.max(version, above) + 1, batches, carried);
  }

  public boolean hasRoom() {
    return unsettled.size() < MOST_UNSETTLED;
  }

  /** What this version made of a line; empty if it did not touch it. */
  public Optional<OrderLine> moved(OrderLine.Id line) {
    return unsettled.stream()
        .map(Movement::line)
        .filter(made -> made.sequence() == version && made.id().equals(line))
        .findFirst();
  }

  /** The movements that this version made. */
  public List<Movement> made() {
    return unsettled.stream().filter(movement -> movement.line().sequence() == version).toList();
  }

  /**
   * Allocates a line to the first batch that has room for all of it; nothing changes where it is
   * allocated already.
   *
   * @param line as it is now, if it was ever there
   * @param known whether the SKU has batches besides those listed here
   */
  public Stock allocate(
      OrderLine.Request request, @Nullable OrderLine line, boolean known, Instant now) {
    if (line != null) {
      if (line.isNewerThan(request.revision())) {
        throw Refusal.LineConflict.with(line).asException();
      }
      if (line.state() == OrderLine.State.ALLOCATED && line.quantity() == request.quantity()) {
        return learn(line, request.revision(), now);
      }
      if (line.state() == OrderLine.State.ALLOCATED || line.state() == OrderLine.State.SHIPPED) {
        throw Refusal.LineConflict.with(line).asException();
      }
    }
    if (batches.isEmpty() && !known) {
      throw new Refusal.InvalidSku().asException();
    }
    Batch batch =
        firstWithRoom(request.quantity(), null)
            .orElseThrow(() -> outOfStock(request.quantity()).asException());
    OrderLine allocated =
        new OrderLine(
            request.id(),
            request.quantity(),
            OrderLine.State.ALLOCATED,
            batch.reference(),
            line == null ? now : line.later(now),
            request.revision() != null ? request.revision() : line == null ? null : line.revision(),
            version,
            version);
    return put(batch.allocate(request.quantity())).add(line, allocated);
  }

  private Optional<Batch> firstWithRoom(long units, Batch.@Nullable Reference except) {
    return batches.stream()
        .filter(batch -> !batch.reference().equals(except) && batch.free() >= units)
        .min(Batch.IN_ORDER_OF_ALLOCATION);
  }

  private Refusal.OutOfStock outOfStock(long requested) {
    return new Refusal.OutOfStock(
        requested,
        batches.stream().mapToLong(Batch::free).max().orElse(0),
        batches.stream().mapToLong(Batch::free).sum());
  }

  /**
   * Gives a line's units back, or lets go of one that lost its batch.
   *
   * @param revision with which a tombstone is left even where there was no line
   * @param line as it is now, if it was ever there
   */
  public Stock release(
      OrderLine.Id id, @Nullable Long revision, @Nullable OrderLine line, Instant now) {
    if (line == null) {
      return revision == null
          ? this
          : add(
              null,
              new OrderLine(
                  id, 0, OrderLine.State.RELEASED, null, now, revision, version, version));
    }
    if (line.isNewerThan(revision) || line.state() == OrderLine.State.SHIPPED) {
      throw Refusal.LineConflict.with(line).asException();
    }
    if (line.state() == OrderLine.State.RELEASED) {
      return learn(line, revision, now);
    }
    Stock without =
        line.state() == OrderLine.State.ALLOCATED ? put(held(line).release(line.quantity())) : this;
    return without.add(line, line.with(OrderLine.State.RELEASED, null, revision, now, version));
  }

  /** Records that a line's units have left; nothing changes where they had already. */
  public Stock ship(@Nullable OrderLine line, Instant now) {
    if (line == null || line.state() == OrderLine.State.RELEASED) {
      throw new Refusal.OrderNotFound().asException();
    }
    if (line.state() == OrderLine.State.SHIPPED) {
      return this;
    }
    if (line.state() != OrderLine.State.ALLOCATED || !held(line).isHere()) {
      throw Refusal.LineConflict.with(line).asException();
    }
    return put(held(line).ship(line.quantity()))
        .add(line, line.with(OrderLine.State.SHIPPED, line.batch(), null, now, version));
  }

  /** The same line, with the revision of a message that says nothing else new. */
  private Stock learn(OrderLine line, @Nullable Long revision, Instant now) {
    return line.learnsFrom(revision)
        ? add(line, line.with(line.state(), line.batch(), revision, now, version))
        : this;
  }

  /**
   * Moves a line from its batch, which holds too much, to the first other one that has room, or to
   * none.
   */
  public Stock displace(OrderLine line, Instant now) {
    Optional<Batch> other = firstWithRoom(line.quantity(), line.batch());
    Stock without = put(held(line).release(line.quantity()));
    return other
        .map(
            batch ->
                without
                    .put(batch.allocate(line.quantity()))
                    .add(
                        line,
                        line.with(
                            OrderLine.State.ALLOCATED, batch.reference(), null, now, version)))
        .orElseGet(
            () ->
                without.add(
                    line, line.with(OrderLine.State.UNALLOCATED, null, null, now, version)));
  }

  /**
   * What became of a delivery: a batch was set, answered as it was, or the message was too late.
   */
  public record Delivered(Stock stock, Batch batch, boolean created, boolean applied) {}

  /**
   * Sets a batch, absolutely.
   *
   * @param aside the batch as it was kept aside, if it is not here
   * @param removable the batches that may be kept aside to make room: as they were read, since what
   *     is kept aside is written before this version is
   */
  public Delivered set(
      Batch.Delivery delivery, Batch.@Nullable KeptAside aside, List<Batch> removable) {
    Optional<Batch> listed = find(delivery.reference());
    if (listed.isPresent()) {
      Batch batch = listed.get();
      return batch.isNewerThan(delivery)
          ? new Delivered(this, batch, false, false)
          : new Delivered(put(batch.set(delivery)), batch.set(delivery), false, true);
    }
    if (aside != null && aside.batch().isNewerThan(delivery)) {
      return new Delivered(this, aside.batch(), false, false);
    }
    Batch batch = aside == null ? Batch.of(delivery) : aside.batch().set(delivery);
    boolean created = aside == null || aside.isNothing();
    return aside != null && !created && batch.equals(aside.batch())
        ? new Delivered(this, batch, false, true)
        : new Delivered(withRoom(removable).append(batch), batch, created, true);
  }

  private Stock withRoom(List<Batch> removable) {
    if (batches.size() < MOST_BATCHES) {
      return this;
    }
    return batches.stream()
        .filter(batch -> batch.isExhausted() && removable.contains(batch))
        .findFirst()
        .map(this::without)
        .orElseThrow(() -> new Refusal.TooManyBatches().asException());
  }

  /**
   * Takes a batch away that was a mistake; nothing changes where it is not there.
   *
   * @param aside the batch as it was kept aside, if it is not here
   */
  public Stock delete(Batch.Reference reference, Batch.@Nullable KeptAside aside) {
    Optional<Batch> listed = find(reference);
    Optional<Batch> either =
        listed.or(() -> Optional.ofNullable(aside).map(Batch.KeptAside::batch));
    if (either.isPresent() && either.get().allocated() + either.get().shipped() > 0) {
      throw new Refusal.BatchInUse(either.get()).asException();
    }
    return listed.map(this::without).orElse(this);
  }

  /** A batch as the stock lists it, whose line says that it holds units of it. */
  private Batch held(OrderLine line) {
    return find(line.heldBatch())
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "line "
                        + line.id()
                        + " holds units of "
                        + line.heldBatch()
                        + ", which is not there"));
  }

  private Stock put(Batch changed) {
    return withBatches(
        batches.stream()
            .map(batch -> batch.reference().equals(changed.reference()) ? changed : batch)
            .toList());
  }

  private Stock append(Batch batch) {
    return withBatches(Stream.concat(batches.stream(), Stream.of(batch)).toList());
  }

  private Stock without(Batch gone) {
    return withBatches(batches.stream().filter(batch -> !batch.equals(gone)).toList());
  }

  private Stock withBatches(List<Batch> others) {
    return new Stock(sku, version, others, unsettled);
  }

  private Stock add(@Nullable OrderLine before, OrderLine after) {
    List<Movement> all = new ArrayList<>(unsettled);
    all.add(new Movement(before == null ? 0 : before.sequence(), after));
    return new Stock(sku, version, batches, all);
  }
}
