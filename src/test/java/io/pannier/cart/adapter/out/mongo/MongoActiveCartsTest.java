package io.pannier.cart.adapter.out.mongo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pannier.cart.domain.model.CartId;
import io.pannier.cart.domain.model.CartOwner.Customer;
import io.pannier.cart.domain.port.ActiveCarts;
import io.pannier.cart.domain.port.ActiveCartsContract;
import io.pannier.shared.model.Deadline;
import io.pannier.shared.storage.LostRace;
import io.pannier.shared.storage.UnreadableDocument;
import io.pannier.testkit.TestDatabase;
import java.time.Duration;
import java.util.UUID;
import java.util.stream.Stream;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The pointers' contract, on MongoDB. */
@Tag("mongodb")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MongoActiveCartsTest extends ActiveCartsContract {

  private final TestDatabase mongo = TestDatabase.open();
  private final CartStore store = CartStore.patient(mongo.uri());

  @AfterAll
  void close() {
    store.close();
    mongo.close();
  }

  @Override
  protected ActiveCarts activeCarts() {
    return store.activeCarts();
  }

  static Stream<Document> unreadable() {
    return Stream.of(
        new Document(),
        new Document("cartId", null),
        new Document("cartId", 7),
        new Document("cartId", "short"),
        new Document("cartId", "no id, though it is long enough for one"),
        new Document("cartId", new Document("id", "AAAAAAAAAAAAAAAAAAAAAA")));
  }

  @ParameterizedTest
  @MethodSource("unreadable")
  void a_pointer_that_is_not_understood_is_a_defect_and_no_outage_and_is_left_as_it_is(
      Document spoiled) {
    Customer customer = Customer.of("https://issuer.example", UUID.randomUUID().toString());
    Document pointer = new Document("_id", customer.hash());
    pointer.putAll(spoiled);
    store.template().insert(pointer, "activeCarts").block();
    Deadline soon = Deadline.after(Duration.ofMinutes(1));

    assertThatThrownBy(() -> activeCarts().find(customer, soon).block())
        .isInstanceOf(UnreadableDocument.class)
        .hasNoCause()
        .hasMessageContaining(customer.hash())
        .hasMessageNotContainingAny("short", "no id", "AAAA");
    assertThatThrownBy(() -> activeCarts().claim(customer, CartId.random(), soon).block())
        .isInstanceOf(LostRace.class);
    activeCarts().release(customer, CartId.random(), soon).block();
    assertThat(store.template().findById(customer.hash(), Document.class, "activeCarts").block())
        .isEqualTo(pointer);
  }

  @Test
  void a_pointer_holds_hashes_and_nothing_personal() {
    Customer customer = Customer.of("https://issuer.example", "zoe@example.org");
    CartId cart = CartId.random();

    activeCarts().claim(customer, cart, Deadline.after(Duration.ofMinutes(1))).block();

    Document pointer =
        store
            .template()
            .getCollection("activeCarts")
            .flatMapMany(all -> all.find(new Document("_id", customer.hash())))
            .blockFirst();
    assertThat(pointer).containsEntry("cartId", cart.value());
    assertThat(String.valueOf(pointer)).doesNotContain("zoe", "issuer");
  }
}
