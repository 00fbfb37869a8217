package io.pannier.shared.mongo;

import static org.assertj.core.api.Assertions.assertThat;

import io.pannier.cart.Outcomes;
import io.pannier.shared.model.Deadline;
import io.pannier.shared.storage.ChangeInDoubt;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** What the driver never ends is ended for it. */
class StorageCallTest {

  private static final Duration OPERATION_TIMEOUT = Duration.ofMillis(500);

  private final StorageCall failures = new StorageCall("cart store", OPERATION_TIMEOUT);

  @ParameterizedTest
  @CsvSource({
    "300000, STORAGE_UNAVAILABLE, after twice the driver's own limit",
    "700,    DEADLINE_EXCEEDED,   at the deadline where that is earlier"
  })
  void a_forgotten_write_may_have_happened_and_a_read_changed_nothing(
      int deadlineMillis, String code, String when) {
    ends(failures.write(Mono.never(), after(deadlineMillis)), code, true);
    ends(failures.read(Mono.never(), after(deadlineMillis)), code, false);
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
