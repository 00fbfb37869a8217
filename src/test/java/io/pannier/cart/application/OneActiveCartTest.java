package io.pannier.cart.application;

import static io.pannier.cart.CartFixture.NOW;
import static io.pannier.cart.CartFixture.POLICY;
import static io.pannier.cart.CartFixture.USD;
import static io.pannier.cart.CartFixture.product;
import static io.pannier.cart.CartFixture.withoutMemory;
import static io.pannier.cart.CartFixture.yen;
import static io.pannier.cart.CustomerScene.ANN;
import static io.pannier.cart.CustomerScene.AS_ANN;
import static io.pannier.cart.CustomerScene.AS_BOB;
import static io.pannier.cart.CustomerScene.AS_ORDER_SYSTEM;
import static io.pannier.cart.CustomerScene.NOBODY;
import static io.pannier.cart.Outcomes.codeOf;
import static io.pannier.cart.Outcomes.done;
import static io.pannier.cart.Outcomes.failed;
import static io.pannier.cart.Outcomes.inParallel;
import static io.pannier.cart.Outcomes.interrupted;
import static org.assertj.core.api.Assertions.assertThat;

import io.pannier.cart.CustomerScene;
import io.pannier.cart.CustomerScene.GuestsCart;
import io.pannier.cart.InMemoryActiveCarts;
import io.pannier.cart.InMemoryCartRepository;
import io.pannier.cart.domain.model.Cart;
import io.pannier.cart.domain.model.CartId;
import io.pannier.cart.domain.model.CartMerge;
import io.pannier.cart.domain.model.StoredCart;
import io.pannier.shared.storage.ChangesMade;
import java.time.Duration;
import java.util.Currency;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import reactor.test.StepVerifier;

/** A customer has one active cart, whoever asks for it how often. */
class OneActiveCartTest {

  private static final Currency YEN = Currency.getInstance("JPY");

  private final InMemoryCartRepository repository = new InMemoryCartRepository();
  private final InMemoryActiveCarts activeCarts = new InMemoryActiveCarts();
  private final CustomerScene scene = CustomerScene.over(repository, activeCarts);

  @Test
  void a_customer_s_cart_is_theirs_and_has_no_token() {
    CartResult.Created created = done(scene.create(AS_ANN));

    assertThat(created.isNew()).isTrue();
    assertThat(created.token()).isNull();
    StoredCart cart = created.cart().stored();
    assertThat(cart.owner()).isEqualTo(ANN);
    assertThat(cart.expiresAt()).isEqualTo(NOW.plus(Duration.ofDays(90)));
    assertThat(activeCarts.of(ANN)).contains(cart.id());
  }

  @Test
  void an_id_that_is_taken_is_not_given_to_anybody_else() {
    for (Caller caller : List.of(NOBODY, AS_ANN)) {
      repository.forgetCalls();
      repository.hasTheIdsOfTheNext(1);

      CartResult.Created created = done(scene.create(caller));

      assertThat(created.isNew()).isTrue();
      assertThat(repository.stored(created.cart().stored().id())).isPresent();
      assertThat(repository.calls()).filteredOn("create"::equals).hasSize(2);
    }
    assertThat(repository.all()).hasSize(2);
  }

  @Test
  void asking_again_gives_the_same_cart() {
    CartId first = scene.annsCart();
    scene.holds(first, AS_ANN, product(1), 2);

    CartResult.Created again = done(scene.create(AS_ANN));

    assertThat(again.isNew()).isFalse();
    assertThat(again.cart().stored()).isEqualTo(scene.stored(first));
    assertThat(again.cart().items()).hasSize(1);
  }

  @Test
  void others_have_carts_of_their_own() {
    CartId anns = scene.annsCart();
    CartId bobs = done(scene.create(AS_BOB)).cart().stored().id();

    assertThat(bobs).isNotEqualTo(anns);
    assertThat(codeOf(scene.view(anns, AS_BOB))).isEqualTo("CART_NOT_FOUND");
    assertThat(codeOf(scene.view(anns, NOBODY))).isEqualTo("CART_NOT_FOUND");
  }

