package io.pannier.cart.adapter.out.mongo;

import static io.pannier.cart.CartFixture.emptyCart;
import static io.pannier.cart.CartFixture.withoutMemory;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.pannier.cart.domain.model.ChangeableCart;
import io.pannier.local.EmbeddedMongo;
import io.pannier.shared.model.Deadline;
import io.pannier.shared.storage.StorageFailure;
import io.pannier.testkit.Await;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A database that is killed and comes back. */
class MongoRestartTest {

  private static final Deadline LATER = Deadline.after(Duration.ofMinutes(10));

  @Test
  void carts_are_unavailable_meanwhile_and_there_again_without_a_restart_of_the_service(
      @TempDir Path folder) throws InterruptedException {
    try (EmbeddedMongo mongo = EmbeddedMongo.onDisk(folder.resolve("carts.mv"), 0);
        CartStore store =
            CartStore.open(
                mongo.uri(),
                "pannier.mongodb.operation-timeout=2s",
                "pannier.mongodb.server-selection-timeout=1s")) {
      ChangeableCart cart = withoutMemory(emptyCart());
      Await.until(() -> isStored(store, cart));

      mongo.stop();
      StorageFailure failed =
          catchThrowableOfType(
              StorageFailure.class,
              () ->
                  store.repository().find(cart.stored().id(), LATER).block(Duration.ofSeconds(15)));
      assertThat(failed.kind()).isEqualTo(StorageFailure.Kind.UNAVAILABLE);
      mongo.start();

      Await.until(() -> isFound(store, cart));
    }
  }

  private static boolean isStored(CartStore store, ChangeableCart cart) {
    return store.repository().create(cart, LATER).onErrorComplete().blockOptional().isPresent()
        || isFound(store, cart);
  }

  private static boolean isFound(CartStore store, ChangeableCart cart) {
    return store
        .repository()
        .find(cart.stored().id(), LATER)
        .onErrorComplete()
        .blockOptional()
        .filter(cart::equals)
        .isPresent();
  }
}
