package io.pannier.shared.configuration;

import io.pannier.shared.model.InvalidValueException;
import io.pannier.shared.model.SellingLocationId;
import java.net.URI;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.util.unit.DataSize;

/**
 * Checks of configured values, each naming the property in full: a service that would fail at its
 * first request does not start instead. The values themselves are never repeated.
 */
public final class RequiredProperty {

  private static final Set<String> SCHEMES = Set.of("http", "https");

  private RequiredProperty() {}

  /** An http or https address without credentials, query or fragment. */
  public static void address(String property, @Nullable URI value) {
    if (value == null || value.toString().isBlank()) {
      throw missing(property);
    }
    boolean usable =
        value.getScheme() != null
            && SCHEMES.contains(value.getScheme())
            && value.getHost() != null
            && value.getUserInfo() == null
            && value.getQuery() == null
            && value.getFragment() == null;
    if (!usable) {
      throw new UnusablePropertyException(
          property, "must be an http or https address without credentials or query");
    }
  }

  public static void text(String property, @Nullable String value) {
    if (value == null || value.isBlank()) {
      throw missing(property);
    }
  }

  public static void secret(String property, @Nullable Secret value) {
    text(property, value == null ? null : value.value());
  }

  public static void positive(String property, @Nullable Duration value) {
    // Less becomes 0 wherever milliseconds are taken, which means no limit to some.
    if (value == null || value.toMillis() < 1) {
      throw new UnusablePropertyException(property, "must be a time of 1ms or longer");
    }
  }

  public static void notNegative(String property, @Nullable Duration value) {
    if (value == null || value.isNegative()) {
      throw new UnusablePropertyException(property, "must be a time of 0 or longer");
    }
  }

  public static void positive(String property, int value) {
    if (value < 1) {
      throw new UnusablePropertyException(property, "must be at least 1");
    }
  }

  public static void between(String property, int value, int least, int most) {
    if (value < least || value > most) {
      throw new UnusablePropertyException(
          property, "must be a number from %d to %d".formatted(least, most));
    }
  }

  public static void sellingLocation(String property, int value) {
    try {
      var unused = new SellingLocationId(value);
    } catch (InvalidValueException invalid) {
      throw new UnusablePropertyException(property, String.valueOf(invalid.getMessage()));
    }
  }

  /** More than nothing, and small enough to be held in memory at all. */
  public static void size(String property, @Nullable DataSize value) {
    if (value == null || value.toBytes() < 1 || value.toBytes() > Integer.MAX_VALUE) {
      throw new UnusablePropertyException(property, "must be a size of 1B or more, below 2GB");
    }
  }

  private static UnusablePropertyException missing(String property) {
    return new UnusablePropertyException(property, "must be set");
  }
}
