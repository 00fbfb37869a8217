package io.pannier.cart.application;

import static io.pannier.cart.CartFixture.NOW;
import static io.pannier.cart.CartFixture.POLICY;
import static io.pannier.cart.CartFixture.TISSUES;
import static io.pannier.cart.CartFixture.at;
import static io.pannier.cart.CustomerScene.ANN;
import static io.pannier.cart.CustomerScene.AS_ANN;
import static io.pannier.cart.CustomerScene.AS_BOB;
import static io.pannier.cart.CustomerScene.AS_ORDER_SYSTEM;
import static io.pannier.cart.CustomerScene.NOBODY;
import static io.pannier.cart.CustomerScene.later;
import static io.pannier.cart.CustomerScene.target;
import static io.pannier.cart.Outcomes.codeOf;
import static io.pannier.cart.Outcomes.done;
import static io.pannier.cart.Outcomes.failure;
import static io.pannier.cart.Outcomes.inParallel;
import static io.pannier.cart.Outcomes.interrupted;
import static io.pannier.cart.Outcomes.outcome;
import static org.assertj.core.api.Assertions.assertThat;

import io.pannier.cart.CustomerScene;
import io.pannier.cart.CustomerScene.GuestsCart;
import io.pannier.cart.InMemoryActiveCarts;
import io.pannier.cart.InMemoryCartRepository;
import io.pannier.cart.Outcomes;
import io.pannier.cart.domain.model.Cart;
import io.pannier.cart.domain.model.CartEntry;
import io.pannier.cart.domain.model.CartId;
import io.pannier.cart.domain.model.CartLine;
import io.pannier.cart.domain.model.CartMerge;
import io.pannier.cart.domain.model.CartState;
import io.pannier.cart.domain.model.LineId;
import io.pannier.cart.domain.model.Refusal;
import io.pannier.cart.domain.model.StoredCart;
import io.pannier.shared.model.ProductAtLocation;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

/** The order system takes a cart, in exactly the version that it has read. */
class CartClosingTest {

  private static final ProductAtLocation PRODUCT = at(TISSUES, 1);

  private final InMemoryCartRepository repository = new InMemoryCartRepository();
  private final InMemoryActiveCarts activeCarts = new InMemoryActiveCarts();
  private final CustomerScene scene = CustomerScene.over(repository, activeCarts);
  private final CartId anns = scene.annsCart();

  CartClosingTest() {
    scene.holds(anns, AS_ANN, PRODUCT, 2);
  }

  @Test
  void what_it_read_is_what_it_takes() {
    long read = done(scene.view(anns, AS_ORDER_SYSTEM)).stored().version();

    Cart closed = done(scene.close(anns, read, "order-1"));

    assertThat(closed.stored()).isEqualTo(scene.stored(anns));
    assertThat(closed.stored().state()).isInstanceOf(CartState.Closed.class);
    assertThat(closed.stored().isClosedBy("order-1")).isTrue();
    assertThat(closed.stored().version()).isEqualTo(read + 1);
    assertThat(closed.items()).hasSize(1);
    assertThat(closed.stored().quantityOf(PRODUCT)).isEqualTo(2);
  }

  @Test
  void without_a_version_it_is_told_to_name_one() {
    assertThat(codeOf(close(VersionCondition.NONE, "order-1"))).isEqualTo("PRECONDITION_REQUIRED");
    assertThat(scene.stored(anns).state()).isEqualTo(CartState.ACTIVE);
  }

  @Test
  void a_version_that_has_passed_is_not_taken() {
    assertThat(failure(scene.close(anns, 1, "order-1")))
        .isInstanceOfSatisfying(
            VersionCondition.FailedException.class,
            stale -> assertThat(stale.current()).isEqualTo(2));
    assertThat(scene.stored(anns).state()).isEqualTo(CartState.ACTIVE);
  }

  @Test
  void the_same_order_again_is_fine_and_changes_nothing() {
    done(scene.close(anns, 2, "order-1"));
    StoredCart closed = scene.stored(anns);

    assertThat(done(scene.close(anns, 2, "order-1")).stored()).isEqualTo(closed);
    assertThat(done(scene.close(anns, 3, "order-1")).stored()).isEqualTo(closed);
    assertThat(scene.stored(anns)).isEqualTo(closed);
  }

  @Test
  void a_lost_answer_and_a_repeat_end_the_same() {
    repository.losesTheAnswerToTheNextChange();
    interrupted(scene.close(anns, 2, "order-1"));

    assertThat(done(scene.close(anns, 2, "order-1")).stored().version()).isEqualTo(3);
  }

