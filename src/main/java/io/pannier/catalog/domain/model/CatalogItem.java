package io.pannier.catalog.domain.model;

import io.pannier.shared.model.InvalidValueException;
import io.pannier.shared.model.ProductId;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A product as the catalog describes it.
 *
 * @param name absent where what the catalog sent cannot be shown
 * @param description absent where the catalog has none
 * @param brand absent where the catalog has none
 * @param orderLimits no wider than those of carts; absent where no quantity can be bought
 */
public record CatalogItem(
    ProductId id,
    @Nullable String name,
    @Nullable String description,
    @Nullable String brand,
    Lifecycle lifecycle,
    List<Image> images,
    @Nullable OrderLimits orderLimits) {

  public CatalogItem {
    if (name != null && name.isBlank()) {
      throw new InvalidValueException("a name that is known can be read");
    }
    images = List.copyOf(images);
  }

  /** Whether it is for sale at all; how many of it are in stock does not matter here. */
  public boolean isSellable() {
    return lifecycle.isSellable() && orderLimits != null;
  }

  /** The picture to show where there is room for one. */
  public Optional<Image> primaryImage() {
    for (Image image : images) {
      if (image.role().equals("PRIMARY")) {
        return Optional.of(image);
      }
    }
    return images.isEmpty() ? Optional.empty() : Optional.of(images.get(0));
  }

  /** Where a product stands in its life. */
  public enum Lifecycle {
    ACTIVE,
    PRE_SALE,
    DISCONTINUED,
    RECALLED,
    /** Not for sale, and why is not known. */
    WITHDRAWN;

    /** Only what is active may be sold. */
    public boolean isSellable() {
      return this == ACTIVE;
    }
  }

  /**
   * A picture of a product.
   *
   * @param role what it shows, in the catalog's own words, as in {@code PRIMARY}
   */
  public record Image(String role, URI url) {}

  /**
   * How many of a product one line of an order may hold, in eaches. There is always such a
   * quantity, and all from minimum to maximum by the multiple are allowed.
   *
   * @param minimum a multiple itself
   * @param maximum a multiple itself
   * @param multiple quantities are multiples of it, counted from 0
   * @param perOrder how many all lines of the product may hold together; at least the maximum
   */
  public record OrderLimits(int minimum, int maximum, int multiple, int perOrder) {

    /** Of a product without rules of its own. */
    public static final OrderLimits NONE = new OrderLimits(1, Integer.MAX_VALUE, 1);

    public OrderLimits {
      if (minimum < 1
          || maximum < minimum
          || perOrder < maximum
          || multiple < 1
          || minimum % multiple != 0
          || maximum % multiple != 0) {
        throw new InvalidValueException(
            "not limits: " + minimum + " to " + maximum + " by " + multiple + " of " + perOrder);
      }
    }

    /** With one maximum, for each line and for all lines together. */
    public OrderLimits(int minimum, int maximum, int multiple) {
      this(minimum, maximum, multiple, maximum);
    }

    /**
     * The limits of a product by its own rules, which may allow no quantity at all: 5 to 5 by 2.
     *
     * @return empty where they allow none
     * @throws InvalidValueException unless each is at least 1 and the minimum is not above the
     *     maximum
     */
    public static Optional<OrderLimits> of(int minimum, int maximum, int multiple) {
      if (minimum < 1 || maximum < minimum || multiple < 1) {
        throw new InvalidValueException(
            "no quantity is from " + minimum + " to " + maximum + " by " + multiple);
      }
      return tightened(minimum, maximum, multiple, maximum);
    }

    /**
     * These limits, with at most this many in a line.
     *
     * @return empty where no quantity is left
     */
    public Optional<OrderLimits> within(int most) {
      return tightened(minimum, Math.min(maximum, most), multiple, perOrder);
    }

    public boolean allows(int quantity) {
      return quantity >= minimum && quantity <= maximum && quantity % multiple == 0;
    }

    private static Optional<OrderLimits> tightened(
        int minimum, int maximum, int multiple, int perOrder) {
      long least = ((long) minimum + multiple - 1) / multiple * multiple;
      int greatest = maximum - Math.floorMod(maximum, multiple);
      return least <= greatest
          ? Optional.of(new OrderLimits((int) least, greatest, multiple, perOrder))
          : Optional.empty();
    }
  }
}
