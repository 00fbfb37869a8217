package io.pannier.shared.model;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * What a product is known by: its GTIN, or the shop's own SKU. Which of both is always said beside
 * it and never guessed from its form: {@code 12345678} may be either. Whether a GTIN and a SKU mean
 * the same article is the catalog's business; here they are two products.
 */
public sealed interface ProductId {

  /** As it is shown, beside the word for its kind. */
  String text();

  <T> T fold(Function<? super Upc, ? extends T> upc, Function<? super Sku, ? extends T> sku);

  /** Those of one kind, in their order. */
  static <T extends ProductId> List<T> only(Class<T> kind, Collection<ProductId> ids) {
    List<T> ofKind = new ArrayList<>(ids.size());
    for (ProductId id : ids) {
      if (kind.isInstance(id)) {
        ofKind.add(kind.cast(id));
      }
    }
    return ofKind;
  }

  /**
   * A product's number: a GTIN-8, -12, -13 or -14 with a valid check digit (GS1 General
   * Specifications, section 7.9), kept as 14 digits so that every way of writing it is one value.
   */
  record Upc(String gtin14) implements ProductId {

    private static final String ALL_ZEROS = "0".repeat(14);

    public Upc {
      if (gtin14.length() != 14 || !isDigits(gtin14)) {
        throw new InvalidValueException("must be 14 digits");
      }
      if (gtin14.equals(ALL_ZEROS) || checkDigit(gtin14) != gtin14.charAt(13) - '0') {
        throw new InvalidValueException("must have a valid GTIN check digit");
      }
    }

    /**
     * Reads a GTIN of any length.
     *
     * @throws InvalidValueException if the text is not 8, 12, 13 or 14 digits or its check digit is
     *     wrong
     */
    public static Upc parse(String text) {
      boolean isOfALength = text.length() == 8 || (text.length() >= 12 && text.length() <= 14);
      if (!isOfALength || !isDigits(text)) {
        throw new InvalidValueException("must be a GTIN of 8, 12, 13 or 14 digits");
      }
      return new Upc("0".repeat(14 - text.length()) + text);
    }

    /** The shortest form that clients are shown: 12 digits, else 13, else 14. */
    @Override
    public String text() {
      if (gtin14.startsWith("00")) {
        return gtin14.substring(2);
      }
      return gtin14.startsWith("0") ? gtin14.substring(1) : gtin14;
    }

    @Override
    public <T> T fold(
        Function<? super Upc, ? extends T> upc, Function<? super Sku, ? extends T> sku) {
      return upc.apply(this);
    }

    @Override
    public String toString() {
      return text();
    }

    private static boolean isDigits(String text) {
      for (int i = 0; i < text.length(); i++) {
        if (text.charAt(i) < '0' || text.charAt(i) > '9') {
          return false;
        }
      }
      return true;
    }

    private static int checkDigit(String gtin14) {
      int sum = 0;
      for (int i = 0; i < 13; i++) {
        sum += (gtin14.charAt(i) - '0') * (i % 2 == 0 ? 3 : 1);
      }
      return (10 - sum % 10) % 10;
    }
  }

  /** The shop's own number of an article, which it may give to what has no GTIN. Case counts. */
  record Sku(String value) implements ProductId {

    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9_.-]{0,63}");

    public Sku {
      if (!isOne(value)) {
        throw new InvalidValueException(
            "must be 1 to 64 of A-Z, a-z, 0-9, '_', '-' and '.', and not begin with a '.'");
      }
    }

    /** Whether a text can be a SKU. */
    public static boolean isOne(String text) {
      return FORM.matcher(text).matches();
    }

    @Override
    public String text() {
      return value;
    }

    @Override
    public <T> T fold(
        Function<? super Upc, ? extends T> upc, Function<? super Sku, ? extends T> sku) {
      return sku.apply(this);
    }

    @Override
    public String toString() {
      return value;
    }
  }
}
