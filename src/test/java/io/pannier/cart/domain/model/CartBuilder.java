package io.pannier.cart.domain.model;

import io.pannier.cart.CartFixture;
import io.pannier.cart.Shelf;
import io.pannier.offer.domain.model.Offers;
import io.pannier.shared.model.Deadline;
import io.pannier.shared.model.ProductAtLocation;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/** Composes carts of what is stored and what is on a shelf. */
final class CartBuilder {

  private CartBuilder() {}

  /** The cart with what the shelf says of its lines and of these products. */
  static Cart compose(StoredCart stored, Shelf shelf, ProductAtLocation... additions) {
    return compose(stored, shelf, CartFixture.POLICY, additions);
  }

  static Cart compose(
      StoredCart stored, Shelf shelf, CartPolicy policy, ProductAtLocation... additions) {
    return Objects.requireNonNull(
        shelf
            .factory(policy)
            .compose(stored, List.of(additions), Offers.NONE, Deadline.after(Duration.ofSeconds(5)))
            .block());
  }

  /** A stored cart that holds so many of each of these, put there without asking anybody. */
  static StoredCart holding(int quantity, ProductAtLocation... products) {
    StoredCart cart = CartFixture.emptyCart();
    for (ProductAtLocation product : products) {
      cart = cart.withEntry(new CartEntry(product, quantity), quantity);
    }
    return cart;
  }
}
