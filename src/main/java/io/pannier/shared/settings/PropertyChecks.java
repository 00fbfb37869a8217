package io.pannier.shared.settings;

import io.pannier.shared.model.InvalidValueException;
import io.pannier.shared.model.SellingLocationId;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.IllformedLocaleException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.util.unit.DataSize;

/**
 * Checks configured values at the start, so that a wrong one does not show only at the first
 * request. Errors name the whole property and never repeat its value.
 */
public final class PropertyChecks {

  private static final Set<String> SCHEMES = Set.of("http", "https");
  private static final Pattern HEADER = Pattern.compile("[\\x20-\\x7E]+");

  private PropertyChecks() {}

  /** An http or https address without credentials, query or fragment. */
  public static void address(String property, @Nullable URI value) {
    URI address = required(property, value);
    if (!isHttp(address) || address.getQuery() != null) {
      throw new UnusablePropertyException(
          property, "must be an http or https address without credentials or query");
    }
  }

  /** As {@link #address}, but it may have a query, since it is requested as it is. */
  public static void resource(String property, @Nullable URI value) {
    if (!isHttp(required(property, value))) {
      throw new UnusablePropertyException(
          property, "must be an http or https address without credentials");
    }
  }

  private static URI required(String property, @Nullable URI value) {
    if (value == null || value.toString().isBlank()) {
      throw missing(property);
    }
    return value;
  }

  private static boolean isHttp(URI address) {
    return !hasControlCharacter(address.getSchemeSpecificPart())
        && address.getScheme() != null
        && SCHEMES.contains(address.getScheme())
        && address.getHost() != null
        && address.getUserInfo() == null
        && address.getFragment() == null;
  }

  /** A text of one line; white space around it is removed. */
  public static String text(String property, @Nullable String value) {
    if (value == null || value.isBlank()) {
      throw missing(property);
    }
    String text = value.strip();
    requireOneLine(property, text);
    return text;
  }

  /** Texts of one line each; there may be none. */
  public static List<String> texts(String property, Collection<String> values) {
    return values.stream().map(value -> text(property, value)).toList();
  }

  /**
   * Tags of languages (BCP 47), at least one and none twice, in their canonical form. A faulty one
   * is named by its place.
   */
  public static List<String> languages(String property, List<String> values) {
    if (values.isEmpty()) {
      throw missing(property);
    }
    List<String> tags = new ArrayList<>();
    for (String value : values) {
      String entry = property + "[" + tags.size() + "]";
      String tag = language(entry, value);
      if (tags.contains(tag)) {
        throw new UnusablePropertyException(entry, "must be a language that is not there already");
      }
      tags.add(tag);
    }
    return List.copyOf(tags);
  }

  private static String language(String entry, @Nullable String value) {
    try {
      Locale locale = new Locale.Builder().setLanguageTag(text(entry, value)).build();
      if (!locale.getLanguage().isEmpty()) {
        return locale.toLanguageTag();
      }
    } catch (IllformedLocaleException malformed) {
      // reported below, without the value
    }
    throw new UnusablePropertyException(entry, "must be the tag of a language, as en or de-CH");
  }

  /** A key that is sent as a header (RFC 9110, 5.5), where white space around it means nothing. */
  public static Secret apiKey(String property, @Nullable Secret value) {
    return new Secret(header(property, required(property, value).value()));
  }

  /** What is sent as a header and is no secret; white space around it is removed. */
  public static String header(String property, @Nullable String value) {
    String text = value == null ? "" : value.strip();
    if (text.isEmpty()) {
      throw missing(property);
    }
    if (!HEADER.matcher(text).matches()) {
      throw new UnusablePropertyException(property, "must be one line of printable ASCII");
    }
    return text;
  }

  /** A bearer token (RFC 6750, 2.1). */
  public static Secret bearer(String property, @Nullable Secret value) {
    Secret token = apiKey(property, value);
    if (token.value().indexOf(' ') >= 0) {
      throw new UnusablePropertyException(property, "must be printable ASCII without spaces");
    }
    return token;
  }

  /** The name of a user of Basic authentication (RFC 7617, 2). */
  public static String username(String property, @Nullable String value) {
    String name = text(property, value);
    if (name.indexOf(':') >= 0) {
      throw new UnusablePropertyException(property, "must be a name without a colon");
    }
    return name;
  }

  /** A password of Basic authentication (RFC 7617, 2), where spaces count. */
  public static Secret password(String property, @Nullable Secret value) {
    Secret password = required(property, value);
    requireOneLine(property, password.value());
    return password;
  }

  private static void requireOneLine(String property, String text) {
    if (hasControlCharacter(text)) {
      throw new UnusablePropertyException(property, "must be one line without control characters");
    }
  }

  private static Secret required(String property, @Nullable Secret value) {
    if (value == null || value.value().isBlank()) {
      throw missing(property);
    }
    return value;
  }

  private static boolean hasControlCharacter(@Nullable String text) {
    return text != null && text.chars().anyMatch(Character::isISOControl);
  }

  public static void positive(String property, @Nullable Duration value) {
    // Less becomes 0 in APIs that take milliseconds, and some of them read 0 as no limit.
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
          property, "must be a number from " + least + " to " + most);
    }
  }

  public static void sellingLocation(String property, int value) {
    try {
      var unused = new SellingLocationId(value);
    } catch (InvalidValueException invalid) {
      throw new UnusablePropertyException(property, String.valueOf(invalid.getMessage()));
    }
  }

  /** More than nothing, and small enough to fit in memory. */
  public static void size(String property, @Nullable DataSize value) {
    if (value == null || value.toBytes() < 1 || value.toBytes() > Integer.MAX_VALUE) {
      throw new UnusablePropertyException(property, "must be a size of 1B or more, below 2GB");
    }
  }

  private static UnusablePropertyException missing(String property) {
    return new UnusablePropertyException(property, "must be set");
  }
}
