package io.pannier.cart.application;

import static io.pannier.cart.CartFixture.NOW;
import static io.pannier.cart.CartFixture.POLICY;
import static io.pannier.cart.CartFixture.SOAP;
import static io.pannier.cart.CartFixture.TISSUES;
import static io.pannier.cart.CartFixture.USD;
import static io.pannier.cart.CartFixture.at;
import static io.pannier.cart.CartFixture.entry;
import static io.pannier.cart.CartFixture.product;
import static io.pannier.cart.application.CartScene.codeOf;
import static io.pannier.cart.application.CartScene.done;
import static io.pannier.cart.application.CartScene.failure;
import static io.pannier.cart.application.CartScene.ifMatch;
import static org.assertj.core.api.Assertions.assertThat;

import io.pannier.cart.domain.model.CartId;
import io.pannier.cart.domain.model.CartLine;
import io.pannier.cart.domain.model.CartToken;
import io.pannier.cart.domain.model.LineId;
import io.pannier.cart.domain.model.StoredCart;
import io.pannier.offer.domain.model.Section;
import io.pannier.shared.model.Deadline;
import io.pannier.shared.model.ProductAtLocation;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;

/** Who may do it, under which condition, and what is decided before what. */
class CartDecisionsTest {

  private static final ProductAtLocation PRODUCT = at(TISSUES, 1);
  private static final ProductAtLocation OTHER = at(SOAP, 1);

  private final CartScene scene = new CartScene().holding(PRODUCT, 2);

  /** An operation on the scene's cart. */
  record Operation(String name, Function<CartCommand.Target, Mono<?>> on) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static Stream<Operation> changes(CartScene on) {
    return Stream.of(
        new Operation("add", target -> on.add(target, PRODUCT, 1, null)),
        new Operation(
            "batch",
            target ->
                on.service.addBatch(
                    new CartCommand.AddBatch(
                        target, List.of(entry(PRODUCT, 1)), CartCommand.BatchMode.PARTIAL, null))),
        new Operation("increase", target -> on.change(target, PRODUCT, 3)),
        new Operation("decrease", target -> on.change(target, PRODUCT, 1)),
        new Operation("remove", target -> on.remove(target, PRODUCT)),
        new Operation("clear", target -> on.service.clear(new CartCommand.Clear(target))),
        new Operation(
            "acknowledge",
            target ->
                on.service.acknowledge(new CartCommand.AcknowledgeNotices(target, List.of()))));
  }

  private static Stream<Operation> reads(CartScene on) {
    return Stream.of(
        new Operation(
            "view",
            target ->
                on.service.view(
                    new CartQuery.View(
                        target.cartId(),
                        target.caller(),
                        Set.of(Section.values()),
                        Locale.ENGLISH,
                        target.deadline()))),
        new Operation(
            "view item",
            target ->
                on.service.viewItem(
                    new CartQuery.ViewItem(
                        target.cartId(),
                        target.caller(),
                        LineId.of(PRODUCT),
                        Locale.ENGLISH,
                        target.deadline()))));
  }

  static Stream<Caller> strangers() {
    return Stream.of(
        new Caller(null, null),
        new Caller(CartToken.random(), null),
        new Caller(new CartToken(""), null));
  }

  @ParameterizedTest
  @MethodSource("strangers")
  void whoever_may_not_open_the_cart_is_told_that_there_is_none(Caller stranger) {
    StoredCart before = scene.stored();
    List<Integer> asked = scene.gateways.questions();
    CartCommand.Target target = scene.target(stranger, VersionCondition.ANY, later());

    assertThat(Stream.concat(changes(scene), reads(scene)))
        .allSatisfy(
            operation ->
                assertThat(codeOf(operation.on().apply(target))).isEqualTo("CART_NOT_FOUND"));

    assertThat(scene.gateways.questions()).as("no upstream asked").isEqualTo(asked);
    assertThat(scene.stored()).isEqualTo(before);
  }

  @Test
  void a_cart_that_nobody_made_is_not_found() {
    CartCommand.Target target =
        new CartCommand.Target(
            CartId.random(), CartScene.GUEST, VersionCondition.ANY, Locale.ENGLISH, later());

    assertThat(Stream.concat(changes(scene), reads(scene)))
        .allSatisfy(
            operation ->
                assertThat(codeOf(operation.on().apply(target))).isEqualTo("CART_NOT_FOUND"));
  }

