package io.pannier.cart.adapter.out.mongo;

import static io.pannier.cart.CartFixture.NOW;
import static io.pannier.cart.CartFixture.POLICY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pannier.cart.CartFixture;
import io.pannier.cart.domain.model.ChangeableCart;
import io.pannier.cart.domain.port.CartRepository;
import io.pannier.shared.model.Deadline;
import io.pannier.shared.storage.LostRace;
import io.pannier.shared.storage.StorageFailure;
import io.pannier.testkit.TestDatabase;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

/** Writes that another writer was faster than are counted by what was to be done. */
@Tag("mongodb")
class CartConflictsTest {

  private static final ChangeableCart CART = CartFixture.withoutMemory(CartFixture.emptyCart());

  private final TestDatabase mongo = TestDatabase.open();
  private final CartStore store = CartStore.patient(mongo.uri());
  private final CartRepository carts = store.repository();

  @AfterEach
  void close() {
    store.close();
    mongo.close();
  }

  @Test
  void lost_races_are_counted_and_won_ones_are_not() {
    carts.create(CART, later()).block();
    ChangeableCart second = CART.next(NOW, POLICY);
    carts.replace(second, later()).block();

    lose(carts.create(CART, later()));
    lose(carts.replace(second, later()));
    lose(carts.replace(second, later()));
    lose(carts.erase(CART.stored(), later()));
    carts.erase(second.stored(), later()).block();

    assertThat(store.conflicts("create")).isEqualTo(1);
    assertThat(store.conflicts("replace")).isEqualTo(2);
    assertThat(store.conflicts("erase")).isEqualTo(1);
  }

  @Test
  void writes_that_failed_otherwise_are_no_conflicts() {
    carts.create(CART, later()).block();
    Deadline past = Deadline.after(Duration.ZERO);

    for (Mono<?> write :
        List.of(
            carts.create(CART, past),
            carts.replace(CART.next(NOW, POLICY), past),
            carts.erase(CART.stored(), past))) {
      assertThatThrownBy(write::block).isInstanceOf(StorageFailure.class);
    }

    for (String operation : List.of("create", "replace", "erase")) {
      assertThat(store.conflicts(operation)).as(operation).isZero();
    }
  }

  private static void lose(Mono<?> write) {
    assertThatThrownBy(write::block).isInstanceOf(LostRace.class);
  }

  private static Deadline later() {
    return Deadline.after(Duration.ofMinutes(5));
  }
}
