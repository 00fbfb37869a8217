package io.pannier.cart.domain.model;

import static io.pannier.cart.CartFixture.SOAP;
import static io.pannier.cart.CartFixture.TISSUES;
import static io.pannier.cart.CartFixture.at;
import static io.pannier.cart.CartFixture.emptyCart;
import static io.pannier.cart.CartFixture.entry;
import static io.pannier.cart.CartFixture.item;
import static io.pannier.cart.CartFixture.price;
import static io.pannier.cart.CartFixture.usd;
import static io.pannier.cart.domain.model.CartBuilder.compose;
import static io.pannier.cart.domain.model.Refusals.refusalOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.pannier.catalog.domain.model.CatalogItem;
import io.pannier.inventory.domain.model.StockLevel;
import io.pannier.shared.model.Answer.Reason;
import io.pannier.shared.model.Money;
import io.pannier.shared.model.ProductAtLocation;
import io.pannier.testkit.FakeGateways;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The customer accepts prices that have changed. */
class CartAcknowledgeTest {

  private static final ProductAtLocation PRODUCT = at(TISSUES, 1);
  private static final ProductAtLocation OTHER = at(SOAP, 1);

  private final FakeGateways gateways = FakeGateways.empty().selling(PRODUCT).selling(OTHER);

  /** One of each, accepted at 9.99. */
  private final StoredCart cart =
      compose(emptyCart(), gateways, PRODUCT, OTHER)
          .addAll(List.of(entry(PRODUCT, 1), entry(OTHER, 1)))
          .cart()
          .stored();

  @Test
  void the_price_becomes_the_new_reference_and_its_notice_is_gone() {
    gateways.pricing().has(PRODUCT, price("10.49")).has(OTHER, price("8.49"));
    List<Notice> notices = compose(cart, gateways).notices();
    assertThat(notices).hasSize(2);

    Cart acknowledged = compose(cart, gateways).acknowledge(List.of(notices.get(0).id()));

    assertThat(references(acknowledged)).containsExactly(usd("10.49"), usd("9.99"));
    assertThat(acknowledged.notices()).containsExactly(notices.get(1));
  }

  @Test
  void several_at_once() {
    gateways.pricing().has(PRODUCT, price("10.49")).has(OTHER, price("8.49"));

    Cart acknowledged = compose(cart, gateways).acknowledge(ids(cart));

    assertThat(references(acknowledged)).containsExactly(usd("10.49"), usd("8.49"));
  }

  @Test
  void repeating_it_is_harmless() {
    gateways.pricing().has(PRODUCT, price("10.49"));
    List<String> ids = ids(cart);
    StoredCart once = compose(cart, gateways).acknowledge(ids).stored();

    assertThat(compose(once, gateways).acknowledge(ids).stored()).isEqualTo(once);
  }

  /** The answer to the first try was lost, and the price went on meanwhile. */
  @Test
  void repeating_it_is_no_news_either_when_the_price_has_moved_on_or_is_unavailable() {
    gateways.pricing().has(PRODUCT, price("10.49"));
    List<String> ids = ids(cart);
    StoredCart once = compose(cart, gateways).acknowledge(ids).stored();

    gateways.pricing().has(PRODUCT, price("11.49"));
    Cart repeated = compose(once, gateways).acknowledge(ids);
    assertThat(repeated.stored()).isEqualTo(once);
    assertThat(repeated.notices())
        .as("news by itself")
        .containsExactly(Notice.priceChange(LineId.of(PRODUCT), usd("10.49"), usd("11.49")));

    gateways.pricing().isDown(Reason.TIMEOUT);
    assertThat(compose(once, gateways).acknowledge(ids).stored()).isEqualTo(once);
  }

  @Test
  void acknowledging_nothing_changes_nothing() {
    gateways.pricing().has(PRODUCT, price("10.49"));

    assertThat(compose(cart, gateways).acknowledge(List.of()).stored()).isEqualTo(cart);
  }

  @Test
  void of_two_prices_of_which_one_has_moved_on_neither_is_accepted_and_that_one_is_named() {
    gateways.pricing().has(PRODUCT, price("10.49")).has(OTHER, price("8.49"));
    List<String> ids = ids(cart);
    gateways.pricing().has(PRODUCT, price("11.49"));

    assertThat(changedAmong(cart, ids)).containsExactly(ids.get(0));
  }