  @Test
  void an_expired_cart_is_gone_for_everybody_at_once() {
    scene.clock.pass(POLICY.guestLifetime());
    List<Integer> asked = scene.gateways.questions();

    assertThat(Stream.concat(changes(scene), reads(scene)))
        .allSatisfy(
            operation ->
                assertThat(codeOf(operation.on().apply(scene.target())))
                    .isEqualTo("CART_NOT_FOUND"));
    assertThat(scene.gateways.questions()).isEqualTo(asked);
  }

  @Test
  void reading_does_not_keep_a_cart_alive_and_writing_does() {
    scene.clock.pass(Duration.ofDays(29));
    done(scene.view());
    assertThat(scene.stored().expiresAt()).isEqualTo(NOW.plus(Duration.ofDays(30)));

    done(scene.add(PRODUCT, 1));
    assertThat(scene.stored().expiresAt()).isEqualTo(NOW.plus(Duration.ofDays(59)));
    assertThat(scene.stored().updatedAt()).isEqualTo(NOW.plus(Duration.ofDays(29)));
  }

  @Test
  void a_stale_condition_is_refused_with_the_version_before_anybody_is_asked() {
    List<Integer> asked = scene.gateways.questions();

    assertThat(changes(scene))
        .allSatisfy(
            operation ->
                assertThat(failure(operation.on().apply(scene.target(ifMatch(1)))))
                    .isInstanceOfSatisfying(
                        VersionCondition.FailedException.class,
                        mismatch -> assertThat(mismatch.current()).isEqualTo(2)));

    assertThat(scene.gateways.questions()).isEqualTo(asked);
    assertThat(scene.stored().version()).isEqualTo(2);
  }

  @Test
  void a_condition_that_holds_lets_the_change_through() {
    assertThat(done(scene.change(scene.target(ifMatch(2)), PRODUCT, 3)).stored().version())
        .isEqualTo(3);
    VersionCondition several = VersionCondition.oneOf(Set.of(1L, 3L));
    assertThat(done(scene.remove(scene.target(several), PRODUCT)).version()).isEqualTo(4);
  }

  @Test
  void a_receipt_comes_before_the_condition() {
    scene.gateways.selling(OTHER);
    done(scene.add(OTHER, 1, "key"));

    CartResult.Changed again = done(scene.add(scene.target(ifMatch(1)), OTHER, 1, "key"));

    assertThat(again.replayed()).isTrue();
  }

  @Test
  void the_condition_comes_before_the_cart_s_own_rules() {
    assertThat(failure(scene.change(scene.target(ifMatch(1)), OTHER, 3)))
        .isInstanceOf(VersionCondition.FailedException.class);
    assertThat(failure(scene.add(scene.target(ifMatch(1)), product(7), 1, null)))
        .isInstanceOf(VersionCondition.FailedException.class);
  }

  @Test
  void a_full_cart_is_refused_before_anybody_is_asked() {
    CartScene full = new CartScene();
    IntStream.rangeClosed(1, 100).forEach(number -> full.holding(product(number), 1));
    List<Integer> asked = full.gateways.questions();

    assertThat(codeOf(full.add(product(101), 1))).isEqualTo("CART_FULL");

    assertThat(full.gateways.questions()).isEqualTo(asked);
  }

  @Test
  void a_sixth_location_is_refused_before_anybody_is_asked() {
    for (int location = 2; location <= 5; location++) {
      scene.holding(at(TISSUES, location), 1);
    }
    List<Integer> asked = scene.gateways.questions();

    assertThat(codeOf(scene.add(at(TISSUES, 6), 1))).isEqualTo("TOO_MANY_LOCATIONS");

    assertThat(scene.gateways.questions()).isEqualTo(asked);
  }

  @Test
  void a_line_that_is_not_there_is_refused_before_anybody_is_asked() {
    List<Integer> asked = scene.gateways.questions();

    assertThat(codeOf(scene.change(OTHER, 3))).isEqualTo("ITEM_NOT_FOUND");
    assertThat(
            codeOf(
                scene.service.viewItem(
                    new CartQuery.ViewItem(
                        scene.cartId, CartScene.GUEST, LineId.of(OTHER), Locale.ENGLISH, later()))))
        .isEqualTo("ITEM_NOT_FOUND");

    assertThat(scene.gateways.questions()).isEqualTo(asked);
  }

