package io.pannier.cart.domain.model;

import static io.pannier.cart.CartFixture.NOW;
import static io.pannier.cart.CartFixture.POLICY;
import static io.pannier.cart.CartFixture.TISSUES;
import static io.pannier.cart.CartFixture.at;
import static io.pannier.cart.CartFixture.emptyCart;
import static io.pannier.cart.CartFixture.taken;
import static io.pannier.cart.CartFixture.withoutMemory;
import static io.pannier.cart.domain.model.Refusals.refusalOf;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a cart remembers of changes that clients may repeat. */
class ReceiptsTest {

  private static final List<CartEntry.Result> RESULTS = List.of(taken(at(TISSUES, 1), true));

  @Test
  void a_receipt_tells_what_was_asked_and_what_came_of_it() {
    Receipts.Key key = Receipts.Key.of("key", "command");

    ChangeableCart cart =
        withoutMemory(emptyCart()).next(NOW, POLICY).withReceipt(key, RESULTS, POLICY);

    assertThat(cart.receipts().find(key, NOW, POLICY))
        .contains(new Receipts.Receipt(key.keyHash(), key.commandHash(), 2, NOW, RESULTS));
  }

  @Test
  void a_receipt_is_found_by_its_key_and_refused_to_another_request() {
    ChangeableCart cart =
        withoutMemory(emptyCart()).withReceipt(Receipts.Key.of("key", "one"), RESULTS, POLICY);

    assertThat(refusalOf(() -> cart.receipts().find(Receipts.Key.of("key", "other"), NOW, POLICY)))
        .isEqualTo(new Refusal.IdempotencyKeyReused());
    assertThat(cart.receipts().find(Receipts.Key.of("another", "one"), NOW, POLICY)).isEmpty();
  }

  @Test
  void neither_key_nor_command_is_kept() {
    Receipts.Key key = Receipts.Key.of("a-client-s-key", "add secret-thing");

    assertThat(withoutMemory(emptyCart()).withReceipt(key, RESULTS, POLICY).toString())
        .doesNotContain("a-client-s-key", "secret-thing");
  }

  @Test
  void a_receipt_is_remembered_for_a_day() {
    Receipts.Key key = Receipts.Key.of("key", "command");
    ChangeableCart cart = withoutMemory(emptyCart()).withReceipt(key, RESULTS, POLICY);
    Instant dayLater = NOW.plus(Duration.ofHours(24));

    assertThat(cart.receipts().find(key, dayLater.minusMillis(1), POLICY)).isPresent();
    assertThat(cart.receipts().find(key, dayLater, POLICY)).isEmpty();
  }

  @Test
  void the_newest_hundred_are_remembered() {
    ChangeableCart cart = withoutMemory(emptyCart());
    for (int number = 1; number <= 101; number++) {
      cart = cart.next(NOW.plusSeconds(number), POLICY).withReceipt(key(number), RESULTS, POLICY);
    }

    Instant now = NOW.plusSeconds(101);
    ChangeableCart remembering = cart;
    assertThat(cart.receipts().newestFirst()).hasSize(100);
    assertThat(
            IntStream.rangeClosed(1, 101)
                .filter(number -> remembering.receipts().find(key(number), now, POLICY).isEmpty()))
        .containsExactly(1);
  }

  @Test
  void what_is_too_old_is_dropped_with_the_next_receipt_and_its_key_can_be_used_again() {
    Instant dayLater = NOW.plus(Duration.ofHours(24));
    ChangeableCart old = withoutMemory(emptyCart()).withReceipt(key(1), RESULTS, POLICY);

    ChangeableCart cart = old.next(dayLater, POLICY).withReceipt(key(1), List.of(), POLICY);

    assertThat(cart.receipts().newestFirst()).hasSize(1);
    assertThat(cart.receipts().find(key(1), dayLater, POLICY).orElseThrow().results()).isEmpty();
  }

  @Test
  void changes_without_a_key_keep_the_receipts() {
    ChangeableCart cart = withoutMemory(emptyCart()).withReceipt(key(1), RESULTS, POLICY);

    assertThat(cart.with(cart.stored().clear()).next(NOW, POLICY).receipts())
        .isEqualTo(cart.receipts());
  }

  private static Receipts.Key key(int number) {
    return Receipts.Key.of("key " + number, "command " + number);
  }
}
