package io.pannier.cart.application;

import static io.pannier.cart.CartFixture.GUEST;
import static io.pannier.cart.CartFixture.POLICY;
import static io.pannier.cart.CartFixture.TISSUES;
import static io.pannier.cart.CartFixture.at;
import static io.pannier.cart.CartFixture.entry;
import static io.pannier.cart.CartFixture.taken;
import static io.pannier.cart.CartFixture.usd;
import static io.pannier.cart.application.CartScene.codeOf;
import static io.pannier.cart.application.CartScene.done;
import static org.assertj.core.api.Assertions.assertThat;

import io.pannier.cart.CartFixture;
import io.pannier.cart.domain.model.Attributes;
import io.pannier.cart.domain.model.CartEntry;
import io.pannier.cart.domain.model.CartId;
import io.pannier.cart.domain.model.CartLine;
import io.pannier.cart.domain.model.ChangeableCart;
import io.pannier.cart.domain.model.LineId;
import io.pannier.cart.domain.model.Merges;
import io.pannier.cart.domain.model.Receipts;
import io.pannier.cart.domain.model.StoredCart;
import io.pannier.shared.model.Deadline;
import io.pannier.shared.model.Money;
import io.pannier.shared.model.ProductAtLocation;
import io.pannier.shared.model.ProductId.Sku;
import io.pannier.shared.model.ProductId.Upc;
import io.pannier.shared.model.SellingLocationId;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What a repeated key is compared by. The texts and hashes here stand in receipts of carts, and
 * replicas of other releases compare theirs with them: what is here stays, new forms are added.
 */
class FingerprintTest {

  private static final ProductAtLocation PRODUCT = at(TISSUES, 1);
  private static final ProductAtLocation CASE = at(Upc.parse("10036000291459"), 412);
  private static final Money YEN = new Money(new BigDecimal("1050"), Currency.getInstance("JPY"));
  private static final ProductAtLocation LAMP = at(new Sku("COMPLICATED-LAMP"), 412);
  private static final Attributes FOR_ZOE =
      Attributes.of(Map.of("font", "serif", "engraving", "Für Zoë"));
  private static final ProductAtLocation GUM = at(Upc.parse("40123455"), 9999);

