package io.pannier.cart.application;

import static io.pannier.cart.CartFixture.NOW;
import static io.pannier.cart.CartFixture.POLICY;
import static io.pannier.cart.CartFixture.SOAP;
import static io.pannier.cart.CartFixture.TISSUES;
import static io.pannier.cart.CartFixture.at;
import static io.pannier.cart.CartFixture.entry;
import static io.pannier.cart.CartFixture.product;
import static io.pannier.cart.Outcomes.failed;
import static io.pannier.cart.application.CartScene.codeOf;
import static io.pannier.cart.application.CartScene.done;
import static io.pannier.cart.application.CartScene.failure;
import static org.assertj.core.api.Assertions.assertThat;

import io.pannier.cart.Outcomes.Failed;
import io.pannier.cart.domain.model.CartEntry;
import io.pannier.cart.domain.model.StoredCart;
import io.pannier.inventory.domain.model.StockLevel;
import io.pannier.shared.model.Answer.Reason;
import io.pannier.shared.model.Deadline;
import io.pannier.shared.model.ProductAtLocation;
import io.pannier.shared.storage.ChangeInDoubt;
import io.pannier.shared.storage.StorageFailure;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A client that does not know what came of its request repeats it with its key. */
class CartRetriesTest {

  private static final ProductAtLocation PRODUCT = at(TISSUES, 1);
  private static final ProductAtLocation OTHER = at(SOAP, 1);

  private final CartScene scene = new CartScene().holding(OTHER, 1);

  CartRetriesTest() {
    scene.gateways.selling(PRODUCT);
  }

  @Test
  void the_same_key_and_command_have_one_effect_and_the_first_results() {
    CartResult.Changed first = done(scene.add(PRODUCT, 2, "key"));
    CartResult.Changed second = done(scene.add(PRODUCT, 2, "key"));

    assertThat(first.replayed()).isFalse();
    assertThat(second.replayed()).isTrue();
    assertThat(second.results()).isEqualTo(first.results());
    assertThat(second.results()).extracting(CartEntry.Result::created).containsExactly(true);
    assertThat(scene.stored().quantityOf(PRODUCT)).isEqualTo(2);
    assertThat(scene.stored().version()).isEqualTo(3);
  }

  @Test
  void a_replay_shows_the_cart_as_it_is_now() {
    done(scene.add(PRODUCT, 2, "key"));
    done(scene.add(PRODUCT, 5));
    done(scene.remove(OTHER));

    CartResult.Changed replay = done(scene.add(PRODUCT, 2, "key"));

    assertThat(replay.cart().stored()).isEqualTo(scene.stored());
    assertThat(replay.cart().stored().quantityOf(PRODUCT)).isEqualTo(7);
    assertThat(replay.cart().items()).hasSize(1);
  }

  @Test
  void a_replay_does_not_need_the_gateways() {
    done(scene.add(PRODUCT, 2, "key"));
    scene.gateways.isDown(Reason.UNREACHABLE);

    assertThat(done(scene.add(PRODUCT, 2, "key")).replayed()).isTrue();
  }

  @Test
  void without_a_key_every_request_counts() {
    done(scene.add(PRODUCT, 2));
    done(scene.add(PRODUCT, 2));

    assertThat(scene.stored().quantityOf(PRODUCT)).isEqualTo(4);
  }

  @Test
  void the_key_of_another_command_is_refused_before_anybody_is_asked() {
    done(scene.add(PRODUCT, 2, "key"));
    StoredCart before = scene.stored();
    List<Integer> asked = scene.gateways.questions();

    assertThat(codeOf(scene.add(PRODUCT, 3, "key"))).isEqualTo("IDEMPOTENCY_KEY_REUSED");
    assertThat(codeOf(scene.add(OTHER, 2, "key"))).isEqualTo("IDEMPOTENCY_KEY_REUSED");
    assertThat(codeOf(scene.addBatch(CartCommand.BatchMode.PARTIAL, "key", entry(PRODUCT, 2))))
        .isEqualTo("IDEMPOTENCY_KEY_REUSED");

    assertThat(scene.gateways.questions()).isEqualTo(asked);
    assertThat(scene.stored()).isEqualTo(before);
  }

  @Test
  void a_refusal_is_not_kept_and_is_decided_afresh() {
    scene.gateways.inventory().has(PRODUCT, StockLevel.of(0, null));
    assertThat(codeOf(scene.add(PRODUCT, 2, "key"))).isEqualTo("INSUFFICIENT_STOCK");

    scene.gateways.inventory().has(PRODUCT, StockLevel.of(9, null));
    assertThat(done(scene.add(PRODUCT, 2, "key")).replayed()).isFalse();
    assertThat(scene.stored().quantityOf(PRODUCT)).isEqualTo(2);
  }

