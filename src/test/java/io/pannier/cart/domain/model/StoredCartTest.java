package io.pannier.cart.domain.model;

import static io.pannier.cart.CartFixture.GUEST;
import static io.pannier.cart.CartFixture.NOW;
import static io.pannier.cart.CartFixture.POLICY;
import static io.pannier.cart.CartFixture.TISSUES;
import static io.pannier.cart.CartFixture.USD;
import static io.pannier.cart.CartFixture.at;
import static io.pannier.cart.CartFixture.emptyCart;
import static io.pannier.cart.CartFixture.product;
import static io.pannier.cart.domain.model.CartBuilder.holding;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pannier.offer.domain.model.Offers;
import io.pannier.shared.model.ProductAtLocation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is remembered of a cart: its lines, its times, its versions. */
class StoredCartTest {

  private static final ProductAtLocation PRODUCT = at(TISSUES, 1);

  @Test
  void a_new_cart_is_empty_in_its_first_version() {
    StoredCart cart = StoredCart.create(GUEST, USD, NOW, POLICY);

    assertThat(cart.lines()).isEmpty();
    assertThat(cart.version()).isEqualTo(1);
    assertThat(cart.createdAt()).isEqualTo(NOW);
    assertThat(cart.updatedAt()).isEqualTo(NOW);
    assertThat(cart.owner()).isEqualTo(GUEST);
  }

  @Test
  void a_cart_that_never_had_a_line_is_gone_after_six_hours() {
    StoredCart cart = emptyCart();

    assertThat(cart.isExpired(NOW.plus(Duration.ofHours(6)).minusMillis(1))).isFalse();
    assertThat(cart.isExpired(NOW.plus(Duration.ofHours(6)))).isTrue();
  }

  @Test
  void every_write_makes_the_next_version_and_thirty_more_days() {
    Instant later = NOW.plus(Duration.ofHours(5));

    StoredCart next = holding(1, PRODUCT).next(later, POLICY);

    assertThat(next.version()).isEqualTo(2);
    assertThat(next.updatedAt()).isEqualTo(later);
    assertThat(next.createdAt()).isEqualTo(NOW);
    assertThat(next.isExpired(later.plus(Duration.ofDays(30)).minusMillis(1))).isFalse();
    assertThat(next.isExpired(later.plus(Duration.ofDays(30)))).isTrue();
  }

  @Test
  void a_cart_that_was_emptied_again_lives_as_long_as_one_that_holds_something() {
    StoredCart emptied = holding(1, PRODUCT).next(NOW, POLICY).clear().next(NOW, POLICY);

    assertThat(emptied.expiresAt()).isEqualTo(NOW.plus(Duration.ofDays(30)));
  }

  @Test
  void the_item_list_cannot_be_changed_from_outside() {
    List<CartLine> mine = new ArrayList<>(List.of(new CartLine(PRODUCT, 1, null)));
    StoredCart cart =
        new StoredCart(
            CartId.random(), 1, GUEST, CartState.ACTIVE, USD, mine, NOW, NOW, NOW.plusMillis(1));
    mine.clear();

    assertThat(cart.lines()).hasSize(1);
    List<CartLine> lines = cart.lines();
    assertThatThrownBy(() -> lines.remove(0)).isInstanceOf(UnsupportedOperationException.class);
    List<CartItem> items = new Cart(cart, Offers.NONE, POLICY).items();
    assertThatThrownBy(() -> items.remove(0)).isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void lines_stay_in_the_order_in_which_they_were_added() {
    StoredCart cart = holding(1, product(3), product(1), product(2));

    assertThat(cart.withEntry(new CartEntry(product(1), 9), 9).lines())
        .extracting(CartLine::product)
        .containsExactly(product(3), product(1), product(2));
    assertThat(
            cart.remove(LineId.of(product(3))).withEntry(new CartEntry(product(3), 1), 1).lines())
        .extracting(CartLine::product)
        .containsExactly(product(1), product(2), product(3));
  }

  @Test
  void reduced_to_one_line_it_is_the_same_cart() {
    StoredCart cart = holding(1, product(1), product(2));
    CartLine second = cart.line(LineId.of(product(2))).orElseThrow();

    assertThat(cart.reducedTo(second).lines()).containsExactly(second);
    assertThat(cart.reducedTo(second).id()).isEqualTo(cart.id());
  }
}