  @Test
  void a_line_that_is_gone_or_never_was_need_not_be_there_to_be_set_to_0() {
    StoredCart before = scene.stored();
    List<Integer> asked = scene.gateways.questions();

    assertThat(done(scene.change(OTHER, 0)).stored()).isEqualTo(before);
    assertThat(scene.gateways.questions()).as("to show the line that there is").isNotEqualTo(asked);

    done(scene.change(PRODUCT, 0));
    long version = scene.stored().version();
    scene.repository.forgetCalls();
    assertThat(done(scene.change(PRODUCT, 0)).stored().version()).isEqualTo(version);
    assertThat(scene.repository.calls()).containsExactly("find");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "a/b", "a%20b", "\u00fc", "a\n"})
  void what_cannot_be_the_id_of_a_line_is_no_line_that_is_gone(String id) {
    for (String impossible : List.of(id, "x".repeat(121))) {
      CartCommand.ChangeLine removal =
          new CartCommand.ChangeLine(
              scene.target(), new LineId(impossible), CartLine.Change.toQuantity(0), null);

      assertThat(codeOf(scene.service.changeLine(removal))).isEqualTo("ITEM_NOT_FOUND");
    }
  }

  @Test
  void a_line_that_is_gone_is_set_to_0_only_in_the_version_that_is_named() {
    assertThat(failure(scene.change(scene.target(ifMatch(1)), OTHER, 0)))
        .isInstanceOf(VersionCondition.FailedException.class);
  }

  @Test
  void what_the_cart_refuses_is_not_written() {
    StoredCart before = scene.stored();
    scene.repository.forgetCalls();

    assertThat(codeOf(scene.add(product(7), 1))).isEqualTo("UNKNOWN_PRODUCT");
    assertThat(codeOf(scene.change(PRODUCT, 1_000))).isEqualTo("QUANTITY_LIMIT");
    assertThat(codeOf(scene.addBatch(CartCommand.BatchMode.ATOMIC, null, entry(product(7), 1))))
        .isEqualTo("BATCH_REJECTED");
    assertThat(codeOf(scene.acknowledge(List.of("none")))).isEqualTo("NOTICES_CHANGED");

    assertThat(scene.stored()).isEqualTo(before);
    assertThat(scene.repository.calls()).containsOnly("find");
  }

  @Test
  void erasing_is_harmless_for_whoever_has_no_such_cart() {
    StoredCart before = scene.stored();

    strangers()
        .map(stranger -> scene.target(stranger, VersionCondition.ANY, later()))
        .forEach(target -> scene.service.erase(new CartCommand.Erase(target)).block());
    assertThat(scene.stored()).isEqualTo(before);

    scene.clock.pass(POLICY.guestLifetime());
    scene.erase().block();
    assertThat(scene.stored()).as("left to the database").isEqualTo(before);
  }

  @Test
  void erasing_takes_the_cart_and_repeating_it_is_harmless() {
    assertThat(failure(scene.service.erase(new CartCommand.Erase(scene.target(ifMatch(1))))))
        .isInstanceOf(VersionCondition.FailedException.class);

    scene.erase().block();
    scene.erase().block();

    assertThat(scene.repository.stored(scene.cartId)).isEmpty();
  }

  @Test
  void a_created_cart_opens_to_its_token_alone() {
    CartResult.Created created =
        done(
            scene.service.create(
                new CartCommand.Create(CartScene.NOBODY, null, USD, Locale.ENGLISH, later())));
    CartId id = created.cart().stored().id();
    Map<Caller, Boolean> opens =
        Map.of(new Caller(created.token(), null), true, CartScene.GUEST, false);

    opens.forEach(
        (caller, expected) ->
            assertThat(
                    scene
                        .service
                        .view(new CartQuery.View(id, caller, Set.of(), Locale.ENGLISH, later()))
                        .map(cart -> true)
                        .onErrorReturn(false)
                        .block())
                .isEqualTo(expected));
  }

  private static Deadline later() {
    return Deadline.after(Duration.ofMinutes(1));
  }
}