  static Stream<Arguments> golden() {
    return Stream.of(
        Arguments.of(
            add(entry(PRODUCT, 2)).fingerprint(),
            "add CartEntry[product=ProductAtLocation[upc=036000291452, location=1], quantity=2]",
            "2758031776fd85b057c514b521a7f12a4cee18178fd1e519c834150c7834a5da"),
        Arguments.of(
            add(entry(CASE, 1)).fingerprint(),
            "add CartEntry[product=ProductAtLocation[upc=10036000291459, location=412], quantity=1]",
            "a9aea25d869336fafe188c48c5bba3982877095faaafb844f71ecbc6d191472d"),
        Arguments.of(
            batch(CartCommand.BatchMode.ATOMIC, entry(PRODUCT, 2), entry(CASE, 1)).fingerprint(),
            "batch ATOMIC [CartEntry[product=ProductAtLocation[upc=036000291452, location=1], quantity=2],"
                + " CartEntry[product=ProductAtLocation[upc=10036000291459, location=412], quantity=1]]",
            "131ea473c9c35a4b1c72642ab246da0ed7c94f32fd804e42d0c96a190c81f148"),
        Arguments.of(
            batch(CartCommand.BatchMode.PARTIAL, entry(GUM, 999)).fingerprint(),
            "batch PARTIAL [CartEntry[product=ProductAtLocation[upc=000040123455, location=9999],"
                + " quantity=999]]",
            "f1c4d9eecfe0d561fbb89d871a250db71251a4b9220ba58d9d12973041765169"),
        Arguments.of(
            add(shown(PRODUCT, 2, usd("9.99"))).fingerprint(),
            "2|add|00036000291452,1,2,9.99 USD",
            "ad3c5fb101e48f766f7bc49f2697f45443cbf83df76c51ae72603fd19ea575cd"),
        Arguments.of(
            add(shown(PRODUCT, 2, YEN)).fingerprint(),
            "2|add|00036000291452,1,2,1050 JPY",
            "4bf89d6b113d8e1315bf41698db305824fb6eb3df710348b1bc86c53a4dcfd7f"),
        Arguments.of(
            batch(CartCommand.BatchMode.PARTIAL, shown(PRODUCT, 2, usd("9.99")), entry(CASE, 1))
                .fingerprint(),
            "2|batch|PARTIAL|00036000291452,1,2,9.99 USD|10036000291459,412,1,-",
            "b16b608c3d879a857f8f220d613c5e4de9c7194571004f448f0e38a61c5937fe"),
        Arguments.of(
            add(entry(LAMP, 2)).fingerprint(),
            "3|add|sku:COMPLICATED-LAMP,412,2,-,{}",
            "e30a3cafde01d307f844244d733ed3a5720014fcb616634ac2d22f8b1dbbb144"),
        Arguments.of(
            add(new CartEntry(new CartLine.Content(PRODUCT, FOR_ZOE), 1, usd("9.99")))
                .fingerprint(),
            "3|add|upc:00036000291452,1,1,9.99 USD,{engraving=9:Für Zoë,font=5:serif}",
            "d9bc73e576db74f54f29bcab87f6891460f1094507109624426976f378581025"),
        Arguments.of(
            batch(CartCommand.BatchMode.ATOMIC, entry(PRODUCT, 2), entry(LAMP, 1)).fingerprint(),
            "3|batch|ATOMIC|upc:00036000291452,1,2,-,{}|sku:COMPLICATED-LAMP,412,1,-,{}",
            "fb6c955f6883b63c673483f76bf276887e91e4ae1af189148fb43e97bf845bd6"),
        Arguments.of(
            change(new CartLine.Change(3, new SellingLocationId(412), FOR_ZOE)).fingerprint(),
            "3|change|00036000291452-1,3,412,{engraving=9:Für Zoë,font=5:serif}",
            "ab5ef891c28bbf3cb56cd448b1690916a2d65236d2fc49a2f2fe11da50102137"),
        Arguments.of(
            change(new CartLine.Change(null, null, Attributes.NONE)).fingerprint(),
            "3|change|00036000291452-1,-,-,{}",
            "421d2e072e22d4f11701b7ac1ca870b356f82b6859f89384aa8ee175ef88d8be"),
        Arguments.of(
            change(new CartLine.Change(null, new SellingLocationId(412), null)).fingerprint(),
            "3|change|00036000291452-1,-,412,-",
            "137e455aed8aac8e945ba31178bd261e34140aad4c7262cbd3fad04590353d39"));
  }

  @ParameterizedTest
  @MethodSource("golden")
  void a_command_keeps_its_text_and_hash_in_every_release(String text, String golden, String hash) {
    assertThat(text).isEqualTo(golden);
    assertThat(Receipts.Key.of("key", text).commandHash()).isEqualTo(hash);
  }

  @Test
  void commands_that_ask_for_something_else_differ() {
    assertThat(
            List.of(
                add(entry(PRODUCT, 2)).fingerprint(),
                add(entry(PRODUCT, 3)).fingerprint(),
                add(entry(PRODUCT, 23)).fingerprint(),
                add(entry(at(TISSUES, 12), 3)).fingerprint(),
                add(entry(at(TISSUES, 2), 2)).fingerprint(),
                add(entry(CASE, 2)).fingerprint(),
                add(shown(PRODUCT, 2, usd("9.99"))).fingerprint(),
                add(shown(PRODUCT, 2, usd("9.98"))).fingerprint(),
                add(shown(PRODUCT, 2, YEN)).fingerprint(),
                batch(CartCommand.BatchMode.ATOMIC, shown(PRODUCT, 2, usd("9.99"))).fingerprint(),
                batch(CartCommand.BatchMode.ATOMIC, entry(PRODUCT, 2)).fingerprint(),
                batch(CartCommand.BatchMode.PARTIAL, entry(PRODUCT, 2)).fingerprint(),
                batch(CartCommand.BatchMode.PARTIAL, entry(PRODUCT, 1), entry(PRODUCT, 1))
                    .fingerprint(),
                batch(CartCommand.BatchMode.PARTIAL, entry(PRODUCT, 2), entry(CASE, 1))
                    .fingerprint(),
                batch(CartCommand.BatchMode.PARTIAL, entry(CASE, 1), entry(PRODUCT, 2))
                    .fingerprint()))
        .doesNotHaveDuplicates();
  }

