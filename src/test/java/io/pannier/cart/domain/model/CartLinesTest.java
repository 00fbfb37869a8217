package io.pannier.cart.domain.model;

import static io.pannier.cart.CartFixture.POLICY;
import static io.pannier.cart.CartFixture.TISSUES;
import static io.pannier.cart.CartFixture.at;
import static io.pannier.cart.CartFixture.emptyCart;
import static io.pannier.cart.CartFixture.item;
import static io.pannier.cart.CartFixture.policy;
import static io.pannier.cart.CartFixture.price;
import static io.pannier.cart.CartFixture.product;
import static io.pannier.cart.CartFixture.usd;
import static io.pannier.cart.CartFixture.withoutMemory;
import static io.pannier.cart.domain.model.CartBuilder.compose;
import static io.pannier.cart.domain.model.Refusals.refusalOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.pannier.cart.CartFixture;
import io.pannier.catalog.domain.model.CatalogItem;
import io.pannier.catalog.domain.model.CatalogItem.OrderLimits;
import io.pannier.shared.model.ProductAtLocation;
import io.pannier.shared.model.ProductId.Sku;
import io.pannier.shared.model.ProductId.Upc;
import io.pannier.shared.model.SellingLocationId;
import io.pannier.testkit.FakeGateways;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a line is: a product at a location, with words on it; and how it becomes another. */
class CartLinesTest {

  private static final ProductAtLocation LAMP = at(new Sku("COMPLICATED-LAMP"), 1);
  private static final ProductAtLocation LAMP_ELSEWHERE = at(new Sku("COMPLICATED-LAMP"), 412);
  private static final CartLine.Content PLAIN = CartLine.Content.of(LAMP);
  private static final CartLine.Content FOR_ANNA = engraved("For Anna");
  private static final CartLine.Content FOR_BOB = engraved("For Bob");

  private final FakeGateways gateways = FakeGateways.empty().selling(LAMP).selling(LAMP_ELSEWHERE);

  /** Clients keep these ids, and links to them: whatever becomes of the code, they stay. */
  @ParameterizedTest
  @CsvSource({
    "upc, 036000291452, 1, 00036000291452-1",
    "upc, 036000291452, 412, 00036000291452-412",
    "upc, 12345670, 9999, 00000012345670-9999",
    "sku, COMPLICATED-LAMP, 412, s_COMPLICATED-LAMP-412",
    "sku, 00036000291452, 1, s_00036000291452-1",
    "sku, a.b_c-1, 2, s_a.b_c-1-2",
    "sku, w_AAAAAAAAAAAAAAAAAAAAAA, 1, s_w_AAAAAAAAAAAAAAAAAAAAAA-1",
  })
  void the_id_of_a_line_without_words_follows_from_product_and_location(
      String kind, String id, int location, String lineId) {
    ProductAtLocation product =
        kind.equals("upc") ? at(Upc.parse(id), location) : at(new Sku(id), location);

    assertThat(LineId.of(product).value()).isEqualTo(lineId);
    assertThat(LineId.of(product).isWellFormed()).isTrue();
  }

  @Test
  void a_line_with_words_has_an_id_that_tells_nothing() {
    CartLine line = line(cart(FOR_ANNA, 1), FOR_ANNA);
    CartLine again = line(cart(FOR_ANNA, 1), FOR_ANNA);

    assertThat(line.id().value()).matches("w_[A-Za-z0-9_-]{22}");
    assertThat(again.id()).isNotEqualTo(line.id());
  }

  @Test
  void the_same_words_again_are_more_on_one_line_and_other_words_are_another_line() {
    Cart cart = compose(cart(FOR_ANNA, 1), gateways);
    LineId id = line(cart.stored(), FOR_ANNA).id();

    Cart.Decision again = cart.add(entry(FOR_ANNA, 2));
    Cart.Decision other = again.cart().add(entry(FOR_BOB, 1));

    assertThat(again.results()).containsExactly(CartEntry.Result.taken(LAMP, id, false));
    assertThat(other.cart().stored().lines())
        .extracting(CartLine::content, CartLine::quantity)
        .containsExactly(tuple(FOR_ANNA, 3), tuple(FOR_BOB, 1));
  }

  @Test
  void minimum_and_multiple_hold_for_each_line_and_the_maximum_for_all_together() {
    limits(2, 8, 2);
    Cart cart = compose(cart(FOR_ANNA, 4), gateways);

    assertThat(refusalOf(() -> cart.add(entry(FOR_BOB, 3))).figures())
        .containsExactlyInAnyOrderEntriesOf(Map.of("minimum", 2, "maximum", 4, "multiple", 2));
    assertThat(cart.add(entry(FOR_BOB, 4)).cart().stored().quantityOf(LAMP)).isEqualTo(8);
    Cart full = compose(cart(FOR_ANNA, 8), gateways);
    assertThat(refusalOf(() -> full.add(entry(FOR_BOB, 2))).figures()).containsEntry("maximum", 0);
  }

