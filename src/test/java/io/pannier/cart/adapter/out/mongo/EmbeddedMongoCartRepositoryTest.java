package io.pannier.cart.adapter.out.mongo;

import io.pannier.cart.domain.port.CartRepository;
import io.pannier.cart.domain.port.CartRepositoryContract;
import io.pannier.local.EmbeddedMongo;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;

/** The repository's contract, on the embedded database. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EmbeddedMongoCartRepositoryTest extends CartRepositoryContract {

  private final EmbeddedMongo mongo = EmbeddedMongo.inMemory();
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
}
