package io.pannier.cart.domain;

import static io.pannier.cart.CartFixture.POLICY;
import static io.pannier.cart.CartFixture.SOAP;
import static io.pannier.cart.CartFixture.TISSUES;
import static io.pannier.cart.CartFixture.at;
import static io.pannier.cart.CartFixture.emptyCart;
import static org.assertj.core.api.Assertions.assertThat;

import io.pannier.cart.domain.model.Cart;
import io.pannier.cart.domain.model.CartEntry;
import io.pannier.cart.domain.model.StoredCart;
import io.pannier.offer.domain.model.Offers;
import io.pannier.offer.domain.model.Section;
import io.pannier.shared.model.Answer;
import io.pannier.shared.model.Answer.Reason;
import io.pannier.shared.model.Deadline;
import io.pannier.shared.model.ProductAtLocation;
import io.pannier.testkit.FakeGateways;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;

/** Carts are composed by one question to each gateway. */
class CartFactoryTest {

  private static final ProductAtLocation PRODUCT = at(TISSUES, 1);
  private static final ProductAtLocation ELSEWHERE = at(TISSUES, 412);
  private static final ProductAtLocation OTHER = at(SOAP, 1);
  private static final Deadline LATER = Deadline.after(Duration.ofMinutes(5));

  private final FakeGateways gateways =
      FakeGateways.empty().selling(PRODUCT).selling(ELSEWHERE).selling(OTHER);
  private final CartFactory factory = gateways.cartFactory(POLICY);
  private final StoredCart empty = emptyCart();

  @Test
  void a_product_at_two_locations_is_one_product_for_the_catalog_and_two_for_the_others() {
    composed(
        factory.compose(empty, List.of(PRODUCT, ELSEWHERE), Offers.NONE, Locale.ENGLISH, LATER));

    assertThat(gateways.catalog().questions()).containsExactly(Set.of(TISSUES));
    assertThat(gateways.pricing().questions()).containsExactly(Set.of(PRODUCT, ELSEWHERE));
    assertThat(gateways.inventory().questions()).containsExactly(Set.of(PRODUCT, ELSEWHERE));
  }

  @Test
  void an_empty_cart_is_composed_without_a_question() {
    assertThat(composed(factory.compose(empty, Locale.ENGLISH, LATER)).items()).isEmpty();

    assertThat(gateways.questions()).containsExactly(0, 0, 0);
  }

  @Test
  void all_gateways_are_asked_before_any_has_answered() {
    gateways.catalog().isSlow(Duration.ofMinutes(4));
    gateways.pricing().isSlow(Duration.ofMinutes(4));
    gateways.inventory().isSlow(Duration.ofMinutes(4));

    Disposable composing =
        factory.compose(empty, List.of(PRODUCT), Offers.NONE, Locale.ENGLISH, LATER).subscribe();

    assertThat(gateways.questions()).containsExactly(1, 1, 1);
    composing.dispose();
  }

  @Test
  void the_gateways_get_the_deadline() {
    composed(factory.compose(empty, List.of(PRODUCT), Offers.NONE, Locale.ENGLISH, LATER));

    assertThat(gateways.catalog().deadlines()).containsExactly(LATER);
    assertThat(gateways.pricing().deadlines()).containsExactly(LATER);
    assertThat(gateways.inventory().deadlines()).containsExactly(LATER);
  }

  @Test
  void what_is_known_is_not_asked_again_not_even_what_was_unavailable() {
    gateways.pricing().isUnavailableFor(PRODUCT, Reason.TIMEOUT);
    Offers known =
        composed(factory.compose(empty, List.of(PRODUCT), Offers.NONE, Locale.ENGLISH, LATER))
            .offers();

    Offers answers =
        composed(factory.compose(empty, List.of(PRODUCT, OTHER), known, Locale.ENGLISH, LATER))
            .offers();

    assertThat(gateways.pricing().questions()).containsExactly(Set.of(PRODUCT), Set.of(OTHER));
    assertThat(answers.pricing().about(PRODUCT).status()).isEqualTo(Answer.Status.UNAVAILABLE);
    assertThat(answers.pricing().about(OTHER).known()).isPresent();
  }

  @ParameterizedTest
  @EnumSource
  void a_section_that_nobody_wants_is_not_asked(Section unwanted) {
    StoredCart holding =
        composed(factory.compose(empty, List.of(PRODUCT), Offers.NONE, Locale.ENGLISH, LATER))
            .add(new CartEntry(PRODUCT, 1))
            .cart()
            .stored();

    composed(
        factory.compose(
            holding, EnumSet.complementOf(EnumSet.of(unwanted)), Locale.ENGLISH, LATER));

    assertThat(gateways.questions())
        .as("once more than for the first composition, save the unwanted")
        .isEqualTo(
            switch (unwanted) {
              case CATALOG -> List.of(1, 2, 2);
              case PRICING -> List.of(2, 1, 2);
              case INVENTORY -> List.of(2, 2, 1);
            });
  }

  private static Cart composed(Mono<Cart> composition) {
    return composition.blockOptional().orElseThrow();
  }
}
