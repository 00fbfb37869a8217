package io.pannier.shared.web.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.pannier.shared.model.Deadline;
import io.pannier.shared.web.problem.CommonProblems;
import io.pannier.shared.web.problem.Problem;
import io.pannier.shared.web.problem.Problem.ProblemException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpHeaders;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

class DeadlinesTest {

  private static final Duration LONGEST = Duration.ofSeconds(100);

  @ParameterizedTest
  @CsvSource({
    "60000, 60000",
    "100, 100",
    "99, 100",
    "0, 100",
    "-5, 100",
    "100000, 100000",
    "100001, 100000",
    "99999999999999999999999999, 100000",
    "-99999999999999999999999999, 100",
  })
  void a_client_lowers_it_within_its_bounds(String asked, long millis) {
    Violations violations = new Violations();
    Deadline deadline = Deadlines.start(asking(asked), LONGEST, violations);

    violations.orThrow();
    assertThat(deadline.remaining())
        .isBetween(Duration.ofMillis(Math.max(0, millis - 30_000)), Duration.ofMillis(millis));
  }

  @Test
  void an_integer_of_any_length_is_clamped() {
    Violations violations = new Violations();
    Deadline deadline = Deadlines.start(asking("9".repeat(4000)), LONGEST, violations);

    violations.orThrow();
    assertThat(deadline.remaining()).isGreaterThan(Duration.ofSeconds(60));
  }

  @Test
  void without_a_header_it_is_the_operations() {
    Deadline deadline = Deadlines.start(new HttpHeaders(), LONGEST, new Violations());

    assertThat(deadline.remaining()).isBetween(LONGEST.minusSeconds(30), LONGEST);
  }

  @Test
  void an_operation_may_be_shorter_than_the_shortest_that_a_client_can_ask_for() {
    Deadline deadline = Deadlines.start(asking("70"), Duration.ofMillis(50), new Violations());

    assertThat(deadline.remaining()).isLessThanOrEqualTo(Duration.ofMillis(50));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "1s", "1.5", "1e3", "0x10", "100,200", "٣٠٠", "-", "500 "})
  void anything_but_an_integer_is_refused(String asked) {
    assertThat(refusal(asking(asked)).members().get("violations"))
        .asString()
        .contains("X-Request-Timeout-Ms", "must be an integer");
  }

  @Test
  void two_are_refused() {
    assertThat(refusal(asking("500", "600")).members().get("violations"))
        .asString()
        .contains("X-Request-Timeout-Ms", "must be given once");
  }

  @Test
  void what_does_not_end_in_time_is_cancelled_and_refused() {
    AtomicBoolean cancelled = new AtomicBoolean();
    Mono<Void> operation = Mono.<Void>never().doOnCancel(() -> cancelled.set(true));

    StepVerifier.create(Deadlines.enforce(Deadline.after(Duration.ofMillis(50)), operation))
        .expectErrorSatisfies(
            error ->
                assertThat(((ProblemException) error).problem().type())
                    .isEqualTo(CommonProblems.DEADLINE_EXCEEDED))
        .verify(Duration.ofSeconds(10));
    assertThat(cancelled).isTrue();
  }

  @Test
  void what_is_left_is_measured_when_the_operation_starts() throws InterruptedException {
    Deadline deadline = Deadline.after(Duration.ofMillis(200));
    Mono<Long> operation = Deadlines.enforce(deadline, Mono.delay(Duration.ofMillis(150)));
    Thread.sleep(250);

    StepVerifier.create(operation).expectError(ProblemException.class).verify();
  }

  @Test
  void what_ends_in_time_is_left_alone() {
    StepVerifier.create(Deadlines.enforce(Deadline.after(LONGEST), Mono.just("done")))
        .expectNext("done")
        .verifyComplete();
  }

  private static Problem refusal(HttpHeaders headers) {
    Violations violations = new Violations();
    Deadlines.start(headers, LONGEST, violations);
    return catchThrowableOfType(ProblemException.class, violations::orThrow).problem();
  }

  private static HttpHeaders asking(String... millis) {
    HttpHeaders headers = new HttpHeaders();
    for (String value : millis) {
      headers.add(Deadlines.HEADER, value);
    }
    return headers;
  }
}
