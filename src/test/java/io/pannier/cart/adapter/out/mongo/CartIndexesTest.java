package io.pannier.cart.adapter.out.mongo;

import static io.pannier.cart.CartFixture.emptyCart;
import static io.pannier.cart.CartFixture.withoutMemory;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.mongodb.MongoCommandException;
import com.mongodb.reactivestreams.client.MongoClient;
import com.mongodb.reactivestreams.client.MongoClients;
import io.pannier.cart.domain.model.CartOwner.Customer;
import io.pannier.cart.domain.model.ChangeableCart;
import io.pannier.local.EmbeddedMongo;
import io.pannier.shared.model.Deadline;
import io.pannier.shared.mongo.Indexes;
import io.pannier.shared.storage.StorageFailure;
import io.pannier.testkit.Await;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.bson.BsonDocument;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.Status;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import reactor.core.publisher.Mono;

/** The indexes that carts need are made sure of when the service starts. */
@ExtendWith(OutputCaptureExtension.class)
class CartIndexesTest {

  private static final String[] QUICK = {
    "pannier.mongodb.operation-timeout=1s", "pannier.mongodb.server-selection-timeout=1s"
  };

  /** The embedded database takes the indexes and ignores them; so what is sent is looked at. */
  @Test
  void the_indexes_are_asked_for_at_start() {
    try (EmbeddedMongo mongo = EmbeddedMongo.inMemory();
        CartStore store = CartStore.patient(mongo.uri())) {
      assertThat(store.commands().names()).containsExactly("createIndexes");
      assertThat(store.commands().indexes())
          .extracting(BsonDocument::toJson)
          .containsExactly(
              "{\"key\": {\"expiresAt\": 1}, \"name\": \"expiry\", \"expireAfterSeconds\": 0}",
              "{\"key\": {\"customerHash\": 1}, \"name\": \"customer\"}",
              "{\"key\": {\"state.mergedInto\": 1}, \"name\": \"mergedInto\"}");
      assertThat(store.health().getStatus()).isEqualTo(Status.UP);
    }
  }

  @Test
  void indexes_that_are_there_are_no_obstacle() {
    try (EmbeddedMongo mongo = EmbeddedMongo.inMemory()) {
      CartStore.patient(mongo.uri()).close();
      CartStore.patient(mongo.uri()).close();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {13, 59, 67, 68, 72, 73, 85, 86, 115, 166, 197, 238})
  void a_refusal_ends_the_start(int code) {
    try (RefusingMongo mongo = new RefusingMongo("createIndexes", code);
        MongoClient client = MongoClients.create(mongo.uri())) {
      Indexes indexes = indexes(client);

      assertThatThrownBy(indexes::afterSingletonsInstantiated)
          .isInstanceOf(IllegalStateException.class)
          .hasCauseInstanceOf(MongoCommandException.class);
    }
  }

  /** Storage that is down, no primary, a router without its shard, and what nobody has heard of. */
  @ParameterizedTest
  @ValueSource(
      ints = {
        1, 2, 6, 7, 8, 18, 24, 26, 43, 46, 50, 64, 70, 89, 91, 96, 112, 117, 125, 133, 134, 189,
        202, 216, 262, 276, 279, 285, 365, 371, 391, 402, 8000, 9001, 10058, 10107, 11600, 11601,
        11602, 12586, 12587, 13388, 13435, 13436, 17280, 99999
      })
  void any_other_answer_is_asked_again_in_the_background(int code) throws InterruptedException {
    try (RefusingMongo mongo = new RefusingMongo("createIndexes", code);
        MongoClient client = MongoClients.create(mongo.uri())) {
      Indexes indexes = indexes(client);
      try {
        indexes.afterSingletonsInstantiated();
        assertThat(indexes.missing()).contains("not created yet");

        mongo.heal();

        Await.until(() -> indexes.missing().isEmpty());
        indexes.required().block();
      } finally {
        indexes.destroy();
      }
    }
  }

  @Test
  void a_refusal_in_the_background_is_reported_and_heals_when_it_is_mended(CapturedOutput output)
      throws InterruptedException {
    try (RefusingMongo mongo = new RefusingMongo("createIndexes", 6);
        MongoClient client = MongoClients.create(mongo.uri())) {
      Indexes indexes = indexes(client);
      try {
        indexes.afterSingletonsInstantiated();
        mongo.answer(13);
        Await.until(() -> indexes.missing().equals(Optional.of("refused by the database")));
        assertThatThrownBy(() -> indexes.required().block())
            .hasMessageContaining("refused by the database");
        Await.until(() -> output.getAll().contains("carts are unavailable until that is mended"));
        assertThat(output).containsOnlyOnce("until that is mended: MongoCommandException, code 13");

        mongo.heal();

        Await.until(() -> indexes.missing().isEmpty());
      } finally {
        indexes.destroy();
      }
    }
  }

  private static Indexes indexes(MongoClient client) {
    return new Indexes(
        MongoCartConfiguration.INDEXES,
        Mono.just(client.getDatabase("pannier")),
        Duration.ofSeconds(30),
        new Indexes.Pauses(Duration.ofMillis(5), Duration.ofMillis(10)));
  }

  @Test
  void a_database_that_refuses_one_ends_the_start_with_a_clear_line() {
    try (RefusingMongo mongo = new RefusingMongo("createIndexes")) {
      assertThatThrownBy(() -> CartStore.patient(mongo.uri()).close())
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("The database of spring.data.mongodb.uri refuses an index that carts need")
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
        assertThat(output).containsOnlyOnce("carts are unavailable until it is");

        mongo.start();

        ChangeableCart cart = withoutMemory(emptyCart());
        Await.until(() -> isCreated(store, cart));
        assertThat(store.repository().find(cart.stored().id(), later()).blockOptional())
            .contains(cart);
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
  void until_they_are_there_carts_are_unavailable_and_health_says_so() throws InterruptedException {
    try (RefusingMongo mongo = new RefusingMongo("createIndexes", 6);
        CartStore store = CartStore.open(mongo.uri(), QUICK)) {
      assertUnavailable(store);
      assertThat(store.health())
          .isEqualTo(Health.down().withDetail("indexes", "not created yet").build());

      mongo.heal();

      ChangeableCart cart = withoutMemory(emptyCart());
      Await.until(() -> isCreated(store, cart));
      assertThat(store.health()).isEqualTo(Health.up().build());
    }
  }

  private static void assertUnavailable(CartStore store) {
    ChangeableCart cart = withoutMemory(emptyCart());
    Customer customer = Customer.of("https://issuer.example", "somebody");
    for (Mono<?> call :
        List.of(
            store.repository().find(cart.stored().id(), later()),
            store.repository().create(cart, later()),
            store.repository().eraseAll(customer, later()),
            store.activeCarts().find(customer, later()))) {
      StorageFailure failed =
          catchThrowableOfType(StorageFailure.class, () -> call.block(Duration.ofSeconds(15)));
      assertThat(failed.kind()).isEqualTo(StorageFailure.Kind.UNAVAILABLE);
    }
  }

  private static boolean isCreated(CartStore store, ChangeableCart cart) {
    return store.repository().create(cart, later()).onErrorComplete().blockOptional().isPresent();
  }

  private static Deadline later() {
    return Deadline.after(Duration.ofMinutes(5));
  }
}