  @Test
  void fifty_at_once_through_two_instances_give_one_cart() {
    CustomerScene replica = scene.replica(repository, activeCarts);

    List<CartResult.Created> created =
        inParallel(50, number -> (number % 2 == 0 ? scene : replica).create(AS_ANN));

    assertThat(created).filteredOn(CartResult.Created::isNew).hasSize(1);
    assertThat(created)
        .extracting(cart -> cart.cart().stored().id())
        .containsOnly(scene.annsCart());
    assertThat(repository.all()).as("the others' are gone").hasSize(1);
  }

  @Test
  void fifty_at_once_after_an_expired_one_give_one_cart() {
    CartId expired = scene.annsCart();
    scene.clock.pass(POLICY.customerLifetime());

    List<CartResult.Created> created = inParallel(50, number -> scene.create(AS_ANN));

    assertThat(created).filteredOn(CartResult.Created::isNew).hasSize(1);
    assertThat(created)
        .extracting(cart -> cart.cart().stored().id())
        .containsOnly(scene.annsCart())
        .doesNotContain(expired);
    assertThat(repository.all()).as("it and the expired one").hasSize(2);
  }

  @Test
  void an_expired_cart_does_not_stand_in_the_way() {
    CartId expired = scene.annsCart();
    scene.clock.pass(POLICY.customerLifetime());
    assertThat(codeOf(scene.viewMine(AS_ANN))).isEqualTo("CART_NOT_FOUND");

    CartResult.Created next = done(scene.create(AS_ANN));

    assertThat(next.isNew()).isTrue();
    assertThat(next.cart().stored().id()).isNotEqualTo(expired);
    assertThat(activeCarts.of(ANN)).contains(next.cart().stored().id());
  }

  @Test
  void a_pointer_to_a_cart_that_is_gone_does_not_stand_in_the_way() {
    activeCarts.has(ANN, CartId.random());

    assertThat(done(scene.create(AS_ANN)).isNew()).isTrue();
    assertThat(done(scene.viewMine(AS_ANN)).stored().id()).isEqualTo(scene.annsCart());
  }

  @Test
  void killed_between_cart_and_pointer_it_leaves_a_cart_that_nobody_sees() {
    activeCarts.isOvertakenBy(
        () -> {
          throw new IllegalStateException("killed");
        });
    assertThat(scene.create(AS_ANN).map(cart -> true).onErrorReturn(false).block()).isFalse();
    CartId orphan = repository.all().get(0).id();

    assertThat(codeOf(scene.viewMine(AS_ANN))).isEqualTo("CART_NOT_FOUND");
    CartId next = scene.annsCart();

    assertThat(next).isNotEqualTo(orphan);
    assertThat(done(scene.viewMine(AS_ANN)).stored().id()).isEqualTo(next);
    assertThat(scene.stored(orphan).lines()).isEmpty();
    assertThat(scene.stored(orphan).isExpired(NOW.plus(POLICY.customerLifetime()))).isTrue();
  }

  @Test
  void while_the_pointers_are_out_of_reach_it_is_said_and_repeating_helps() {
    activeCarts.isDown();
    interrupted(scene.create(AS_ANN));
    interrupted(scene.viewMine(AS_ANN));

    activeCarts.isUpAgain();
    assertThat(done(scene.create(AS_ANN)).isNew()).isTrue();
  }

  /** The cart is stored then, and only the pointer to it may be missing. */
  @Test
  void cut_between_cart_and_pointer_it_does_not_say_that_nothing_was_changed() {
    activeCarts.isDownForChanges();

    assertThat(failed(scene.create(AS_ANN)).changeMayHaveHappened()).isTrue();
    assertThat(repository.all()).hasSize(1);
  }

  @Test
  void cut_before_anything_was_stored_nothing_was_changed() {
    activeCarts.isDown();
    assertThat(failed(scene.create(AS_ANN)).changeMayHaveHappened()).isFalse();
  }

