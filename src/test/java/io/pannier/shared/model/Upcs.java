package io.pannier.shared.model;

import static java.util.stream.Collectors.toCollection;

import io.pannier.shared.model.ProductId.Upc;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.IntStream;

/** Valid product numbers, as many as a test needs. */
public final class Upcs {

  private Upcs() {}

  /** The product with this number, of up to nine digits. */
  public static Upc numbered(int number) {
    String digits = String.format("0036%09d", number);
    return IntStream.range(0, 10)
        .mapToObj(checkDigit -> digits + checkDigit)
        .filter(Upcs::isValid)
        .map(Upc::parse)
        .findFirst()
        .orElseThrow();
  }

  /** So many different products. */
  public static Set<ProductId> many(int count) {
    return IntStream.rangeClosed(1, count)
        .mapToObj(Upcs::numbered)
        .collect(toCollection(LinkedHashSet::new));
  }

  /** All of these at one location. */
  public static Set<ProductAtLocation> at(int location, Set<ProductId> upcs) {
    return upcs.stream()
        .map(upc -> new ProductAtLocation(upc, new SellingLocationId(location)))
        .collect(toCollection(LinkedHashSet::new));
  }

  /** The 14 digits of a product that is known by its GTIN. */
  public static String gtin14(ProductId id) {
    return ((Upc) id).gtin14();
  }

  private static boolean isValid(String gtin) {
    try {
      Upc.parse(gtin);
      return true;
    } catch (InvalidValueException e) {
      return false;
    }
  }
}
