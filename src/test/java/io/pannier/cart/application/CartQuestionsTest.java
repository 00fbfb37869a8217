package io.pannier.cart.application;

import static io.pannier.cart.CartFixture.NOW;
import static io.pannier.cart.CartFixture.POLICY;
import static io.pannier.cart.CartFixture.SOAP;
import static io.pannier.cart.CartFixture.TISSUES;
import static io.pannier.cart.CartFixture.USD;
import static io.pannier.cart.CartFixture.at;
import static io.pannier.cart.CartFixture.entry;
import static io.pannier.cart.CartFixture.price;
import static io.pannier.cart.CartFixture.product;
import static io.pannier.cart.application.CartScene.codeOf;
import static io.pannier.cart.application.CartScene.done;
import static org.assertj.core.api.Assertions.assertThat;

import io.pannier.cart.domain.model.Cart;
import io.pannier.cart.domain.model.CartEntry;
import io.pannier.cart.domain.model.ChangeableCart;
import io.pannier.cart.domain.model.LineId;
import io.pannier.cart.domain.model.Notice;
import io.pannier.cart.domain.model.StoredCart;
import io.pannier.offer.domain.model.Section;
import io.pannier.shared.model.Answer;
import io.pannier.shared.model.Answer.Reason;
import io.pannier.shared.model.Deadline;
import io.pannier.shared.model.ProductAtLocation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

/** How often gateways and repository are asked, and that nobody is asked without need. */
class CartQuestionsTest {

  private static final ProductAtLocation PRODUCT = at(TISSUES, 1);
  private static final ProductAtLocation OTHER = at(SOAP, 1);

  private final CartScene scene = new CartScene().holding(PRODUCT, 2);
  private List<Integer> askedBefore = List.of();

  @BeforeEach
  void startCounting() {
    scene.gateways.selling(OTHER);
    scene.repository.forgetCalls();
    askedBefore = scene.gateways.questions();
  }

  @Test
  void a_new_cart_is_one_write_and_no_question() {
    done(
        scene.service.create(
            new CartCommand.Create(
                CartScene.NOBODY,
                null,
                USD,
                Locale.ENGLISH,
                Deadline.after(Duration.ofMinutes(1)))));

    assertThat(scene.repository.calls()).containsExactly("create");
    assertThat(asked()).containsExactly(0, 0, 0);
  }

  @Test
  void a_view_is_one_read_and_one_question_to_each_however_many_lines() {
    IntStream.rangeClosed(1, 99).forEach(number -> scene.holding(product(number), 1));
    startCounting();

    assertThat(done(scene.view()).items()).hasSize(100);

    assertThat(scene.repository.calls()).containsExactly("view");
    assertThat(asked()).containsExactly(1, 1, 1);
  }

  @Test
  void a_view_asks_for_the_wanted_sections_only() {
    Cart cart =
        done(
            scene.service.view(
                new CartQuery.View(
                    scene.cartId,
                    CartScene.GUEST,
                    Set.of(Section.PRICING),
                    Locale.ENGLISH,
                    Deadline.after(Duration.ofMinutes(1)))));

    assertThat(asked()).containsExactly(0, 1, 0);
    assertThat(cart.offers().catalog().all()).isEmpty();
    assertThat(cart.offers().pricing().all()).hasSize(1);
  }

  @Test
  void a_view_of_one_line_asks_about_that_line_only() {
    scene.holding(OTHER, 1);
    startCounting();

    Cart cart =
        done(
            scene.service.viewItem(
                new CartQuery.ViewItem(
                    scene.cartId,
                    CartScene.GUEST,
                    LineId.of(OTHER),
                    Locale.ENGLISH,
                    Deadline.after(Duration.ofMinutes(1)))));

    assertThat(cart.items()).hasSize(1);
    assertThat(asked()).containsExactly(1, 1, 1);
    assertThat(newest(scene.gateways.pricing().questions())).containsExactly(OTHER);
  }

