package io.pannier.cart.domain.port;

import static org.assertj.core.api.Assertions.assertThat;

import io.pannier.cart.domain.model.CartId;
import io.pannier.cart.domain.model.CustomerId;
import io.pannier.shared.model.Deadline;
import io.pannier.shared.storage.LostRace;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;

/** What every store of the pointers from customers to their carts promises. */
public abstract class ActiveCartsContract {

  private static final int RIVALS = 16;

  private CustomerId customer = newCustomer();
  private final CartId cart = CartId.random();
  private final CartId other = CartId.random();

  protected abstract ActiveCarts activeCarts();

  /** Also where one object runs all tests. */
  @BeforeEach
  void somebodyElse() {
    customer = newCustomer();
  }

  @Test
  void a_customer_without_a_cart_has_none() {
    assertThat(found()).isEmpty();
  }

  @Test
  void the_first_cart_is_found_by_its_customer_alone() {
    claim(cart).block();

    assertThat(found()).contains(cart);
    CustomerId another = CustomerId.of("https://other.example", "somebody");
    assertThat(activeCarts().find(another, soon()).blockOptional()).isEmpty();
  }

  @Test
  void a_second_claim_is_a_lost_race_and_changes_nothing() {
    claim(cart).block();

    StepVerifier.create(claim(other)).verifyError(LostRace.class);
    StepVerifier.create(claim(cart)).verifyError(LostRace.class);

    assertThat(found()).contains(cart);
  }

  @Test
  void a_cart_takes_the_place_of_the_one_before() {
    claim(cart).block();

    StepVerifier.create(reassign(cart, other)).verifyComplete();

    assertThat(found()).contains(other);
  }

  @Test
  void a_place_that_another_has_taken_is_a_lost_race() {
    claim(cart).block();
    reassign(cart, other).block();

    StepVerifier.create(reassign(cart, CartId.random())).verifyError(LostRace.class);

    assertThat(found()).contains(other);
  }

  @Test
  void a_place_that_is_not_there_cannot_be_taken_over() {
    StepVerifier.create(reassign(cart, other)).verifyError(LostRace.class);

    assertThat(found()).isEmpty();
  }

  @Test
  void a_cart_that_is_released_is_forgotten_and_repeating_it_is_harmless() {
    claim(cart).block();

    StepVerifier.create(release(cart)).verifyComplete();
    StepVerifier.create(release(cart)).verifyComplete();

    assertThat(found()).isEmpty();
    StepVerifier.create(claim(other)).verifyComplete();
  }

  @Test
  void a_cart_that_is_not_the_customer_s_any_more_releases_nothing() {
    claim(cart).block();
    reassign(cart, other).block();

    StepVerifier.create(release(cart)).verifyComplete();

    assertThat(found()).contains(other);
  }

  @Test
  void whichever_cart_is_the_customer_s_is_forgotten_when_all_is_erased() {
    CustomerId another = newCustomer();
    activeCarts().claim(another, other, soon()).block();
    claim(cart).block();

    StepVerifier.create(activeCarts().erase(customer, soon())).verifyComplete();
    StepVerifier.create(activeCarts().erase(customer, soon())).verifyComplete();

    assertThat(found()).isEmpty();
    assertThat(activeCarts().find(another, soon()).blockOptional()).contains(other);
  }

  @Test
  void of_many_first_carts_one_wins() {
    List<CartId> winners = winners(this::claim);

    assertThat(winners).hasSize(1);
    assertThat(found()).contains(winners.get(0));
  }

  @Test
  void of_many_that_want_one_place_one_wins() {
    claim(cart).block();

    List<CartId> winners = winners(to -> reassign(cart, to));

    assertThat(winners).hasSize(1);
    assertThat(found()).contains(winners.get(0));
  }

  @Test
  void nothing_happens_before_somebody_wants_it_to() {
    Mono<Void> claim = claim(cart);
    assertThat(found()).isEmpty();

    claim.block();
    assertThat(found()).contains(cart);
  }

  private static List<CartId> winners(Function<CartId, Mono<Void>> attempt) {
    return Flux.range(1, RIVALS)
        .map(rival -> CartId.random())
        .flatMap(
            to ->
                attempt
                    .apply(to)
                    .thenReturn(to)
                    .onErrorComplete(LostRace.class)
                    .subscribeOn(Schedulers.boundedElastic()),
            RIVALS)
        .collectList()
        .blockOptional()
        .orElseThrow();
  }

  private static CustomerId newCustomer() {
    return CustomerId.of("https://issuer.example", UUID.randomUUID().toString());
  }

  private Optional<CartId> found() {
    return activeCarts().find(customer, soon()).blockOptional();
  }

  private Mono<Void> claim(CartId id) {
    return activeCarts().claim(customer, id, soon());
  }

  private Mono<Void> reassign(CartId from, CartId to) {
    return activeCarts().reassign(customer, from, to, soon());
  }

  private Mono<Void> release(CartId id) {
    return activeCarts().release(customer, id, soon());
  }

  private static Deadline soon() {
    return Deadline.after(Duration.ofSeconds(60));
  }
}