  @Test
  void stock_is_shared_by_all_lines_of_the_product_at_the_location() {
    gateways.selling(LAMP, price("9.99"), 10);
    Cart cart = compose(cart(FOR_ANNA, 6), gateways);

    assertThat(refusalOf(() -> cart.add(entry(FOR_BOB, 5))))
        .isEqualTo(new Refusal.InsufficientStock(5, 6, 10));
    assertThat(cart.add(entry(FOR_BOB, 4)).cart().stored().quantityOf(LAMP)).isEqualTo(10);
  }

  @Test
  void earlier_entries_of_a_batch_count() {
    gateways.selling(LAMP, price("9.99"), 10);
    Cart cart = compose(emptyCart(), gateways, LAMP);

    Cart.Decision decision =
        cart.addWhatFits(List.of(entry(FOR_ANNA, 6), entry(FOR_BOB, 5), entry(FOR_ANNA, 1)));

    assertThat(decision.cart().stored().lines()).hasSize(1);
    assertThat(decision.results().get(1).refusal())
        .isEqualTo(new Refusal.InsufficientStock(5, 7, 10));
  }

  @Test
  void a_change_of_one_line_counts_the_others() {
    gateways.selling(LAMP, price("9.99"), 10);
    StoredCart stored = cart(FOR_ANNA, 6).withEntry(entry(FOR_BOB, 3), 3);
    Cart cart = compose(stored, gateways);
    LineId bobs = line(stored, FOR_BOB).id();

    assertThat(refusalOf(() -> cart.replaceLine(bobs, CartLine.Change.toQuantity(5))))
        .isEqualTo(new Refusal.InsufficientStock(5, 6, 10));
  }

  @Test
  void what_is_short_shows_on_each_line_that_shares() {
    gateways.selling(LAMP, price("9.99"), 8);
    StoredCart stored = cart(FOR_ANNA, 6).withEntry(entry(FOR_BOB, 3), 3);

    assertThat(compose(stored, gateways).notices())
        .extracting(Notice::code, Notice::lineId)
        .containsExactly(
            tuple(Notice.Code.INSUFFICIENT_STOCK, line(stored, FOR_ANNA).id()),
            tuple(Notice.Code.INSUFFICIENT_STOCK, line(stored, FOR_BOB).id()));
  }

  @Test
  void a_cart_has_room_for_16_kibibytes_of_words() {
    StoredCart stored = emptyCart();
    for (int n = 0; n < 8; n++) {
      CartLine.Content content = wordy("" + n);
      stored = stored.withEntry(entry(content, 1), 1);
    }
    CartLine.Content more = wordy("9");

    assertThat(stored.refusalOfLine(more, POLICY)).contains(new Refusal.CartFull());
    assertThat(stored.refusalOfLine(PLAIN, POLICY)).as("without words").isEmpty();
    assertThat(stored.refusalOfLine(wordy("3"), POLICY)).as("a line that is there").isEmpty();
  }

  @Test
  void a_line_moves_to_another_store_in_one_step_and_takes_its_price_there() {
    gateways.selling(LAMP_ELSEWHERE, price("8.00"), 1000);
    StoredCart stored = cart(PLAIN, 2).withEntry(CartFixture.entry(product(1), 1), 1);
    gateways.selling(product(1));
    Cart cart = compose(stored, gateways, LAMP_ELSEWHERE);

    Cart.Decision moved = cart.replaceLine(LineId.of(LAMP), to(412));

    assertThat(moved.results())
        .containsExactly(CartEntry.Result.taken(LAMP_ELSEWHERE, LineId.of(LAMP_ELSEWHERE), true));
    assertThat(moved.cart().stored().lines())
        .extracting(CartLine::product)
        .containsExactly(LAMP_ELSEWHERE, product(1));
    assertThat(line(moved.cart().stored(), CartLine.Content.of(LAMP_ELSEWHERE)).reference())
        .isEqualTo(usd("8.00"));
  }

  @Test
  void where_the_cart_has_that_line_already_the_quantities_add() {
    StoredCart stored = cart(PLAIN, 2).withEntry(new CartEntry(LAMP_ELSEWHERE, 3), 3);
    Cart cart = compose(stored, gateways);

    Cart.Decision moved = cart.replaceLine(LineId.of(LAMP), to(412));

    assertThat(moved.cart().stored().lines()).hasSize(1);
    assertThat(moved.cart().stored().quantityOf(LAMP_ELSEWHERE)).isEqualTo(5);
  }

  @Test
  void a_move_obeys_the_rules_of_adding_and_counts_the_cart_without_the_line() {
    limits(1, 5, 1);
    gateways.selling(LAMP_ELSEWHERE, price("8.00"), 4);
    limits(1, 5, 1);
    Cart cart = compose(cart(PLAIN, 5), gateways, LAMP_ELSEWHERE);

    assertThat(refusalOf(() -> cart.replaceLine(LineId.of(LAMP), to(412))))
        .isEqualTo(new Refusal.InsufficientStock(5, 0, 4));
    assertThat(
            cart.replaceLine(
                    LineId.of(LAMP), new CartLine.Change(4, new SellingLocationId(412), null))
                .cart()
                .stored()
                .quantityOf(LAMP_ELSEWHERE))
        .isEqualTo(4);
  }