  @Test
  void given_up_while_it_forgets_an_erased_cart_it_may_have_changed_something() {
    CartId cart = scene.annsCart();
    activeCarts.isStuck();
    ChangesMade changes = new ChangesMade();

    StepVerifier.create(
            scene
                .erase(cart, AS_ANN)
                .timeout(Duration.ofMillis(50))
                .contextWrite(context -> context.put(ChangesMade.class, changes)))
        .verifyError(TimeoutException.class);

    assertThat(changes.mayHaveHappened()).isTrue();
    assertThat(repository.stored(cart)).isEmpty();
  }

  @Test
  void erasing_the_active_cart_forgets_it() {
    CartId erased = scene.annsCart();

    scene.erase(erased, AS_ANN).block();
    scene.erase(erased, AS_ANN).block();

    assertThat(activeCarts.of(ANN)).isEmpty();
    assertThat(codeOf(scene.viewMine(AS_ANN))).isEqualTo("CART_NOT_FOUND");
    assertThat(scene.annsCart()).isNotEqualTo(erased);
  }

  @Test
  void erasing_a_former_cart_leaves_the_active_one_alone() {
    CartId former = scene.annsCart();
    scene.holds(former, AS_ANN, product(1), 1);
    done(scene.close(former, 2, "order-1"));
    CartId active = scene.annsCart();

    scene.erase(former, AS_ANN).block();

    assertThat(repository.stored(former)).isEmpty();
    assertThat(activeCarts.of(ANN)).contains(active);
    assertThat(done(scene.viewMine(AS_ANN)).stored().id()).isEqualTo(active);
  }

  @Test
  void an_erased_cart_that_could_not_be_forgotten_does_not_stand_in_the_way() {
    CartId erased = scene.annsCart();
    activeCarts.isDown();
    scene.erase(erased, AS_ANN).block();
    activeCarts.isUpAgain();

    assertThat(repository.stored(erased)).isEmpty();
    assertThat(activeCarts.of(ANN)).contains(erased);
    assertThat(codeOf(scene.viewMine(AS_ANN))).isEqualTo("CART_NOT_FOUND");
    assertThat(done(scene.create(AS_ANN)).isNew()).isTrue();
  }

  @Test
  void erasing_against_creating_never_leaves_two_carts() {
    for (int round = 0; round < 20; round++) {
      CartId cart = scene.annsCart();

      inParallel(
          8,
          number ->
              number == 1
                  ? scene.erase(cart, AS_ANN).thenReturn("erased")
                  : scene.create(AS_ANN).map(created -> "created"));

      CartId mine = scene.annsCart();
      assertThat(mine).isNotEqualTo(cart);
      assertThat(repository.all()).extracting(StoredCart::id).containsExactly(mine);
    }
  }

  @Test
  void mine_is_the_active_cart_as_it_is_now() {
    CartId cart = scene.annsCart();
    scene.holds(cart, AS_ANN, product(1), 3);

    assertThat(done(scene.viewMine(AS_ANN)).stored()).isEqualTo(scene.stored(cart));
    assertThat(codeOf(scene.viewMine(AS_BOB))).isEqualTo("CART_NOT_FOUND");
  }

  @Test
  void mine_and_carts_of_one_s_own_are_for_those_who_say_who_they_are_and_may() {
    Caller withoutScope = new Caller(null, new Caller.Identity(ANN, Set.of()));

    assertThat(codeOf(scene.viewMine(NOBODY))).isEqualTo("UNAUTHENTICATED");
    assertThat(Stream.of(withoutScope, AS_ORDER_SYSTEM))
        .allSatisfy(
            caller -> {
              assertThat(codeOf(scene.viewMine(caller))).isEqualTo("FORBIDDEN");
              assertThat(codeOf(scene.create(caller))).isEqualTo("FORBIDDEN");
            });
    assertThat(repository.all()).isEmpty();
  }

