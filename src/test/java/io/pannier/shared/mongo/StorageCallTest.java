package io.pannier.shared.mongo;

import static org.assertj.core.api.Assertions.assertThat;

import io.pannier.cart.Outcomes;
import io.pannier.shared.model.Deadline;
import io.pannier.shared.storage.ChangeInDoubt;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** What the driver does not end in time is ended for it. */
class StorageCallTest {

  private final StorageCall calls = new StorageCall("thing store");

  @Test
  void at_the_deadline_a_write_may_have_happened_and_a_read_changed_nothing() {
    ends(calls.write(Mono.never(), after(700)), "DEADLINE_EXCEEDED", true);
    ends(calls.read(Mono.never(), after(700)), "DEADLINE_EXCEEDED", false);
  }

  private static Deadline after(int millis) {
    return Deadline.after(Duration.ofMillis(millis));
  }

  private static void ends(Mono<?> operation, String code, boolean mayHaveHappened) {
    StepVerifier.create(operation)
        .expectErrorSatisfies(
            error -> {
              assertThat(Outcomes.codeOf(error)).isEqualTo(code);
              assertThat(error instanceof ChangeInDoubt).isEqualTo(mayHaveHappened);
            })
        .verify(Duration.ofSeconds(30));
  }
}
