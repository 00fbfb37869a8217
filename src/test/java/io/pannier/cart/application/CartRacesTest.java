package io.pannier.cart.application;

import static io.pannier.cart.CartFixture.NOW;
import static io.pannier.cart.CartFixture.POLICY;
import static io.pannier.cart.CartFixture.SOAP;
import static io.pannier.cart.CartFixture.TISSUES;
import static io.pannier.cart.CartFixture.at;
import static io.pannier.cart.CartFixture.product;
import static io.pannier.cart.application.CartScene.codeOf;
import static io.pannier.cart.application.CartScene.done;
import static io.pannier.cart.application.CartScene.ifMatch;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.pannier.cart.Outcomes;
import io.pannier.cart.domain.model.CartLine;
import io.pannier.cart.domain.model.StoredCart;
import io.pannier.inventory.domain.model.StockLevel;
import io.pannier.shared.model.Deadline;
import io.pannier.shared.model.ProductAtLocation;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;

/** Several writers of one cart at the same time: what was acknowledged is what is stored. */
class CartRacesTest {

  private static final ProductAtLocation PRODUCT = at(TISSUES, 1);
  private static final ProductAtLocation OTHER = at(SOAP, 1);
  private static final int WRITERS = 32;

  private final CartScene scene = new CartScene();

  CartRacesTest() {
    scene.gateways.selling(PRODUCT).selling(OTHER);
  }

  @Test
  void thirty_two_additions_of_one_product_all_count() {
    List<CartResult.Changed> acknowledged = inParallel(WRITERS, writer -> scene.add(PRODUCT, 1));

    assertThat(acknowledged).hasSize(WRITERS);
    assertThat(scene.stored().quantityOf(PRODUCT)).isEqualTo(WRITERS);
    assertThat(scene.stored().version()).isEqualTo(1 + WRITERS);
    assertThat(acknowledged)
        .filteredOn(change -> change.results().get(0).created())
        .as("one of them made the line")
        .hasSize(1);
    assertThat(acknowledged)
        .extracting(change -> change.cart().stored().version())
        .doesNotHaveDuplicates();
  }

  @Test
  void thirty_two_additions_of_as_many_products_all_count() {
    IntStream.rangeClosed(1, WRITERS).forEach(number -> scene.gateways.selling(product(number)));

    List<CartResult.Changed> acknowledged =
        inParallel(WRITERS, writer -> scene.add(product(writer), writer));

    assertThat(acknowledged).hasSize(WRITERS);
    assertThat(scene.stored().lines())
        .extracting(CartLine::product, CartLine::quantity)
        .containsExactlyInAnyOrderElementsOf(
            IntStream.rangeClosed(1, WRITERS).mapToObj(n -> tuple(product(n), n)).toList());
  }

  @Test
  void fifty_requests_with_one_key_have_one_effect_and_the_others_replay() {
    List<CartResult.Changed> acknowledged = inParallel(50, writer -> scene.add(PRODUCT, 3, "key"));

    assertThat(acknowledged).hasSize(50);
    assertThat(acknowledged).filteredOn(CartResult.Changed::replayed).hasSize(49);
    assertThat(acknowledged)
        .extracting(CartResult.Changed::results)
        .containsOnly(acknowledged.get(0).results());
    assertThat(scene.stored().quantityOf(PRODUCT)).isEqualTo(3);
    assertThat(scene.stored().version()).isEqualTo(2);
  }

  @Test
  void limits_hold_however_many_add_at_once() {
    scene.gateways.inventory().has(PRODUCT, StockLevel.of(10, null));

    long accepted =
        inParallel(WRITERS, writer -> CartScene.outcome(scene.add(PRODUCT, 1))).stream()
            .filter(outcome -> outcome.isEmpty())
            .count();

    assertThat(accepted).isEqualTo(10);
    assertThat(scene.stored().quantityOf(PRODUCT)).isEqualTo(10);
  }

