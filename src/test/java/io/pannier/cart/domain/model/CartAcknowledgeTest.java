package io.pannier.cart.domain.model;

import static io.pannier.cart.CartFixture.SOAP;
import static io.pannier.cart.CartFixture.TISSUES;
import static io.pannier.cart.CartFixture.at;
import static io.pannier.cart.CartFixture.emptyCart;
import static io.pannier.cart.CartFixture.entry;
import static io.pannier.cart.CartFixture.price;
import static io.pannier.cart.CartFixture.usd;
import static io.pannier.cart.domain.model.CartBuilder.compose;
import static io.pannier.cart.domain.model.Refusals.caught;
import static io.pannier.cart.domain.model.Refusals.refusalOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.pannier.cart.Shelf;
import io.pannier.inventory.domain.model.StockLevel;
import io.pannier.shared.model.Money;
import io.pannier.shared.model.ProductAtLocation;
import io.pannier.shared.model.Reason;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The customer accepts prices that have changed. */
class CartAcknowledgeTest {

  private static final ProductAtLocation PRODUCT = at(TISSUES, 1);
  private static final ProductAtLocation OTHER = at(SOAP, 1);

  private final Shelf shelf = Shelf.empty().selling(PRODUCT).selling(OTHER);

  /** One of each, accepted at 9.99. */
  private final StoredCart cart =
      compose(emptyCart(), shelf, PRODUCT, OTHER)
          .addAll(List.of(entry(PRODUCT, 1), entry(OTHER, 1)))
          .cart()
          .stored();

  @Test
  void the_price_becomes_the_new_reference_and_its_notice_is_gone() {
    shelf.pricing().has(PRODUCT, price("10.49")).has(OTHER, price("8.49"));
    List<Notice> notices = compose(cart, shelf).notices();
    assertThat(notices).hasSize(2);

    Cart acknowledged = compose(cart, shelf).acknowledge(List.of(notices.get(0).id()));

    assertThat(references(acknowledged)).containsExactly(usd("10.49"), usd("9.99"));
    assertThat(acknowledged.notices()).containsExactly(notices.get(1));
  }

  @Test
  void several_at_once() {
    shelf.pricing().has(PRODUCT, price("10.49")).has(OTHER, price("8.49"));

    Cart acknowledged = compose(cart, shelf).acknowledge(ids(cart));

    assertThat(references(acknowledged)).containsExactly(usd("10.49"), usd("8.49"));
  }

  @Test
  void repeating_it_is_harmless() {
    shelf.pricing().has(PRODUCT, price("10.49"));
    List<String> ids = ids(cart);
    StoredCart once = compose(cart, shelf).acknowledge(ids).stored();

    assertThat(compose(once, shelf).acknowledge(ids).stored()).isEqualTo(once);
  }

  @Test
  void acknowledging_nothing_changes_nothing() {
    shelf.pricing().has(PRODUCT, price("10.49"));

    assertThat(compose(cart, shelf).acknowledge(List.of()).stored()).isEqualTo(cart);
  }

  @Test
  void a_price_that_has_moved_on_is_refused_naming_its_notice() {
    shelf.pricing().has(PRODUCT, price("10.49")).has(OTHER, price("8.49"));
    List<String> ids = ids(cart);
    shelf.pricing().has(PRODUCT, price("11.49"));

    UnknownNoticesException refused =
        caught(UnknownNoticesException.class, () -> compose(cart, shelf).acknowledge(ids));

    assertThat(refused.noticeIds()).containsExactly(ids.get(0));
  }

  @Test
  void facts_cannot_be_acknowledged_and_every_offender_is_named() {
    shelf.inventory().has(PRODUCT, StockLevel.of(0, null));
    List<String> ids = new ArrayList<>(ids(cart));
    ids.add("never-seen");

    UnknownNoticesException refused =
        caught(UnknownNoticesException.class, () -> compose(cart, shelf).acknowledge(ids));

    assertThat(refused.noticeIds()).isEqualTo(ids).hasSize(2);
  }

  @Test
  void a_price_that_nobody_can_tell_now_cannot_be_accepted_with_the_worst_reason() {
    shelf.pricing().has(PRODUCT, price("10.49"));
    List<String> ids = ids(cart);
    shelf.pricing().cannotTell(PRODUCT, Reason.TIMEOUT).cannotTell(OTHER, Reason.UPSTREAM_ERROR);

    assertThat(refusalOf(() -> compose(cart, shelf).acknowledge(ids)))
        .isEqualTo(Refusal.untold(Reason.UPSTREAM_ERROR));
  }

  @Test
  void a_fact_is_told_from_a_price_even_while_a_price_is_not_known() {
    shelf.inventory().has(PRODUCT, StockLevel.of(0, null));
    shelf.pricing().cannotTell(OTHER, Reason.TIMEOUT);
    List<String> ids = ids(cart);

    assertThat(
            caught(UnknownNoticesException.class, () -> compose(cart, shelf).acknowledge(ids))
                .noticeIds())
        .isEqualTo(ids);
  }

  @Test
  void another_line_s_unknown_price_does_not_stand_in_the_way() {
    shelf.pricing().has(PRODUCT, price("10.49")).cannotTell(OTHER, Reason.TIMEOUT);

    assertThat(references(compose(cart, shelf).acknowledge(ids(cart))))
        .containsExactly(usd("10.49"), usd("9.99"));
  }

  /** It is a write that knows prices. */
  @Test
  void a_line_that_was_added_without_a_price_gets_its_reference_too() {
    StoredCart unpriced = cart.withQuantity(at(SOAP, 412), 1);
    shelf.selling(at(SOAP, 412));
    shelf.pricing().has(PRODUCT, price("10.49"));

    Cart acknowledged = compose(unpriced, shelf).acknowledge(ids(unpriced));

    assertThat(references(acknowledged)).containsExactly(usd("10.49"), usd("9.99"), usd("9.99"));
  }

  private List<String> ids(StoredCart stored) {
    return compose(stored, shelf).notices().stream().map(Notice::id).toList();
  }

  private static List<@Nullable Money> references(Cart cart) {
    List<@Nullable Money> references = new ArrayList<>();
    cart.stored().lines().forEach(line -> references.add(line.reference()));
    return references;
  }
}
