package io.pannier.cart.adapter.out.mongo;

import static org.assertj.core.api.Assertions.assertThat;

import io.pannier.cart.domain.model.CartId;
import io.pannier.cart.domain.model.CustomerId;
import io.pannier.cart.domain.port.ActiveCarts;
import io.pannier.cart.domain.port.ActiveCartsContract;
import io.pannier.local.EmbeddedMongo;
import io.pannier.shared.model.Deadline;
import java.time.Duration;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The pointers' contract, on the embedded database. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EmbeddedMongoActiveCartsTest extends ActiveCartsContract {

  private final EmbeddedMongo mongo = EmbeddedMongo.inMemory();
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

  @Test
  void a_pointer_holds_hashes_and_nothing_personal() {
    CustomerId customer = CustomerId.of("https://issuer.example", "zoe@example.org");
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
