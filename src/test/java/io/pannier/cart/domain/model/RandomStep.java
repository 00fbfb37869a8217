package io.pannier.cart.domain.model;

import io.pannier.shared.model.ProductAtLocation;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/**
 * Something that is done to a cart. Products are named by numbers, so that a step fits any
 * gateways.
 */
record RandomStep(Kind kind, int product, int quantity, int count) {

  /** The names of what can be done. */
  enum Kind {
    ADD,
    ADD_ALL,
    ADD_WHAT_FITS,
    INCREASE,
    DECREASE,
    REMOVE,
    CLEAR,
    ACKNOWLEDGE
  }

  static Arbitrary<List<RandomStep>> sequences(int most) {
    return any().list().ofMinSize(1).ofMaxSize(most);
  }

  static Arbitrary<List<CartEntry>> batches(RandomOffers gateways) {
    return Combinators.combine(
            Arbitraries.integers().between(0, gateways.products().size() - 1), quantities())
        .as((product, quantity) -> new CartEntry(gateways.product(product), quantity))
        .list()
        .ofMinSize(1)
        .ofMaxSize(50);
  }

  static Arbitrary<Integer> quantities() {
    return Arbitraries.frequencyOf(
        Tuple.of(20, Arbitraries.of(6, 12, 30)),
        Tuple.of(4, Arbitraries.integers().between(1, 1_100)),
        Tuple.of(1, Arbitraries.integers().greaterOrEqual(1)));
  }

  private static Arbitrary<RandomStep> any() {
    Arbitrary<Kind> kinds =
        Arbitraries.frequencyOf(
            Tuple.of(20, Arbitraries.of(Kind.class).filter(k -> k != Kind.CLEAR)),
            Tuple.of(1, Arbitraries.just(Kind.CLEAR)));
    Arbitrary<Integer> products = Arbitraries.integers().between(0, 1_000);
    Arbitrary<Integer> counts =
        Arbitraries.oneOf(
            Arbitraries.integers().between(1, 3), Arbitraries.integers().between(1, 50));
    return Combinators.combine(kinds, products, quantities(), counts).as(RandomStep::new);
  }

  /** Whether it can make a line grow. */
  boolean isGrowing() {
    return switch (kind) {
      case ADD, ADD_ALL, ADD_WHAT_FITS, INCREASE -> true;
      case DECREASE, REMOVE, CLEAR, ACKNOWLEDGE -> false;
    };
  }

  /**
   * The cart after it.
   *
   * @throws CartException if the cart refuses it
   */
  Cart doTo(Cart cart, RandomOffers gateways) {
    ProductAtLocation one = gateways.product(product);
    LineId line = LineId.of(one);
    return switch (kind) {
      case ADD -> cart.add(new CartEntry(one, quantity)).cart();
      case ADD_ALL -> cart.addAll(entries(gateways)).cart();
      case ADD_WHAT_FITS -> cart.addWhatFits(entries(gateways)).cart();
      case INCREASE ->
          cart.replaceLine(
                  line,
                  CartLine.Change.toQuantity(
                      cart.stored().quantityOf(one) % 2_000 + quantity % 50 + 1))
              .cart();
      case DECREASE ->
          cart.withStored(
              cart.stored()
                  .line(line)
                  .map(held -> cart.stored().replaceLine(held, fewer(held)))
                  .orElse(cart.stored()));
      case REMOVE -> cart.withStored(cart.stored().remove(line));
      case CLEAR -> cart.withStored(cart.stored().clear());
      case ACKNOWLEDGE -> cart.acknowledge(cart.notices().stream().map(Notice::id).toList());
    };
  }

  private CartLine.Change fewer(CartLine line) {
    return CartLine.Change.toQuantity(quantity % (line.quantity() + 1));
  }

  private List<CartEntry> entries(RandomOffers gateways) {
    return IntStream.range(0, count)
        .mapToObj(n -> new CartEntry(gateways.product(product + n), quantity))
        .toList();
  }
}
