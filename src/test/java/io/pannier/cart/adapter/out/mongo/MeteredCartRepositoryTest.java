package io.pannier.cart.adapter.out.mongo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.pannier.cart.CartFixture;
import io.pannier.cart.domain.model.CartId;
import io.pannier.cart.domain.model.CustomerId;
import io.pannier.cart.domain.model.StoredCart;
import io.pannier.cart.domain.port.CartRepository;
import io.pannier.shared.model.Deadline;
import io.pannier.shared.storage.LostRace;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

class MeteredCartRepositoryTest {

  private static final StoredCart CART = CartFixture.emptyCart();

  private final MeterRegistry meters = new SimpleMeterRegistry();
  private final Deadline deadline = Deadline.after(Duration.ofSeconds(20));

  @Test
  void lost_races_are_counted_by_what_was_to_be_done() {
    CartRepository carts = around(Mono.error(new LostRace()));

    lose(carts.replace(CART, deadline));
    lose(carts.replace(CART, deadline));
    lose(carts.create(CART, deadline));
    lose(carts.erase(CART, deadline));

    assertThat(conflicts("replace")).isEqualTo(2);
    assertThat(conflicts("create")).isEqualTo(1);
    assertThat(conflicts("erase")).isEqualTo(1);
  }

  @Test
  void what_was_written_and_what_failed_otherwise_is_no_conflict() {
    assertThat(around(Mono.just(CART)).replace(CART, deadline).block()).isEqualTo(CART);
    assertThat(around(Mono.just(CART)).find(CART.id(), deadline).block()).isEqualTo(CART);
    assertThatThrownBy(
            () -> around(Mono.error(new IllegalStateException())).create(CART, deadline).block())
        .isInstanceOf(IllegalStateException.class);

    assertThat(conflicts("replace") + conflicts("create") + conflicts("erase")).isZero();
  }

  private static void lose(Mono<?> write) {
    assertThatThrownBy(write::block).isInstanceOf(LostRace.class);
  }

  private double conflicts(String operation) {
    return meters.get("pannier.cart.conflicts").tag("operation", operation).counter().count();
  }

  private CartRepository around(Mono<StoredCart> outcome) {
    return new MeteredCartRepository(new Always(outcome), meters);
  }

  private record Always(Mono<StoredCart> outcome) implements CartRepository {

    @Override
    public Mono<StoredCart> find(CartId id, Deadline deadline) {
      return outcome;
    }

    @Override
    public Mono<StoredCart> create(StoredCart cart, Deadline deadline) {
      return outcome;
    }

    @Override
    public Mono<StoredCart> replace(StoredCart next, Deadline deadline) {
      return outcome;
    }

    @Override
    public Mono<Void> erase(StoredCart current, Deadline deadline) {
      return outcome.then();
    }

    @Override
    public Mono<Void> eraseAll(CustomerId customer, Deadline deadline) {
      return outcome.then();
    }
  }
}
