package io.pannier.cart.adapter.out.mongo;

import static io.pannier.cart.CartFixture.product;
import static io.pannier.cart.CustomerScene.ANN;
import static io.pannier.cart.CustomerScene.AS_ANN;
import static io.pannier.cart.CustomerScene.target;
import static io.pannier.cart.Outcomes.done;
import static io.pannier.cart.Outcomes.inParallel;
import static io.pannier.cart.Outcomes.outcome;
import static org.assertj.core.api.Assertions.assertThat;

import io.pannier.cart.CustomerScene;
import io.pannier.cart.CustomerScene.GuestsCart;
import io.pannier.cart.Outcomes;
import io.pannier.cart.application.CartResult;
import io.pannier.cart.domain.model.CartId;
import io.pannier.cart.domain.model.CartMerge;
import io.pannier.cart.domain.model.CartState;
import io.pannier.testkit.TestDatabase;
import java.util.List;
import org.bson.Document;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

/** Races of customers through two instances of the service, on one database. */
@Tag("mongodb")
class CustomersOnMongoTest {

  private final TestDatabase mongo = TestDatabase.open();
  private final CartStore store = CartStore.patient(mongo.uri());
  private final CartStore otherStore = CartStore.patient(mongo.uri());
  private final CustomerScene scene = CustomerScene.over(store.repository(), store.activeCarts());
  private final CustomerScene replica =
      scene.replica(otherStore.repository(), otherStore.activeCarts());

  @AfterEach
  void close() {
    otherStore.close();
    store.close();
    mongo.close();
  }

  @Test
  void fifty_creations_at_once_give_one_cart_also_where_one_had_been_closed() {
    List<CartResult.Created> created = inParallel(50, runner -> instance(runner).create(AS_ANN));

    CartId cart = scene.annsCart();
    assertThat(created).filteredOn(CartResult.Created::isNew).hasSize(1);
    assertThat(created).extracting(one -> one.cart().stored().id()).containsOnly(cart);
    assertThat(count("carts")).isEqualTo(1);

    scene.holds(cart, AS_ANN, product(1), 1);
    done(scene.close(cart, 2, "order-1"));
    List<CartResult.Created> again = inParallel(50, runner -> instance(runner).create(AS_ANN));

    assertThat(again).filteredOn(CartResult.Created::isNew).hasSize(1);
    assertThat(again)
        .extracting(one -> one.cart().stored().id())
        .containsOnly(scene.annsCart())
        .doesNotContain(cart);
    assertThat(count("carts")).isEqualTo(2);
    assertThat(count("activeCarts")).isEqualTo(1);
  }

  @Test
  void merging_while_the_guest_and_the_customer_write_loses_nothing_that_was_acknowledged() {
    CartId anns = scene.annsCart();
    GuestsCart guests = scene.guestsCart(product(1), 1);

    List<Object> outcomes =
        inParallel(
            30,
            runner ->
                outcome(
                    switch (runner % 3) {
                      case 0 -> instance(runner).add(guests.id(), guests.guest(), product(1), 1);
                      case 1 -> instance(runner).add(anns, AS_ANN, product(1), 1);
                      default ->
                          runner < 15
                              ? instance(runner).add(guests.id(), guests.guest(), product(1), 1)
                              : instance(runner)
                                  .merge(target(anns, AS_ANN), guests, CartMerge.Strategy.SUM);
                    }));

    long added = outcomes.stream().filter(CartResult.Changed.class::isInstance).count();
    long merged = outcomes.stream().filter(CartResult.Merged.class::isInstance).count();
    long sentOn = outcomes.stream().filter(Outcomes::isNotActive).count();
    System.out.printf(
        "30 writers, 5 of them merging, over 2 instances: %d added, %d merged, %d sent on%n",
        added, merged, sentOn);
    assertThat(List.of(added + sentOn, merged)).containsExactly(25L, 5L);
    assertThat(scene.stored(anns).quantityOf(product(1))).isEqualTo((int) (1 + added));
    assertThat(scene.remembered(anns).merges().newestFirst()).hasSize(1);
    assertThat(scene.stored(guests.id()).state()).isEqualTo(new CartState.Merged(anns));
  }

  @Test
  void erasing_forgets_the_pointer_that_still_names_the_cart() {
    CartId former = scene.annsCart();
    scene.holds(former, AS_ANN, product(1), 1);
    done(scene.close(former, 2, "order-1"));
    CartId active = scene.annsCart();

    scene.erase(former, AS_ANN).block();
    assertThat(done(scene.viewMine(AS_ANN)).stored().id()).isEqualTo(active);

    scene.erase(active, AS_ANN).block();
    assertThat(count("activeCarts")).isZero();
    assertThat(count("carts")).isZero();
  }

  @Test
  void what_cannot_be_read_is_erased_with_all_carts_of_the_customer() {
    CartId anns = scene.annsCart();
    insert("carts", new Document("_id", new ObjectId()).append("customerHash", ANN.hash()));
    insert(
        "carts",
        new Document("_id", "of a newer release")
            .append("schemaVersion", 99)
            .append("customerHash", ANN.hash()));
    insert(
        "carts",
        new Document("_id", "merged, of a newer release")
            .append("schemaVersion", 99)
            .append("state", new Document("mergedInto", anns.value())));
    insert(
        "carts",
        new Document("_id", "merged into what cannot be read")
            .append("state", new Document("mergedInto", "of a newer release")));
    insert(
        "carts",
        new Document("_id", "0123456789abcdef01234567").append("customerHash", ANN.hash()));
    insert("carts", new Document("_id", "another's").append("customerHash", "another"));
    update("activeCarts", new Document("cartId", 7).append("future", true));

    scene.eraseMine(AS_ANN).block();

    assertThat(count("activeCarts")).isZero();
    assertThat(count("carts")).as("another's").isEqualTo(1);
  }

  private void insert(String collection, Document document) {
    store
        .template()
        .getCollection(collection)
        .flatMap(all -> Mono.from(all.insertOne(document)))
        .block();
  }

  private void update(String collection, Document values) {
    store
        .template()
        .getCollection(collection)
        .flatMap(all -> Mono.from(all.updateMany(new Document(), new Document("$set", values))))
        .block();
  }

  private CustomerScene instance(int runner) {
    return runner % 2 == 0 ? scene : replica;
  }

  private long count(String collection) {
    return done(
        store
            .template()
            .getCollection(collection)
            .flatMapMany(all -> all.find(new Document()))
            .count());
  }
}
