package io.pannier.cart.adapter.in.web.v2;

import static io.pannier.cart.CartFixture.POLICY;
import static io.pannier.cart.CartFixture.emptyCart;
import static io.pannier.cart.CartFixture.product;
import static org.assertj.core.api.Assertions.assertThat;

import io.pannier.cart.domain.model.Cart;
import io.pannier.cart.domain.model.CartLine;
import io.pannier.cart.domain.model.StoredCart;
import io.pannier.offer.domain.model.Offers;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a cart's totals count. */
class CartV2TotalsTest {

  /** How many a line may hold is configuration, up to the largest integer. */
  @Test
  void units_of_lines_that_are_as_large_as_can_be_add_up() {
    StoredCart empty = emptyCart();
    StoredCart large =
        new StoredCart(
            empty.id(),
            2,
            empty.owner(),
            empty.state(),
            empty.currency(),
            List.of(
                new CartLine(product(1), Integer.MAX_VALUE, null),
                new CartLine(product(2), Integer.MAX_VALUE, null)),
            empty.createdAt(),
            empty.updatedAt(),
            empty.expiresAt());

    CartV2Response.Totals totals =
        CartV2Response.Totals.from(new Cart(large, Offers.NONE, POLICY), Set.of());

    assertThat(totals.units()).isEqualTo(2L * Integer.MAX_VALUE);
  }
}
