package io.pannier.allocation.domain.model;

import io.pannier.shared.model.InvalidValueException;
import io.pannier.shared.model.ProductId.Sku;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A delivery of a SKU. Shipping moves units from {@code allocated} to {@code shipped}; the quantity
 * is all that was or will be received, and may be set below what is promised.
 *
 * @param quantity units received, or to be received, in total
 * @param allocated units that lines hold
 * @param shipped units that have left
 * @param eta when it arrives; absent if it is here
 * @param revision of the last message that set it, if it had one
 */
public record Batch(
    Reference reference,
    long quantity,
    long allocated,
    long shipped,
    @Nullable LocalDate eta,
    @Nullable Long revision) {

  public static final long MOST = 1_000_000_000L;

  /** In stock before inbound, then the earliest arrival, then the reference. */
  static final Comparator<Batch> IN_ORDER_OF_ALLOCATION =
      Comparator.comparing(Batch::eta, Comparator.nullsFirst(Comparator.naturalOrder()))
          .thenComparing(batch -> batch.reference().value());

  public Batch {
    if (quantity < 0 || quantity > MOST) {
      throw new InvalidValueException("must be from 0 to " + MOST);
    }
    if (allocated < 0 || shipped < 0) {
      throw new IllegalStateException(
          "batch "
              + reference
              + " would have "
              + allocated
              + " units allocated and "
              + shipped
              + " shipped");
    }
    if (revision != null && revision < 0) {
      throw new InvalidValueException("must be 0 or more");
    }
  }

  /** Names a batch among those of its SKU. */
  public record Reference(String value) {

    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9_.-]{0,63}");

    public Reference {
      if (!isOne(value)) {
        throw new InvalidValueException(
            "must be 1 to 64 of A-Z, a-z, 0-9, '_', '-' and '.', and not begin with a '.'");
      }
    }

    /** Whether a text can be the reference of a batch. */
    public static boolean isOne(String text) {
      return FORM.matcher(text).matches();
    }

    @Override
    public String toString() {
      return value;
    }
  }

  /**
   * What a warehouse says of a batch.
   *
   * @param revision of the message; one that is lower than the batch's comes too late
   */
  public record Delivery(
      Reference reference, long quantity, @Nullable LocalDate eta, @Nullable Long revision) {}

  /**
   * A batch that its stock no longer lists: it is exhausted, or was deleted, which leaves quantity
   * 0. So a late repeat of its delivery brings back its counts and no units that were sold.
   *
   * @param version of the stock at which the counts were taken
   */
  public record KeptAside(Sku sku, Batch batch, long version) {

    /** Whether nothing ever came of it: for readers there is no such batch, only its revision. */
    public boolean isNothing() {
      return batch.quantity() == 0 && batch.shipped() == 0;
    }
  }

  static Batch of(Delivery delivery) {
    return new Batch(
        delivery.reference(), delivery.quantity(), 0, 0, delivery.eta(), delivery.revision());
  }

  /** Units that a line could still get. */
  public long free() {
    return Math.max(0, quantity - allocated - shipped);
  }

  /** Allocated units that are too many; what was shipped stays shipped. */
  public long excess() {
    return Math.max(0, Math.min(allocated, allocated + shipped - quantity));
  }

  public boolean isHere() {
    return eta == null;
  }

  /** Whether nothing is free and nothing allocated. */
  boolean isExhausted() {
    return free() == 0 && allocated == 0;
  }

  boolean isNewerThan(Delivery delivery) {
    return revision != null && delivery.revision() != null && delivery.revision() < revision;
  }

  Batch set(Delivery delivery) {
    return new Batch(
        reference,
        delivery.quantity(),
        allocated,
        shipped,
        delivery.eta(),
        delivery.revision() == null ? revision : delivery.revision());
  }

  Batch allocate(long units) {
    return new Batch(reference, quantity, allocated + units, shipped, eta, revision);
  }

  Batch release(long units) {
    return allocate(-units);
  }

  Batch ship(long units) {
    return new Batch(reference, quantity, allocated - units, shipped + units, eta, revision);
  }

  /** What is remembered of it after it was deleted. */
  public Batch emptied() {
    return new Batch(reference, 0, 0, 0, null, revision);
  }
}
