package io.pannier.cart;

import static io.pannier.cart.CartFixture.NOW;
import static io.pannier.cart.CartFixture.POLICY;
import static io.pannier.cart.CartFixture.emptyCart;
import static io.pannier.cart.CartFixture.withoutMemory;
import static org.assertj.core.api.Assertions.assertThat;

import io.pannier.cart.domain.model.ChangeableCart;
import io.pannier.cart.domain.port.CartRepository;
import io.pannier.cart.domain.port.CartRepositoryContract;
import io.pannier.shared.model.Deadline;
import io.pannier.shared.storage.ChangeInDoubt;
import io.pannier.shared.storage.LostRace;
import io.pannier.shared.storage.StorageFailure;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

class InMemoryCartRepositoryTest extends CartRepositoryContract {

  private final InMemoryCartRepository repository = new InMemoryCartRepository();

  @Override
  protected CartRepository repository() {
    return repository;
  }

  @Test
  void down_it_changes_nothing_and_says_so() {
    ChangeableCart cart = created(withoutMemory(emptyCart()));
    repository.isDown();

    assertFailure(repository.find(cart.stored().id(), soon()), false);
    assertFailure(repository.replace(cart.next(NOW, POLICY), soon()), false);

    repository.isUpAgain();
    assertThat(found(cart)).isEqualTo(cart);
  }

  @Test
  void an_answer_that_was_lost_is_the_answer_to_a_change_that_was_made() {
    ChangeableCart cart = created(withoutMemory(emptyCart()));
    ChangeableCart next = cart.next(NOW, POLICY);
    repository.losesTheAnswerToTheNextChange();

    assertFailure(repository.replace(next, soon()), true);

    assertThat(found(cart)).isEqualTo(next);
  }

  @Test
  void slow_it_ends_with_the_deadline() {
    ChangeableCart cart = created(withoutMemory(emptyCart()));
    repository.isSlow(Duration.ofHours(1));

    assertFailure(repository.find(cart.stored().id(), Deadline.after(Duration.ofMillis(1))), false);
    assertFailure(
        repository.replace(cart.next(NOW, POLICY), Deadline.after(Duration.ofMillis(1))), true);
  }

  @Test
  void overtaken_it_lets_the_other_win() {
    ChangeableCart cart = created(withoutMemory(emptyCart()));
    ChangeableCart rival = cart.next(NOW.plusMillis(5), POLICY);
    repository.isOvertakenBy(stored -> rival.stored());

    StepVerifier.create(repository.replace(cart.next(NOW, POLICY), soon()))
        .verifyError(LostRace.class);

    assertThat(found(cart)).isEqualTo(rival);
  }

  private static void assertFailure(Mono<ChangeableCart> call, boolean changeMayHaveHappened) {
    StepVerifier.create(call)
        .verifyErrorSatisfies(
            error ->
                assertThat(error)
                    .isInstanceOf(
                        changeMayHaveHappened ? ChangeInDoubt.class : StorageFailure.class));
  }
}