  @Test
  void who_asks_where_when_and_under_which_condition_makes_no_difference() {
    CartCommand.Target other =
        new CartCommand.Target(
            CartId.random(),
            new Caller(null, null),
            VersionCondition.NONE,
            Locale.ENGLISH,
            Deadline.after(Duration.ofMillis(1)));

    assertThat(new CartCommand.AddItem(other, entry(PRODUCT, 2), "another key").fingerprint())
        .isEqualTo(add(entry(PRODUCT, 2)).fingerprint());
    assertThat(
            new CartCommand.AddBatch(
                    other, List.of(entry(PRODUCT, 2)), CartCommand.BatchMode.ATOMIC, null)
                .fingerprint())
        .isEqualTo(batch(CartCommand.BatchMode.ATOMIC, entry(PRODUCT, 2)).fingerprint());
  }

  @Test
  void one_product_is_the_same_however_it_is_written() {
    ProductAtLocation written = at(Upc.parse("00036000291452"), 1);

    assertThat(add(entry(written, 2)).fingerprint())
        .isEqualTo(add(entry(PRODUCT, 2)).fingerprint());
  }

  /** The first try was answered by the release before this one, the second by this one. */
  @Test
  void a_receipt_of_an_earlier_release_answers_the_repeat_of_its_command_and_refuses_another() {
    CartScene scene = new CartScene();
    scene.gateways.selling(PRODUCT);
    CartEntry.Result created = taken(PRODUCT, true);
    scene.repository.has(
        remembering(
            scene.stored(),
            receipt("2758031776fd85b057c514b521a7f12a4cee18178fd1e519c834150c7834a5da", created)));

    CartResult.Changed repeat = done(scene.add(PRODUCT, 2, "key"));

    assertThat(repeat.replayed()).isTrue();
    assertThat(repeat.results()).containsExactly(created);
    assertThat(codeOf(scene.add(PRODUCT, 3, "key"))).isEqualTo("IDEMPOTENCY_KEY_REUSED");
  }

  private static Receipts.Receipt receipt(String commandHash, CartEntry.Result result) {
    return new Receipts.Receipt(
        "2c70e12b7a0646f92279f427c7b38e7334d8e5389cff167a1dc30e73f826b683",
        commandHash,
        1,
        CartFixture.NOW,
        List.of(result));
  }

  private static ChangeableCart remembering(StoredCart cart, Receipts.Receipt receipt) {
    return new ChangeableCart(cart, new Receipts(List.of(receipt)), Merges.NONE);
  }

  /** Words that look like the text of another command are still only words. */
  @Test
  void no_words_can_pass_for_other_words() {
    Map<String, String> one = Map.of("a", "x,b=1:y");
    Map<String, String> other = Map.of("a", "x", "b", "y");

    assertThat(add(new CartEntry(words(one), 1, null)).fingerprint())
        .isNotEqualTo(add(new CartEntry(words(other), 1, null)).fingerprint());
    assertThat(add(entry(at(new Sku("00036000291452"), 1), 2)).fingerprint())
        .isNotEqualTo(add(entry(PRODUCT, 2)).fingerprint());
  }

  private static CartLine.Content words(Map<String, String> values) {
    return new CartLine.Content(PRODUCT, Attributes.of(values));
  }

  private static CartCommand.ChangeLine change(CartLine.Change change) {
    return new CartCommand.ChangeLine(target(), LineId.of(PRODUCT), change, "key");
  }

  private static CartEntry shown(ProductAtLocation product, int quantity, Money price) {
    return new CartEntry(product, quantity, price);
  }

  private static CartCommand.AddItem add(CartEntry entry) {
    return new CartCommand.AddItem(target(), entry, "key");
  }

  private static CartCommand.AddBatch batch(CartCommand.BatchMode mode, CartEntry... entries) {
    return new CartCommand.AddBatch(target(), List.of(entries), mode, null);
  }

  private static CartCommand.Target target() {
    return new CartCommand.Target(
        StoredCart.create(GUEST, CartFixture.USD, CartFixture.NOW, POLICY).id(),
        CartScene.GUEST,
        VersionCondition.ANY,
        Locale.ENGLISH,
        Deadline.after(Duration.ofMinutes(1)));
  }
}