  @Test
  void another_order_is_told_who_was_first_whatever_version_it_names() {
    done(scene.close(anns, 2, "order-1"));

    for (VersionCondition condition :
        List.of(
            VersionCondition.oneOf(Set.of(3L)),
            VersionCondition.oneOf(Set.of(1L)),
            VersionCondition.NONE)) {
      assertThat(Outcomes.refusal(Refusal.CartClosed.class, close(condition, "order-2")).orderId())
          .isEqualTo("order-1");
    }
  }

  @Test
  void later_writes_are_refused_before_their_conditions_and_before_anybody_is_asked() {
    done(scene.close(anns, 2, "order-1"));
    StoredCart closed = scene.stored(anns);
    List<Integer> asked = scene.gateways.questions();
    CartCommand.Target stale =
        new CartCommand.Target(
            anns, AS_ANN, VersionCondition.oneOf(Set.of(1L)), Locale.ENGLISH, later());
    List<Mono<?>> writes =
        List.of(
            scene.service.add(new CartCommand.AddItem(stale, new CartEntry(PRODUCT, 1), null)),
            scene.service.addBatch(
                new CartCommand.AddBatch(
                    stale,
                    List.of(new CartEntry(PRODUCT, 1)),
                    CartCommand.BatchMode.PARTIAL,
                    null)),
            scene.service.changeLine(
                new CartCommand.ChangeLine(
                    stale, LineId.of(PRODUCT), CartLine.Change.toQuantity(9), null)),
            scene.service.changeLine(
                new CartCommand.ChangeLine(
                    stale, LineId.of(PRODUCT), CartLine.Change.toQuantity(0), null)),
            scene.service.changeLine(
                new CartCommand.ChangeLine(
                    stale, new LineId("gone"), CartLine.Change.toQuantity(0), null)),
            scene.service.remove(new CartCommand.RemoveItem(stale, LineId.of(PRODUCT))),
            scene.service.clear(new CartCommand.Clear(stale)),
            scene.service.acknowledge(new CartCommand.AcknowledgeNotices(stale, List.of("x"))));

    assertThat(writes).allSatisfy(write -> assertThat(codeOf(write)).isEqualTo("CART_CLOSED"));

    assertThat(scene.gateways.questions()).isEqualTo(asked);
    assertThat(scene.stored(anns)).isEqualTo(closed);
    assertThat(done(scene.view(anns, AS_ANN)).stored()).as("still readable").isEqualTo(closed);
  }

  @Test
  void the_customer_s_next_cart_is_a_new_one_and_the_active_one() {
    done(scene.close(anns, 2, "order-1"));
    assertThat(codeOf(scene.viewMine(AS_ANN))).isEqualTo("CART_NOT_FOUND");

    List<CartResult.Created> created = inParallel(10, number -> scene.create(AS_ANN));

    CartId next = scene.annsCart();
    assertThat(next).isNotEqualTo(anns);
    assertThat(created).filteredOn(CartResult.Created::isNew).hasSize(1);
    assertThat(created).extracting(cart -> cart.cart().stored().id()).containsOnly(next);
    assertThat(activeCarts.of(ANN)).contains(next);
    assertThat(scene.stored(next).lines()).isEmpty();
  }

  @Test
  void a_guest_s_cart_can_be_taken_too() {
    GuestsCart guests = scene.guestsCart(PRODUCT, 1);

    done(scene.close(guests.id(), 2, "order-1"));

    assertThat(codeOf(scene.add(guests.id(), guests.guest(), PRODUCT, 1))).isEqualTo("CART_CLOSED");
  }

  @Test
  void a_cart_that_was_merged_is_not_taken() {
    GuestsCart guests = scene.guestsCart(PRODUCT, 1);
    done(scene.merge(anns, guests));

    assertThat(codeOf(scene.close(guests.id(), 3, "order-1"))).isEqualTo("CART_MERGED");
  }

  @Test
  void a_cart_that_is_missing_or_expired_is_not_found() {
    assertThat(codeOf(scene.close(CartId.random(), 1, "order-1"))).isEqualTo("CART_NOT_FOUND");
    scene.clock.pass(POLICY.customerLifetime());
    assertThat(codeOf(scene.close(anns, 2, "order-1"))).isEqualTo("CART_NOT_FOUND");
  }