  @RepeatedTest(5)
  void of_two_absolute_changes_with_one_tag_one_wins_and_one_is_told_of_the_other() {
    scene.holding(PRODUCT, 5);

    List<Object> outcomes =
        inParallel(
            2,
            writer ->
                scene
                    .change(scene.target(ifMatch(2)), PRODUCT, 6 + writer)
                    .<Object>map(cart -> cart.stored().quantityOf(PRODUCT))
                    .onErrorResume(RuntimeException.class, e -> Mono.just(Outcomes.codeOf(e))));

    assertThat(outcomes).contains("PRECONDITION_FAILED");
    assertThat(outcomes).contains(scene.stored().quantityOf(PRODUCT));
    assertThat(scene.stored().version()).isEqualTo(3);
  }

  @RepeatedTest(5)
  void removing_against_adding_ends_as_if_one_came_after_the_other() {
    scene.holding(PRODUCT, 5);

    List<Object> outcomes =
        inParallel(
            2,
            writer ->
                writer == 1
                    ? scene.remove(PRODUCT).cast(Object.class)
                    : scene.add(PRODUCT, 2).cast(Object.class));

    assertThat(outcomes).hasSize(2);
    assertThat(scene.stored().quantityOf(PRODUCT))
        .as("removed, then added; or the reverse")
        .isIn(2, 0);
    assertThat(scene.stored().version()).isEqualTo(4);
  }

  @RepeatedTest(5)
  void erasing_against_adding_never_brings_the_cart_back() {
    scene.holding(PRODUCT, 5);

    inParallel(
        2,
        writer ->
            writer == 1
                ? scene.erase().thenReturn("erased")
                : CartScene.outcome(scene.add(PRODUCT, 2)).cast(Object.class));

    assertThat(scene.repository.stored(scene.cartId)).isEmpty();
  }

  @Test
  void an_erasure_that_was_overtaken_is_made_all_the_same() {
    scene.repository.isOvertakenBy(cart -> cart.next(NOW, POLICY));

    scene.erase().block();

    assertThat(scene.repository.stored(scene.cartId)).isEmpty();
  }

  @Test
  void races_are_run_again_until_the_deadline_is_near() {
    alwaysOvertaken(30);

    done(scene.add(PRODUCT, 1));

    assertThat(scene.stored().version()).as("thirty rivals, then this one").isEqualTo(32);
  }

  @Test
  void near_the_deadline_a_lost_race_is_a_concurrent_update_and_nothing_was_changed() {
    alwaysOvertaken(1);
    Deadline near = Deadline.after(CartScene.STORAGE_TIMEOUT.minusMillis(1));

    assertThat(
            codeOf(
                scene.add(
                    scene.target(CartScene.GUEST, VersionCondition.ANY, near), PRODUCT, 1, null)))
        .isEqualTo("CONCURRENT_UPDATE");

    assertThat(scene.stored().lines()).isEmpty();
    assertThat(scene.repository.calls()).containsExactly("find", "replace");
  }

  @Test
  void without_end_it_ends_before_the_deadline() {
    alwaysOvertaken(1_000_000);
    Deadline deadline = Deadline.after(CartScene.STORAGE_TIMEOUT.plusSeconds(1));

    assertThat(
            codeOf(
                scene.add(
                    scene.target(CartScene.GUEST, VersionCondition.ANY, deadline),
                    PRODUCT,
                    1,
                    null)))
        .isEqualTo("CONCURRENT_UPDATE");
    assertThat(scene.repository.calls().size()).isGreaterThan(3);
  }

  @Test
  void a_last_try_whose_outcome_is_not_known_is_late_and_not_a_concurrent_update() {
    scene.repository.isSlow(Duration.ofMinutes(10));
    Deadline deadline = Deadline.after(Duration.ofMillis(50));

    assertThat(
            codeOf(
                scene.remove(
                    scene.target(CartScene.GUEST, VersionCondition.ANY, deadline), PRODUCT)))
        .isEqualTo("DEADLINE_EXCEEDED");
  }

