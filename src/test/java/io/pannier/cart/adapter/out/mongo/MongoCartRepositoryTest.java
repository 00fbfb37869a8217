package io.pannier.cart.adapter.out.mongo;

import static org.assertj.core.api.Assertions.assertThat;

import io.pannier.cart.CartFixture;
import io.pannier.cart.domain.model.ChangeableCart;
import io.pannier.cart.domain.port.CartRepository;
import io.pannier.cart.domain.port.CartRepositoryContract;
import io.pannier.testkit.TestDatabase;
import java.util.Objects;
import org.bson.BsonDocument;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The repository's contract, on MongoDB. */
@Tag("mongodb")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MongoCartRepositoryTest extends CartRepositoryContract {

  private final TestDatabase mongo = TestDatabase.open();
  private final CartStore store = CartStore.patient(mongo.uri());

  @AfterAll
  void close() {
    store.close();
    mongo.close();
  }

  @Override
  protected CartRepository repository() {
    return store.repository();
  }

  @Test
  void carts_expire_in_the_database() {
    Document expiry =
        store
            .template()
            .getCollection(CartDocument.COLLECTION)
            .flatMapMany(carts -> carts.listIndexes())
            .filter(index -> "expiry".equals(index.getString("name")))
            .blockFirst();

    assertThat(Objects.requireNonNull(expiry).get("expireAfterSeconds", Number.class).longValue())
        .isZero();
  }

  /** What a cart remembers of its changes is most of its bytes, and nothing that a view shows. */
  @Test
  void a_view_does_not_read_what_the_cart_remembers() {
    ChangeableCart cart = CartFixture.withoutMemory(CartFixture.emptyCart());
    repository().create(cart, soon()).block();
    store.commands().forget();

    repository().view(cart.stored().id(), soon()).block();
    repository().find(cart.stored().id(), soon()).block();

    assertThat(store.commands().all("find"))
        .extracting(find -> find.get("projection"))
        .containsExactly(
            BsonDocument.parse("{receipts: 0, merges: 0, mergesForgottenUntil: 0}"), null);
  }
}