  @Test
  void a_view_never_fails_and_never_writes_whatever_the_gateways_say() {
    scene.gateways.isDown(Reason.CIRCUIT_OPEN);
    StoredCart before = scene.stored();

    Cart cart = done(scene.view());

    assertThat(cart.items()).hasSize(1);
    assertThat(cart.offers().pricing().about(PRODUCT).status())
        .isEqualTo(Answer.Status.UNAVAILABLE);
    assertThat(scene.stored()).isEqualTo(before);
    assertThat(scene.repository.calls()).containsExactly("view");
  }

  @Test
  void an_addition_is_one_read_one_write_and_one_question_to_each_over_lines_and_additions() {
    done(scene.add(OTHER, 1));

    assertThat(scene.repository.calls()).containsExactly("find", "replace");
    assertThat(asked()).containsExactly(1, 1, 1);
    assertThat(newest(scene.gateways.inventory().questions()))
        .containsExactlyInAnyOrder(PRODUCT, OTHER);
  }

  @Test
  void a_batch_of_many_is_one_question_to_each() {
    IntStream.rangeClosed(1, 50).forEach(number -> scene.gateways.selling(product(number)));

    done(
        scene.addBatch(
            CartCommand.BatchMode.ATOMIC,
            null,
            IntStream.rangeClosed(1, 50)
                .mapToObj(number -> entry(product(number), 1))
                .toArray(CartEntry[]::new)));

    assertThat(scene.repository.calls()).containsExactly("find", "replace");
    assertThat(asked()).containsExactly(1, 1, 1);
  }

  @Test
  void an_increase_is_one_question_to_each_before_the_write() {
    done(scene.change(PRODUCT, 3));

    assertThat(scene.repository.calls()).containsExactly("find", "replace");
    assertThat(asked()).containsExactly(1, 1, 1);
  }

  @Test
  void a_decrease_asks_nobody_before_it_is_written_and_works_while_all_are_down() {
    scene.gateways.isDown(Reason.UNREACHABLE);

    Cart cart = done(scene.change(PRODUCT, 1));

    assertThat(cart.stored().quantityOf(PRODUCT)).isEqualTo(1);
    assertThat(cart.items().get(0).total()).as("unavailable").isEmpty();
    assertThat(scene.stored().quantityOf(PRODUCT)).isEqualTo(1);
  }

  @Test
  void a_decrease_that_is_not_stored_has_asked_nobody() {
    scene.repository.losesTheAnswerToTheNextChange();

    assertThat(codeOf(scene.change(PRODUCT, 1))).isEqualTo("STORAGE_UNAVAILABLE");

    assertThat(asked()).containsExactly(0, 0, 0);
  }

  @Test
  void a_change_to_none_removes_the_line_and_asks_about_what_is_left() {
    scene.holding(OTHER, 1);
    startCounting();

    Cart cart = done(scene.change(PRODUCT, 0));

    assertThat(cart.stored().lines()).hasSize(1);
    assertThat(newest(scene.gateways.pricing().questions())).containsExactly(OTHER);
  }

  @Test
  void removing_and_clearing_and_erasing_ask_nobody() {
    done(scene.remove(PRODUCT));
    done(scene.add(OTHER, 1));
    startCounting();

    done(scene.clear());
    scene.erase().block();

    assertThat(asked()).containsExactly(0, 0, 0);
    assertThat(scene.repository.calls()).containsExactly("find", "replace", "find", "erase");
  }

  @Test
  void nothing_changed_is_nothing_written_in_the_same_version() {
    scene.gateways.pricing().has(PRODUCT, price("12.00"));
    List<String> noticeIds = done(scene.view()).notices().stream().map(Notice::id).toList();
    done(scene.acknowledge(noticeIds));
    StoredCart before = scene.stored();
    scene.repository.forgetCalls();
    scene.clock.pass(Duration.ofHours(1));
    List<Mono<?>> changes =
        List.of(
            scene.change(PRODUCT, 2),
            scene.remove(OTHER),
            scene.acknowledge(noticeIds),
            scene.acknowledge(List.of()),
            scene.addBatch(CartCommand.BatchMode.PARTIAL, "key", entry(product(7), 1)));

    changes.forEach(CartScene::done);

    assertThat(scene.stored()).isEqualTo(before);
    assertThat(scene.repository.calls()).containsOnly("find");
    assertThat(before.updatedAt()).isEqualTo(NOW);
  }