  @Test
  void only_the_order_system_closes() {
    GuestsCart guests = scene.guestsCart(PRODUCT, 1);

    assertThat(codeOf(scene.close(target(anns, AS_ANN), "o"))).isEqualTo("FORBIDDEN");
    assertThat(codeOf(scene.close(target(anns, AS_BOB), "o"))).isEqualTo("FORBIDDEN");
    assertThat(codeOf(scene.close(target(CartId.random(), AS_ANN), "o"))).isEqualTo("FORBIDDEN");
    assertThat(codeOf(scene.close(target(anns, NOBODY), "o"))).isEqualTo("UNAUTHENTICATED");
    assertThat(codeOf(scene.close(CustomerScene.target(guests.id(), guests.guest()), "o")))
        .isEqualTo("UNAUTHENTICATED");
    assertThat(repository.all()).extracting(StoredCart::state).containsOnly(CartState.ACTIVE);
  }

  @Test
  void the_order_system_reads_and_closes_any_cart_and_does_nothing_else() {
    GuestsCart guests = scene.guestsCart(PRODUCT, 1);
    List<StoredCart> before = List.of(scene.stored(anns), scene.stored(guests.id()));

    for (CartId cart : List.of(anns, guests.id())) {
      CartCommand.Target target = target(cart, AS_ORDER_SYSTEM);
      LineId line = LineId.of(PRODUCT);
      assertThat(done(scene.view(cart, AS_ORDER_SYSTEM)).stored()).isEqualTo(scene.stored(cart));
      List<Mono<?>> others =
          List.of(
              scene.add(cart, AS_ORDER_SYSTEM, PRODUCT, 1),
              scene.service.changeLine(
                  new CartCommand.ChangeLine(target, line, CartLine.Change.toQuantity(1), null)),
              scene.service.remove(new CartCommand.RemoveItem(target, line)),
              scene.service.clear(new CartCommand.Clear(target)),
              scene.service.acknowledge(new CartCommand.AcknowledgeNotices(target, List.of())),
              scene.service.viewItem(
                  new CartQuery.ViewItem(cart, AS_ORDER_SYSTEM, line, Locale.ENGLISH, later())),
              scene.service.erase(new CartCommand.Erase(target)),
              scene.merge(target, guests, CartMerge.Strategy.MAX));
      assertThat(others).allSatisfy(other -> assertThat(codeOf(other)).isEqualTo("FORBIDDEN"));
    }

    assertThat(List.of(scene.stored(anns), scene.stored(guests.id()))).isEqualTo(before);
    assertThat(codeOf(scene.view(CartId.random(), AS_ORDER_SYSTEM))).isEqualTo("CART_NOT_FOUND");
  }

  @Test
  void overtaken_by_the_customer_it_is_told_of_the_new_version() {
    repository.isOvertakenBy(
        cart -> cart.id().equals(anns) ? cart.clear().next(NOW, POLICY) : cart);

    assertThat(failure(scene.close(anns, 2, "order-1")))
        .isInstanceOfSatisfying(
            VersionCondition.FailedException.class,
            stale -> assertThat(stale.current()).isEqualTo(3));
    assertThat(scene.stored(anns).state()).isEqualTo(CartState.ACTIVE);
  }

  @RepeatedTest(5)
  void closing_against_adding_takes_what_was_read_or_nothing() {
    List<Object> outcomes =
        inParallel(
            2,
            runner ->
                outcome(
                    runner == 1
                        ? scene.close(anns, 2, "order-1")
                        : scene.add(anns, AS_ANN, PRODUCT, 1)));

    boolean closed = scene.stored(anns).isClosedBy("order-1");
    assertThat(scene.stored(anns).quantityOf(PRODUCT)).isEqualTo(closed ? 2 : 3);
    assertThat(outcomes).filteredOn(Cart.class::isInstance).hasSize(closed ? 1 : 0);
    assertThat(outcomes).filteredOn(CartResult.Changed.class::isInstance).hasSize(closed ? 0 : 1);
  }

  @RepeatedTest(5)
  void of_many_orders_one_takes_the_cart() {
    List<Object> outcomes =
        inParallel(8, runner -> outcome(scene.close(anns, 2, "order-" + runner)));

    assertThat(outcomes).filteredOn(Cart.class::isInstance).hasSize(1);
    assertThat(outcomes).filteredOn(Outcomes::isNotActive).hasSize(7);
  }

  private Mono<Cart> close(VersionCondition condition, String orderId) {
    return scene.close(
        new CartCommand.Target(anns, AS_ORDER_SYSTEM, condition, Locale.ENGLISH, later()), orderId);
  }
}
