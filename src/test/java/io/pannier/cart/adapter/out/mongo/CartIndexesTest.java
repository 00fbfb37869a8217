package io.pannier.cart.adapter.out.mongo;

import static io.pannier.cart.CartFixture.emptyCart;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.mongodb.MongoCommandException;
import io.pannier.cart.domain.model.CartStorageException;
import io.pannier.cart.domain.model.RefusalCode;
import io.pannier.cart.domain.model.StoredCart;
import io.pannier.local.EmbeddedMongo;
import io.pannier.shared.model.Deadline;
import io.pannier.shared.web.Await;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** The index that lets carts expire is made sure of when the service starts. */
@ExtendWith(OutputCaptureExtension.class)
class CartIndexesTest {

  private static final String[] QUICK = {
    "pannier.mongodb.operation-timeout=1s", "pannier.mongodb.server-selection-timeout=1s"
  };

  /** The embedded database takes the index and ignores it; so what is sent is looked at. */
  @Test
  void the_index_is_asked_for_at_start() {
    try (EmbeddedMongo mongo = EmbeddedMongo.inMemory();
        CartStore store = CartStore.patient(mongo.uri())) {
      assertThat(store.commands().names()).containsExactly("createIndexes");
      assertThat(store.commands().indexes())
          .singleElement()
          .satisfies(
              index ->
                  assertThat(index.getDocument("key").toJson()).isEqualTo("{\"expiresAt\": 1}"),
              index -> assertThat(index.getNumber("expireAfterSeconds").longValue()).isZero());
    }
  }

  @Test
  void an_index_that_is_there_is_no_obstacle() {
    try (EmbeddedMongo mongo = EmbeddedMongo.inMemory()) {
      CartStore.patient(mongo.uri()).close();
      CartStore.patient(mongo.uri()).close();
    }
  }

  @Test
  void a_database_that_refuses_it_ends_the_start_with_a_clear_line() {
    try (RefusingMongo mongo = new RefusingMongo("createIndexes")) {
      assertThatThrownBy(() -> CartStore.patient(mongo.uri()).close())
          .isInstanceOf(IllegalStateException.class)
          .hasMessage(
              "The database of spring.data.mongodb.uri refuses the index that lets carts expire")
          .hasRootCauseInstanceOf(MongoCommandException.class);
    }
  }

  @Test
  void a_database_that_cannot_be_reached_does_not_end_the_start_and_heals_in_the_background(
      CapturedOutput output) throws InterruptedException {
    try (EmbeddedMongo mongo = EmbeddedMongo.inMemory()) {
      mongo.stop();
      try (CartStore store = CartStore.open(mongo.uri(), QUICK)) {
        assertUnavailable(store);
        assertThat(output).contains("carts are unavailable until it is");

        mongo.start();

        StoredCart cart = emptyCart();
        Await.until(() -> isCreated(store, cart));
        assertThat(store.repository().find(cart.id(), later()).blockOptional()).contains(cart);
        assertThat(store.commands().names()).contains("createIndexes");
      }
    }
  }

  @Test
  void a_database_that_accepts_and_never_answers_does_not_end_the_start_either()
      throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        CartStore store =
            CartStore.open("mongodb://127.0.0.1:" + silent.getLocalPort() + "/pannier", QUICK)) {
      assertUnavailable(store);
    }
  }

  @Test
  void until_the_index_is_there_carts_stay_unavailable(CapturedOutput output)
      throws InterruptedException {
    try (RefusingMongo refusing = new RefusingMongo("createIndexes");
        MongoLink link = new MongoLink(refusing.uri())) {
      link.refuse();
      try (CartStore store = CartStore.open(link.uri(), QUICK)) {
        link.heal();

        Await.until(() -> output.getAll().contains("carts stay unavailable"));

        assertUnavailable(store);
      }
    }
  }

  private static void assertUnavailable(CartStore store) {
    StoredCart cart = emptyCart();
    for (var call :
        List.of(
            store.repository().find(cart.id(), later()),
            store.repository().create(cart, later()))) {
      CartStorageException failed =
          catchThrowableOfType(
              CartStorageException.class, () -> call.block(Duration.ofSeconds(15)));
      assertThat(failed.code()).isEqualTo(RefusalCode.STORAGE_UNAVAILABLE);
      assertThat(failed.changeMayHaveHappened()).isFalse();
    }
  }

  private static boolean isCreated(CartStore store, StoredCart cart) {
    return store.repository().create(cart, later()).onErrorComplete().blockOptional().isPresent();
  }

  private static Deadline later() {
    return Deadline.after(Duration.ofMinutes(5));
  }
}