  @Test
  void clearing_an_empty_cart_writes_nothing() {
    done(scene.clear());
    StoredCart cleared = scene.stored();
    scene.repository.forgetCalls();

    assertThat(done(scene.clear())).isEqualTo(cleared);
    assertThat(scene.repository.calls()).containsExactly("find");
  }

  @Test
  void after_a_lost_race_the_document_is_read_again_and_no_upstream_is_asked_again() {
    overtakenBy(cart -> cart.clear());
    overtakenBy(cart -> cart);

    done(scene.add(OTHER, 1));

    assertThat(scene.stored().lines()).hasSize(1);
    assertThat(scene.repository.calls())
        .containsExactly("find", "replace", "find", "replace", "find", "replace");
    assertThat(asked()).containsExactly(1, 1, 1);
  }

  @Test
  void after_a_lost_race_only_products_new_to_the_cart_are_asked_for() {
    ProductAtLocation rivals = product(9);
    scene.gateways.selling(rivals);
    StoredCart withRivals = done(new CartScene().holding(rivals, 4).view()).stored();
    overtakenBy(cart -> withLinesOf(withRivals, cart));

    Cart cart = done(scene.add(OTHER, 1)).cart();

    assertThat(cart.stored().lines()).hasSize(2);
    assertThat(asked()).containsExactly(2, 2, 2);
    assertThat(newest(scene.gateways.pricing().questions())).containsExactly(rivals);
  }

  @Test
  void after_a_lost_race_other_changes_do_not_ask_again_either() {
    scene.gateways.pricing().has(PRODUCT, price("12.00"));
    List<String> noticeIds = done(scene.view()).notices().stream().map(Notice::id).toList();
    startCounting();
    overtakenBy(cart -> cart);
    done(scene.acknowledge(noticeIds));
    assertThat(asked()).containsExactly(1, 1, 1);

    startCounting();
    overtakenBy(cart -> cart);
    done(scene.change(PRODUCT, 5));
    assertThat(asked()).containsExactly(1, 1, 1);
  }

  @Test
  void an_increase_that_a_lost_race_made_a_decrease_does_not_ask_again() {
    CartScene rich = new CartScene().holding(PRODUCT, 9);
    StoredCart nine = rich.stored();
    overtakenBy(cart -> withLinesOf(nine, cart));

    assertThat(done(scene.change(PRODUCT, 5)).stored().quantityOf(PRODUCT)).isEqualTo(5);

    assertThat(asked()).containsExactly(1, 1, 1);
  }

  @Test
  void a_replay_after_a_lost_race_does_not_ask_again() {
    ChangeableCart won = wonBy("key");
    scene.repository.isOvertakenByAll(cart -> won);

    CartResult.Changed change = done(scene.add(OTHER, 1, "key"));

    assertThat(change.replayed()).isTrue();
    assertThat(change.cart().stored()).isEqualTo(won.stored());
    assertThat(asked()).containsExactly(1, 1, 1);
  }

  /** The scene's cart after somebody else made this change with this key. */
  private ChangeableCart wonBy(String key) {
    ChangeableCart before = scene.repository.remembered(scene.cartId).orElseThrow();
    done(scene.add(OTHER, 1, key));
    ChangeableCart after = scene.repository.remembered(scene.cartId).orElseThrow();
    scene.repository.has(before);
    startCounting();
    return after;
  }

  private static StoredCart withLinesOf(StoredCart other, StoredCart cart) {
    return new StoredCart(
        cart.id(),
        cart.version(),
        cart.owner(),
        cart.state(),
        cart.currency(),
        other.lines(),
        cart.createdAt(),
        cart.updatedAt(),
        cart.expiresAt());
  }

  private void overtakenBy(UnaryOperator<StoredCart> change) {
    scene.repository.isOvertakenBy(cart -> change.apply(cart).next(NOW, POLICY));
  }

  private List<Integer> asked() {
    List<Integer> now = scene.gateways.questions();
    List<Integer> asked = new ArrayList<>();
    for (int i = 0; i < now.size(); i++) {
      asked.add(now.get(i) - askedBefore.get(i));
    }
    return asked;
  }

  private static <K> Set<K> newest(List<Set<K>> questions) {
    return questions.get(questions.size() - 1);
  }
}