  @Test
  void a_full_cart_can_move_a_line() {
    CartPolicy oneOfEach = policy(1, 1);
    StoredCart stored = cart(PLAIN, 1);

    assertThat(stored.refusalOfLine(CartLine.Content.of(LAMP_ELSEWHERE), oneOfEach)).isPresent();
    Cart cart = compose(stored, gateways, oneOfEach, LAMP_ELSEWHERE);
    assertThat(cart.replaceLine(LineId.of(LAMP), to(412)).cart().stored().lines()).hasSize(1);
  }

  @Test
  void other_words_keep_the_price_that_the_customer_accepted() {
    StoredCart stored = emptyCart().withLine(new CartLine(LAMP, 2, usd("5.00")));
    CartLine.Change engraving = new CartLine.Change(null, null, FOR_ANNA.attributes());
    CartLine plain = stored.lines().get(0);

    StoredCart changed = stored.replaceLine(plain, engraving);

    assertThat(engraving.onlyReduces(stored, plain, POLICY)).isTrue();
    assertThat(changed.lines())
        .extracting(CartLine::content, CartLine::quantity, CartLine::reference)
        .containsExactly(tuple(FOR_ANNA, 2, usd("5.00")));
  }

  @Test
  void words_can_be_taken_away() {
    StoredCart stored = cart(FOR_ANNA, 2).withEntry(entry(PLAIN, 1), 1);

    StoredCart changed =
        stored.replaceLine(
            line(stored, FOR_ANNA), new CartLine.Change(null, null, Attributes.NONE));

    assertThat(changed.lines()).extracting(CartLine::id).containsExactly(LineId.of(LAMP));
    assertThat(changed.quantityOf(LAMP)).isEqualTo(3);
  }

  @Test
  void more_of_it_or_another_place_has_to_be_decided_and_fewer_or_nothing_has_not() {
    StoredCart stored = cart(FOR_ANNA, 5);
    CartLine line = line(stored, FOR_ANNA);

    assertThat(CartLine.Change.toQuantity(6).onlyReduces(stored, line, POLICY)).isFalse();
    assertThat(to(412).onlyReduces(stored, line, POLICY)).isFalse();
    assertThat(CartLine.Change.toQuantity(5).onlyReduces(stored, line, POLICY)).isTrue();
    assertThat(new CartLine.Change(4, null, Attributes.NONE).onlyReduces(stored, line, POLICY))
        .isTrue();
    assertThat(
            new CartLine.Change(0, new SellingLocationId(412), null)
                .onlyReduces(stored, line, POLICY))
        .isTrue();
    StoredCart more = stored.withEntry(entry(PLAIN, 998), 998);
    assertThat(new CartLine.Change(null, null, Attributes.NONE).onlyReduces(more, line, POLICY))
        .as("together more than a line can hold")
        .isFalse();
  }

  @Test
  void a_merge_tells_lines_apart_by_their_words_and_names_them_by_id() {
    StoredCart guests = cart(FOR_ANNA, 1).withEntry(entry(FOR_BOB, 2), 2);
    StoredCart mine = cart(FOR_ANNA, 3);

    ChangeableCart merged =
        withoutMemory(mine).merge(guests, CartMerge.Strategy.SUM, CartFixture.NOW, POLICY);

    assertThat(merged.stored().lines())
        .extracting(CartLine::content, CartLine::quantity)
        .containsExactly(tuple(FOR_ANNA, 4), tuple(FOR_BOB, 2));
    assertThat(merged.merges().newestFirst().get(0).report())
        .extracting(CartMerge.Line::lineId)
        .containsExactly(line(mine, FOR_ANNA).id(), line(guests, FOR_BOB).id());
  }

  private void limits(int minimum, int maximum, int multiple) {
    gateways
        .catalog()
        .has(
            item(
                LAMP.id(),
                CatalogItem.Lifecycle.ACTIVE,
                new OrderLimits(minimum, maximum, multiple)));
  }

  private static CartLine.Change to(int location) {
    return new CartLine.Change(null, new SellingLocationId(location), null);
  }

  private static CartLine.Content engraved(String words) {
    return new CartLine.Content(LAMP, Attributes.of(Map.of("engraving", words)));
  }

  /** Nearly as much as a line can have: 2047 bytes. */
  private static CartLine.Content wordy(String number) {
    Map<String, String> words = new TreeMap<>();
    for (char name = 'a'; name < 'k'; name++) {
      words.put("n" + name, "\u20ac".repeat(67) + number);
    }
    return new CartLine.Content(at(TISSUES, 1), Attributes.of(words));
  }

  private static CartEntry entry(CartLine.Content content, int quantity) {
    return new CartEntry(content, quantity, null);
  }

  private static StoredCart cart(CartLine.Content content, int quantity) {
    return emptyCart().withEntry(entry(content, quantity), quantity);
  }

  private static CartLine line(StoredCart cart, CartLine.Content content) {
    return cart.line(content).orElseThrow();
  }
}