  @Test
  void a_price_that_went_back_and_a_line_that_is_gone_have_no_notice_any_more() {
    gateways.pricing().has(PRODUCT, price("10.49")).has(OTHER, price("8.49"));
    List<String> ids = ids(cart);
    gateways.pricing().has(PRODUCT, price("9.99"));

    assertThat(changedAmong(cart.remove(LineId.of(OTHER)), ids)).isEqualTo(ids);
  }

  /** Somebody accepted 8.49 meanwhile, so 9.49 is an increase now and no decrease. */
  @Test
  void a_price_that_is_compared_with_another_now_has_another_notice() {
    gateways.pricing().has(PRODUCT, price("9.49"));
    List<String> decrease = ids(cart);
    gateways.pricing().has(PRODUCT, price("8.49"));
    StoredCart lower = compose(cart, gateways).acknowledge(ids(cart)).stored();
    gateways.pricing().has(PRODUCT, price("9.49"));

    assertThat(changedAmong(lower, decrease)).isEqualTo(decrease);
  }

  @Test
  void an_id_that_was_sent_twice_is_named_once() {
    assertThat(changedAmong(cart, List.of("never-seen", "never-seen", "nor-this")))
        .containsExactly("never-seen", "nor-this");
  }

  @Test
  void facts_cannot_be_acknowledged_and_every_one_is_named_before_what_has_changed() {
    gateways.inventory().has(PRODUCT, StockLevel.of(0, null));
    gateways.catalog().has(item(SOAP, CatalogItem.Lifecycle.RECALLED, null));
    List<String> facts = ids(cart);
    List<String> ids = new ArrayList<>(facts);
    ids.add("never-seen");

    Refusal.NotAcknowledgeable refused =
        refusalOf(Refusal.NotAcknowledgeable.class, () -> compose(cart, gateways).acknowledge(ids));

    assertThat(refused.noticeIds()).isEqualTo(facts).hasSize(2);
  }

  @Test
  void a_price_that_is_unavailable_now_cannot_be_accepted_with_the_worst_reason() {
    gateways.pricing().has(PRODUCT, price("10.49"));
    List<String> ids = ids(cart);
    gateways
        .pricing()
        .isUnavailableFor(PRODUCT, Reason.TIMEOUT)
        .isUnavailableFor(OTHER, Reason.UPSTREAM_ERROR);

    assertThat(refusalOf(() -> compose(cart, gateways).acknowledge(ids)))
        .isEqualTo(new Refusal.UpstreamUnavailable(Reason.UPSTREAM_ERROR));
  }

  @Test
  void a_fact_is_told_from_a_price_even_while_a_price_is_not_known() {
    gateways.inventory().has(PRODUCT, StockLevel.of(0, null));
    gateways.pricing().isUnavailableFor(OTHER, Reason.TIMEOUT);
    List<String> ids = ids(cart);

    assertThat(
            refusalOf(
                    Refusal.NotAcknowledgeable.class,
                    () -> compose(cart, gateways).acknowledge(ids))
                .noticeIds())
        .isEqualTo(ids);
  }

  @Test
  void another_line_s_unknown_price_does_not_stand_in_the_way() {
    gateways.pricing().has(PRODUCT, price("10.49")).isUnavailableFor(OTHER, Reason.TIMEOUT);

    assertThat(references(compose(cart, gateways).acknowledge(ids(cart))))
        .containsExactly(usd("10.49"), usd("9.99"));
  }

  /** It is a write that knows prices. */
  @Test
  void a_line_that_was_added_without_a_price_gets_its_reference_too() {
    StoredCart unpriced = cart.withEntry(new CartEntry(at(SOAP, 412), 1), 1);
    gateways.selling(at(SOAP, 412));
    gateways.pricing().has(PRODUCT, price("10.49"));

    Cart acknowledged = compose(unpriced, gateways).acknowledge(ids(unpriced));

    assertThat(references(acknowledged)).containsExactly(usd("10.49"), usd("9.99"), usd("9.99"));
  }

  private List<String> changedAmong(StoredCart stored, List<String> noticeIds) {
    return refusalOf(
            Refusal.NoticesChanged.class, () -> compose(stored, gateways).acknowledge(noticeIds))
        .noticeIds();
  }

  private List<String> ids(StoredCart stored) {
    return compose(stored, gateways).notices().stream().map(Notice::id).toList();
  }

  private static List<@Nullable Money> references(Cart cart) {
    List<@Nullable Money> references = new ArrayList<>();
    cart.stored().lines().forEach(line -> references.add(line.reference()));
    return references;
  }
}
