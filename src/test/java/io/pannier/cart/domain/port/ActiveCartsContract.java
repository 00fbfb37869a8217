package io.pannier.cart.domain.port;

import static org.assertj.core.api.Assertions.assertThat;

import io.pannier.cart.domain.model.CartId;
import io.pannier.cart.domain.model.CartOwner.Customer;
import io.pannier.shared.storage.VersionedStoreContract;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** What every store of the pointers from customers to their carts promises. */
public abstract class ActiveCartsContract
    extends VersionedStoreContract<ActiveCartsContract.Pointer> {

  /**
   * A pointer.
   *
   * @param former which cart it takes the place of; absent if it is the customer's first
   */
  public record Pointer(Customer customer, @Nullable CartId former, CartId cart) {

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Pointer pointer
          && customer.equals(pointer.customer)
          && cart.equals(pointer.cart);
    }

    @Override
    public int hashCode() {
      return Objects.hash(customer, cart);
    }
  }

  private Customer customer = newCustomer();
  private final CartId cart = CartId.random();
  private final CartId other = CartId.random();

  private final Map<String, CartId> successors = new ConcurrentHashMap<>();

  protected abstract ActiveCarts activeCarts();

  @Override
  protected Pointer fresh() {
    return new Pointer(newCustomer(), null, cart);
  }

  @Override
  protected Pointer successor(Pointer stored, int number) {
    CartId to = successors.computeIfAbsent(stored.cart() + " " + number, unseen -> CartId.random());
    return new Pointer(stored.customer(), stored.cart(), to);
  }

  @Override
  protected Mono<Pointer> find(Pointer like) {
    return activeCarts()
        .find(like.customer(), soon())
        .map(found -> new Pointer(like.customer(), null, found));
  }

  @Override
  protected Mono<?> create(Pointer pointer) {
    return activeCarts().claim(pointer.customer(), pointer.cart(), soon());
  }

  @Override
  protected Mono<?> replace(Pointer next) {
    CartId former = Objects.requireNonNull(next.former());
    return activeCarts().reassign(next.customer(), former, next.cart(), soon());
  }

  @Override
  protected Mono<?> remove(Pointer like) {
    return activeCarts().erase(like.customer(), soon());
  }

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
    Customer another = Customer.of("https://other.example", "somebody");
    assertThat(activeCarts().find(another, soon()).blockOptional()).isEmpty();
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
    Customer another = newCustomer();
    activeCarts().claim(another, other, soon()).block();
    claim(cart).block();

    StepVerifier.create(activeCarts().erase(customer, soon())).verifyComplete();
    StepVerifier.create(activeCarts().erase(customer, soon())).verifyComplete();

    assertThat(found()).isEmpty();
    assertThat(activeCarts().find(another, soon()).blockOptional()).contains(other);
  }

  private static Customer newCustomer() {
    return Customer.of("https://issuer.example", UUID.randomUUID().toString());
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
}