  @Test
  void an_empty_cart_takes_the_currency_asked_for() {
    CartId cart = scene.annsCart();

    CartResult.Created again = done(scene.create(AS_ANN, YEN));

    assertThat(again.isNew()).isFalse();
    assertThat(again.cart().stored()).isEqualTo(scene.stored(cart));
    assertThat(scene.stored(cart).currency()).isEqualTo(YEN);
    assertThat(scene.stored(cart).version()).isEqualTo(2);
    scene.gateways.selling(product(1), yen("1080"), 9);
    assertThat(done(scene.add(cart, AS_ANN, product(1), 1)).results().get(0).created()).isTrue();
  }

  @Test
  void a_cart_that_was_emptied_takes_it_too() {
    CartId cart = scene.annsCart();
    scene.holds(cart, AS_ANN, product(1), 2);
    done(scene.service.clear(new CartCommand.Clear(CustomerScene.target(cart, AS_ANN))));

    assertThat(done(scene.create(AS_ANN, YEN)).cart().stored().currency()).isEqualTo(YEN);
  }

  @Test
  void without_a_currency_asked_for_an_empty_cart_keeps_its_own() {
    CartId cart = done(scene.create(AS_ANN, YEN)).cart().stored().id();
    repository.forgetCalls();

    CartResult.Created again = done(scene.create(AS_ANN));

    assertThat(again.cart().stored().id()).isEqualTo(cart);
    assertThat(again.cart().stored().currency()).isEqualTo(YEN);
    assertThat(again.cart().stored().version()).isEqualTo(1);
    assertThat(repository.calls()).containsExactly("find");
  }

  @Test
  void the_currency_that_it_has_already_changes_nothing() {
    scene.annsCart();

    assertThat(done(scene.create(AS_ANN, USD)).cart().stored().version()).isEqualTo(1);
  }

  @Test
  void a_cart_that_holds_something_stays_in_its_currency_and_is_still_the_active_one() {
    CartId cart = scene.annsCart();
    scene.holds(cart, AS_ANN, product(1), 2);
    StoredCart before = scene.stored(cart);

    CartResult.Created again = done(scene.create(AS_ANN, YEN));

    assertThat(again.cart().stored()).isEqualTo(before);
    assertThat(scene.stored(cart)).isEqualTo(before);
  }

  @Test
  void overtaken_by_an_addition_it_stays_in_the_currency_of_what_was_added() {
    CartId cart = scene.annsCart();
    GuestsCart guests = scene.guestsCart(product(1), 2);
    StoredCart lines = scene.stored(guests.id());
    repository.isOvertakenBy(
        stored ->
            stored.id().equals(cart)
                ? withoutMemory(stored)
                    .merge(lines, CartMerge.Strategy.MAX, NOW, POLICY)
                    .next(NOW, POLICY)
                    .stored()
                : stored);

    CartResult.Created again = done(scene.create(AS_ANN, YEN));

    assertThat(again.cart().stored().currency()).isEqualTo(USD);
    assertThat(again.cart().stored().quantityOf(product(1))).isEqualTo(2);
  }

  @Test
  void fifty_that_ask_for_another_currency_at_once_change_it_once() {
    CustomerScene replica = scene.replica(repository, activeCarts);
    CartId cart = scene.annsCart();

    List<CartResult.Created> created =
        inParallel(50, number -> (number % 2 == 0 ? scene : replica).create(AS_ANN, YEN));

    assertThat(created)
        .extracting(CartResult.Created::cart)
        .extracting(Cart::stored)
        .containsOnly(scene.stored(cart));
    assertThat(scene.stored(cart).currency()).isEqualTo(YEN);
    assertThat(scene.stored(cart).version()).isEqualTo(2);
  }

  @Test
  void fifty_first_creations_in_two_currencies_give_one_cart_and_each_what_it_asked_for() {
    List<CartResult.Created> created =
        inParallel(50, number -> scene.create(AS_ANN, number % 2 == 0 ? YEN : USD));

    assertThat(created).extracting(one -> one.cart().stored().id()).containsOnly(scene.annsCart());
    assertThat(created).filteredOn(one -> one.cart().stored().currency().equals(YEN)).hasSize(25);
    assertThat(repository.all()).hasSize(1);
  }
}
