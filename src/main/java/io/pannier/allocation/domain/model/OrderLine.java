package io.pannier.allocation.domain.model;

import io.pannier.allocation.domain.model.Batch.Reference;
import io.pannier.shared.model.InvalidValueException;
import io.pannier.shared.model.ProductId.Sku;
import java.time.Instant;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A line of an order, and which batch serves it. It is written only by movements.
 *
 * @param quantity units; 0 only in a released line that was never allocated
 * @param batch absent where it holds none
 * @param changedAt never before it was changed the last time, whatever a clock says
 * @param revision of the newest message about it that had one
 * @param since the sequence of the movement that allocated it; being moved keeps it
 * @param sequence of the last movement that it shows
 */
public record OrderLine(
    Id id,
    long quantity,
    State state,
    @Nullable Reference batch,
    Instant changedAt,
    @Nullable Long revision,
    long since,
    long sequence) {

  public static final long MOST = 1_000_000L;

  /** What has become of a line. More may come. */
  public enum State {
    /** It holds units of a batch. */
    ALLOCATED,
    /** It gave its units back. */
    RELEASED,
    /** Its batch shrank, and no other had room. */
    UNALLOCATED,
    /** Its units have left. */
    SHIPPED
  }

  public OrderLine {
    if (quantity < (state == State.RELEASED ? 0 : 1) || quantity > MOST) {
      throw new InvalidValueException("must be from 1 to " + MOST);
    }
    boolean holds = state == State.ALLOCATED || state == State.SHIPPED;
    if (holds == (batch == null)) {
      throw new IllegalArgumentException("a line has a batch while it is allocated or shipped");
    }
    if (revision != null && revision < 0) {
      throw new InvalidValueException("must be 0 or more");
    }
  }

  /** Names a line: an order has one for each SKU. */
  public record Id(OrderId order, Sku sku) {

    /** What it is stored under; an order id has no slash. */
    public String text() {
      return order + "/" + sku;
    }

    @Override
    public String toString() {
      return text();
    }
  }

  /** What the order system calls an order. */
  public record OrderId(String value) {

    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    public OrderId {
      if (!isOne(value)) {
        throw new InvalidValueException("must be 1 to 64 of A-Z, a-z, 0-9, '_' and '-'");
      }
    }

    /** Whether a text can be the id of an order. */
    public static boolean isOne(String text) {
      return FORM.matcher(text).matches();
    }

    @Override
    public String toString() {
      return value;
    }
  }

  /**
   * What an order system wants allocated.
   *
   * @param revision of the message; one that is lower than the line's comes too late
   */
  public record Request(Id id, long quantity, @Nullable Long revision) {}

  /** Whether a message with this revision comes after a newer one. */
  boolean isNewerThan(@Nullable Long message) {
    return revision != null && message != null && message < revision;
  }

  /** Whether a message with this revision says a newer one than is known. */
  boolean learnsFrom(@Nullable Long message) {
    return message != null && !message.equals(revision);
  }

  /** Whether the line's own document already says what this movement, or a later one, made. */
  public boolean shows(Movement movement) {
    return sequence >= movement.line().sequence();
  }

  /** Its batch; an {@link IllegalStateException} where it has none. */
  Reference heldBatch() {
    if (batch == null) {
      throw new IllegalStateException("line " + id + " holds no batch");
    }
    return batch;
  }

  OrderLine with(
      State next,
      @Nullable Reference from,
      @Nullable Long newRevision,
      Instant now,
      long movement) {
    return new OrderLine(
        id,
        quantity,
        next,
        from,
        later(now),
        newRevision == null ? revision : newRevision,
        since,
        movement);
  }

  Instant later(Instant now) {
    return now.isBefore(changedAt) ? changedAt : now;
  }
}
