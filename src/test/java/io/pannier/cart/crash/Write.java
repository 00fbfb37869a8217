package io.pannier.cart.crash;

import io.pannier.shared.model.ProductId.Upc;
import io.pannier.shared.model.Upcs;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * One more of each of some products, which belong together: all of them are taken or none. Only
 * writes of one kind are about a product, so that its quantity counts them.
 *
 * @param key names it; absent from one that cannot be repeated
 */
record Write(Kind kind, @Nullable String key) {

  enum Kind {
    ADD(false, 1),
    KEYED_ADD(true, 2),
    BATCH(false, 3, 4, 5),
    KEYED_BATCH(true, 6, 7, 8);

    private final boolean keyed;

    @SuppressWarnings("ImmutableEnumChecker") // it is: a stream's list of records
    private final List<Upc> products;

    Kind(boolean keyed, int... products) {
      this.keyed = keyed;
      this.products = IntStream.of(products).mapToObj(Upcs::numbered).toList();
    }

    boolean isKeyed() {
      return keyed;
    }

    List<Upc> products() {
      return products;
    }
  }

  static Write random(Random random) {
    Kind kind = Kind.values()[random.nextInt(Kind.values().length)];
    return new Write(kind, kind.isKeyed() ? Long.toHexString(random.nextLong()) : null);
  }

  /** Below the cart's own path. */
  String path() {
    return kind.products.size() == 1 ? "/items" : "/items/batch";
  }

  String body() {
    String entries =
        kind.products().stream()
            .map(upc -> "{\"upc\": \"" + upc.text() + "\"}")
            .collect(Collectors.joining(", "));
    return kind.products.size() == 1
        ? entries
        : "{\"mode\": \"ATOMIC\", \"items\": [" + entries + "]}";
  }
}
