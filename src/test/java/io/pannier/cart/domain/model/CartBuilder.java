package io.pannier.cart.domain.model;

import io.pannier.cart.CartFixture;
import io.pannier.offer.domain.model.Offers;
import io.pannier.shared.model.Deadline;
import io.pannier.shared.model.ProductAtLocation;
import io.pannier.testkit.FakeGateways;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** Composes carts of what is stored and what the gateways say. */
final class CartBuilder {

  private CartBuilder() {}

  /** The cart with what the gateways say of its lines and of these products. */
  static Cart compose(StoredCart stored, FakeGateways gateways, ProductAtLocation... additions) {
    return compose(stored, gateways, CartFixture.POLICY, additions);
  }

  static Cart compose(
      StoredCart stored, FakeGateways gateways, CartPolicy policy, ProductAtLocation... additions) {
    return Objects.requireNonNull(
        gateways
            .cartFactory(policy)
            .compose(
                stored,
                List.of(additions),
                Offers.NONE,
                Locale.ENGLISH,
                Deadline.after(Duration.ofSeconds(5)))
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