  @Test
  void in_line_each_tries_once_more_however_many_they_are() {
    scene.repository.isSlow(Duration.ofMillis(5));

    inParallel(WRITERS, writer -> scene.add(PRODUCT, 1));

    assertThat(scene.stored().quantityOf(PRODUCT)).isEqualTo(WRITERS);
    assertThat(scene.repository.calls())
        .as("one try with all the others, one alone")
        .hasSizeLessThanOrEqualTo(2 * 2 * WRITERS);
  }

  @Test
  void nobody_waits_for_the_upstream_of_another_writer() {
    Sinks.Empty<Void> answer = Sinks.empty();
    scene.gateways.catalog().holdsBack(OTHER.id(), answer.asMono());
    CompletableFuture<CartResult.Changed> hanging = scene.add(OTHER, 1).toFuture();

    inParallel(8, writer -> scene.add(PRODUCT, 1));
    assertThat(scene.stored().quantityOf(PRODUCT)).isEqualTo(8);
    assertThat(hanging).isNotDone();
    answer.tryEmitEmpty();

    assertThat(hanging.join().cart().stored().version()).isEqualTo(10);
    assertThat(scene.gateways.catalog().questions())
        .filteredOn(question -> question.contains(OTHER.id()))
        .as("not asked again after the lost race")
        .hasSize(1);
  }

  @Test
  void a_change_is_made_before_anybody_is_asked_about_what_others_brought_meanwhile() {
    StoredCart withOther = scene.holding(OTHER, 1).stored();
    done(scene.remove(OTHER));
    scene.gateways.catalog().holdsBack(OTHER.id(), Mono.never());
    scene.repository.isOvertakenBy(cart -> withOther.next(NOW, POLICY).next(NOW, POLICY));

    CompletableFuture<CartResult.Changed> first = scene.add(PRODUCT, 1).toFuture();
    scene.repository.isOvertakenBy(cart -> cart.next(NOW, POLICY));
    CompletableFuture<StoredCart> second = scene.remove(OTHER).toFuture();

    assertThat(first).as("is made, and waits for the catalog").isNotDone();
    assertThat(second).as("waits for nobody").isCompleted();
    assertThat(scene.stored().lines()).extracting(CartLine::product).containsExactly(PRODUCT);
  }

  /** Each write adds one unit, so units count the writes. */
  @RepeatedTest(5)
  void whoever_hangs_up_whenever_nothing_is_lost_and_each_version_is_made_once() {
    scene.repository.isSlow(Duration.ofMillis(1));

    List<Long> acknowledged =
        inParallel(
            2 * WRITERS,
            writer ->
                scene
                    .add(PRODUCT, 1)
                    .map(change -> change.cart().stored().version())
                    .take(Duration.ofMillis(writer % 3 == 0 ? writer : 60_000)));

    assertThat(acknowledged)
        .hasSizeGreaterThanOrEqualTo(2 * WRITERS * 2 / 3)
        .doesNotHaveDuplicates()
        .allMatch(version -> version <= scene.stored().version());
    assertThat(scene.stored().quantityOf(PRODUCT))
        .isEqualTo((int) scene.stored().version() - 1)
        .isGreaterThanOrEqualTo(acknowledged.size());
  }

  private void alwaysOvertaken(int times) {
    for (int i = 0; i < times; i++) {
      scene.repository.isOvertakenBy(cart -> cart.next(NOW, POLICY));
    }
  }

  /** Each on a thread of its own, counted from 1. */
  private static <T> List<T> inParallel(int writers, IntFunction<Mono<T>> work) {
    return Flux.range(1, writers)
        .flatMap(
            writer -> Mono.defer(() -> work.apply(writer)).subscribeOn(Schedulers.boundedElastic()),
            writers)
        .collectList()
        .blockOptional(Duration.ofMinutes(2))
        .orElseThrow();
  }
}
