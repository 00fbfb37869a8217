package io.pannier.cart.adapter.out.mongo;

import static org.assertj.core.api.Assertions.assertThat;

import io.pannier.cart.domain.port.CartRepository;
import io.pannier.cart.domain.port.CartRepositoryContract;
import java.util.Objects;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The repository's contract, on the database that {@code PANNIER_TEST_MONGODB_URI} names: a
 * database of its own on any MongoDB. Its collection {@code carts} is dropped.
 */
class AnyMongoCartRepositoryTest extends CartRepositoryContract {

  private static final String VARIABLE = "PANNIER_TEST_MONGODB_URI";

  private static @Nullable CartStore store;

  @BeforeAll
  static void connect() {
    String uri = System.getenv(VARIABLE);
    if (uri == null || uri.isBlank()) {
      String line = VARIABLE + " is not set: the cart store was not tried on a MongoDB of yours";
      System.out.println(line);
      Assumptions.abort(line);
    } else {
      store = CartStore.patient(uri);
    }
  }

  @AfterAll
  static void close() {
    if (store != null) {
      store.template().dropCollection(CartDocument.COLLECTION).block();
      store.close();
    }
  }

  @Override
  protected CartRepository repository() {
    return Objects.requireNonNull(store).repository();
  }

  @Test
  void carts_expire_in_the_database() {
    Document expiry =
        Objects.requireNonNull(store)
            .template()
            .getCollection(CartDocument.COLLECTION)
            .flatMapMany(carts -> carts.listIndexes())
            .filter(index -> "expiry".equals(index.getString("name")))
            .blockFirst();

    assertThat(Objects.requireNonNull(expiry).get("expireAfterSeconds", Number.class).longValue())
        .isZero();
  }
}
