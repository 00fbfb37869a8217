package io.pannier.cart.application;

import static io.pannier.cart.CartFixture.TISSUES;
import static io.pannier.cart.CartFixture.at;
import static io.pannier.cart.CustomerScene.ANN;
import static io.pannier.cart.CustomerScene.AS_ANN;
import static io.pannier.cart.CustomerScene.AS_BOB;
import static io.pannier.cart.CustomerScene.AS_ORDER_SYSTEM;
import static io.pannier.cart.CustomerScene.NOBODY;
import static io.pannier.cart.Outcomes.codeOf;
import static io.pannier.cart.Outcomes.done;
import static io.pannier.cart.Outcomes.failed;
import static io.pannier.cart.Outcomes.failure;
import static org.assertj.core.api.Assertions.assertThat;

import io.pannier.cart.CustomerScene;
import io.pannier.cart.CustomerScene.GuestsCart;
import io.pannier.cart.InMemoryActiveCarts;
import io.pannier.cart.InMemoryCartRepository;
import io.pannier.cart.Outcomes.Failed;
import io.pannier.cart.domain.model.CartId;
import io.pannier.cart.domain.model.CartState;
import io.pannier.cart.domain.model.StoredCart;
import io.pannier.shared.model.ProductAtLocation;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is gone when a customer's data is erased, and what stays when that fails half-way. */
class CartErasingTest {

  private static final ProductAtLocation PRODUCT = at(TISSUES, 1);

  private final InMemoryCartRepository repository = new InMemoryCartRepository();
  private final InMemoryActiveCarts activeCarts = new InMemoryActiveCarts();
  private final CustomerScene scene = CustomerScene.over(repository, activeCarts);

  @Test
  void all_carts_of_the_customer_go_in_whatever_state_and_no_others() {
    CartId closed = filledAndClosed();
    GuestsCart merged = scene.guestsCart(PRODUCT, 1);
    CartId expired = scene.annsCart();
    done(scene.merge(expired, merged));
    scene.clock.pass(Duration.ofDays(91));
    CartId active = scene.annsCart();
    CartId bobs = done(scene.create(AS_BOB)).cart().stored().id();
    GuestsCart guests = scene.guestsCart();
    assertThat(Set.of(closed, expired, active)).hasSize(3);

    scene.eraseMine(AS_ANN).block();

    assertThat(repository.all())
        .extracting(StoredCart::id)
        .containsExactlyInAnyOrder(bobs, guests.id());
    assertThat(activeCarts.of(ANN)).isEmpty();
    assertThat(codeOf(scene.viewMine(AS_ANN))).isEqualTo("CART_NOT_FOUND");
    assertThat(done(scene.viewMine(AS_BOB)).stored().id()).isEqualTo(bobs);
  }

  @Test
  void repeating_it_and_erasing_nothing_is_harmless() {
    scene.annsCart();

    scene.eraseMine(AS_ANN).block();
    scene.eraseMine(AS_ANN).block();
    scene.eraseMine(AS_BOB).block();

    assertThat(repository.all()).isEmpty();
    CartId anew = scene.annsCart();
    assertThat(done(scene.viewMine(AS_ANN)).stored().id()).isEqualTo(anew);
  }

  @Test
  void guests_and_those_who_may_not_are_refused_and_nothing_is_asked() {
    scene.annsCart();
    repository.forgetCalls();

    assertThat(codeOf(scene.eraseMine(NOBODY))).isEqualTo("UNAUTHENTICATED");
    assertThat(codeOf(scene.eraseMine(scene.guestsCart().guest()))).isEqualTo("UNAUTHENTICATED");
    assertThat(codeOf(scene.eraseMine(AS_ORDER_SYSTEM))).isEqualTo("FORBIDDEN");

    assertThat(repository.calls()).doesNotContain("eraseAll");
    assertThat(activeCarts.of(ANN)).isPresent();
  }

  @Test
  void a_guest_s_cart_of_a_merge_that_was_interrupted_goes_too() {
    CartId anns = scene.annsCart();
    GuestsCart guests = scene.guestsCart(PRODUCT, 1);
    repository.isDownAfterChanges(1);
    failure(scene.merge(anns, guests));
    repository.isUpAgain();
    assertThat(scene.stored(guests.id()).state()).isEqualTo(new CartState.Merged(anns));

    scene.eraseMine(AS_ANN).block();

    assertThat(repository.all()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void failed_half_way_it_says_what_may_have_happened_and_a_repeat_ends_it(int changes) {
    scene.annsCart();
    repository.isDownAfterChanges(changes);

    Failed cut = failed(scene.eraseMine(AS_ANN));

    assertThat(cut.code()).isEqualTo("STORAGE_UNAVAILABLE");
    assertThat(cut.changeMayHaveHappened()).isEqualTo(changes > 0);
    repository.isUpAgain();
    scene.eraseMine(AS_ANN).block();
    assertThat(repository.all()).isEmpty();
    assertThat(activeCarts.of(ANN)).isEmpty();
  }

  @Test
  void a_pointer_that_cannot_be_erased_is_said_and_erased_by_a_repeat() {
    scene.annsCart();
    activeCarts.isDown();

    Failed cut = failed(scene.eraseMine(AS_ANN));

    assertThat(cut.changeMayHaveHappened()).isTrue();
    activeCarts.isUpAgain();
    assertThat(activeCarts.of(ANN)).isPresent();
    scene.eraseMine(AS_ANN).block();
    assertThat(activeCarts.of(ANN)).isEmpty();
  }

  /** Else it would be a second active cart, once the customer creates another. */
  @Test
  void a_cart_that_is_created_meanwhile_goes_with_the_pointer_to_it() {
    scene.annsCart();
    activeCarts.isOvertakenBy(scene::annsCart);

    scene.eraseMine(AS_ANN).block();

    assertThat(activeCarts.of(ANN)).isEmpty();
    assertThat(repository.all()).isEmpty();
  }

  /** The guest may still look at it; it names nobody, and expires. */
  @Test
  void erasing_one_cart_leaves_the_guest_s_cart_that_was_merged_into_it() {
    CartId anns = scene.annsCart();
    GuestsCart merged = scene.guestsCart(PRODUCT, 1);
    done(scene.merge(anns, merged));

    scene.erase(anns, AS_ANN).block();

    assertThat(repository.all()).extracting(StoredCart::id).containsExactly(merged.id());
    assertThat(activeCarts.of(ANN)).isEmpty();
  }

  @Test
  void a_stranger_who_erases_a_cart_erases_nothing() {
    CartId anns = scene.annsCart();
    done(scene.merge(anns, scene.guestsCart(PRODUCT, 1)));

    scene.erase(anns, AS_BOB).block();

    assertThat(repository.all()).hasSize(2);
  }

  private CartId filledAndClosed() {
    CartId cart = scene.annsCart();
    scene.holds(cart, AS_ANN, PRODUCT, 1);
    done(scene.close(cart, 2, "order-1"));
    return cart;
  }
}