  @Test
  void a_partial_batch_replays_its_refusals_too() {
    CartResult.Changed first =
        done(
            scene.addBatch(
                CartCommand.BatchMode.PARTIAL, "key", entry(PRODUCT, 2), entry(product(7), 1)));
    scene.gateways.selling(product(7));

    CartResult.Changed second =
        done(
            scene.addBatch(
                CartCommand.BatchMode.PARTIAL, "key", entry(PRODUCT, 2), entry(product(7), 1)));

    assertThat(second.replayed()).isTrue();
    assertThat(second.results()).isEqualTo(first.results()).hasSize(2);
    assertThat(scene.stored().quantityOf(product(7))).isZero();
  }

  @Test
  void a_partial_batch_of_which_nothing_was_taken_is_decided_afresh() {
    done(scene.addBatch(CartCommand.BatchMode.PARTIAL, "key", entry(product(7), 1)));
    scene.gateways.selling(product(7));

    assertThat(
            done(scene.addBatch(CartCommand.BatchMode.PARTIAL, "key", entry(product(7), 1)))
                .replayed())
        .isFalse();
    assertThat(scene.stored().quantityOf(product(7))).isEqualTo(1);
  }

  @Test
  void an_atomic_batch_has_one_effect_too() {
    done(scene.addBatch(CartCommand.BatchMode.ATOMIC, "key", entry(PRODUCT, 2), entry(OTHER, 1)));

    assertThat(
            done(scene.addBatch(
                    CartCommand.BatchMode.ATOMIC, "key", entry(PRODUCT, 2), entry(OTHER, 1)))
                .replayed())
        .isTrue();
    assertThat(scene.stored().quantityOf(PRODUCT)).isEqualTo(2);
    assertThat(scene.stored().quantityOf(OTHER)).isEqualTo(2);
  }

  @Test
  void overtaken_to_the_end_nothing_was_changed() {
    for (int i = 0; i < 1_000; i++) {
      scene.repository.isOvertakenBy(cart -> cart.next(NOW, POLICY));
    }
    CartCommand.Target impatient =
        scene.target(
            CartScene.GUEST, VersionCondition.NONE, Deadline.after(Duration.ofMillis(520)));

    Failed lost = failed(scene.add(impatient, PRODUCT, 2, "key"));

    assertThat(lost.code()).isEqualTo("CONCURRENT_UPDATE");
    assertThat(lost.changeMayHaveHappened()).isFalse();
  }

  @Test
  void a_write_whose_answer_was_lost_after_a_lost_race_may_have_happened() {
    scene.repository.isOvertakenBy(cart -> cart.next(NOW, POLICY));
    scene.repository.losesTheAnswerToTheChangeAfterTheNext();

    Failed cut = failed(scene.add(PRODUCT, 2, "key"));

    assertThat(cut.code()).isEqualTo("STORAGE_UNAVAILABLE");
    assertThat(cut.changeMayHaveHappened()).isTrue();
  }

  @Test
  void a_write_whose_answer_was_lost_is_told_when_it_is_repeated() {
    scene.repository.losesTheAnswerToTheNextChange();
    assertThat(failure(scene.add(PRODUCT, 2, "key"))).isInstanceOf(ChangeInDoubt.class);

    CartResult.Changed repeated = done(scene.add(PRODUCT, 2, "key"));

    assertThat(repeated.replayed()).isTrue();
    assertThat(repeated.results()).extracting(CartEntry.Result::created).containsExactly(true);
    assertThat(scene.stored().quantityOf(PRODUCT)).isEqualTo(2);
  }

  @Test
  void a_write_that_did_not_get_through_is_made_when_it_is_repeated() {
    scene.repository.isDown();
    assertThat(failure(scene.add(PRODUCT, 2, "key"))).isInstanceOf(StorageFailure.class);
    scene.repository.isUpAgain();

    assertThat(done(scene.add(PRODUCT, 2, "key")).replayed()).isFalse();
    assertThat(scene.stored().quantityOf(PRODUCT)).isEqualTo(2);
  }

  @Test
  void after_a_day_a_key_is_as_good_as_new() {
    done(scene.add(PRODUCT, 2, "key"));
    scene.clock.pass(Duration.ofHours(24));

    assertThat(done(scene.add(PRODUCT, 3, "key")).replayed()).isFalse();
    assertThat(scene.stored().quantityOf(PRODUCT)).isEqualTo(5);
  }

  @Test
  void a_storage_failure_is_not_tried_again_by_the_service() {
    scene.repository.forgetCalls();
    scene.repository.losesTheAnswerToTheNextChange();

    assertThat(codeOf(scene.add(PRODUCT, 2, "key"))).isEqualTo("STORAGE_UNAVAILABLE");

    assertThat(scene.repository.calls()).containsExactly("find", "replace");
  }
}
