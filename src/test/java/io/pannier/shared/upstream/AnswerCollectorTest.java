package io.pannier.shared.upstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.databind.node.MissingNode;
import io.pannier.shared.model.Answer;
import io.pannier.shared.model.Answer.Reason;
import io.pannier.shared.model.Provenance;
import io.pannier.shared.model.Provenance.Source;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** That an answer full of flaws takes little more time than a good one. */
class AnswerCollectorTest {

  private static final Answer<String> FOUND =
      Answer.found("value", Provenance.fresh(Source.CATALOG, Instant.EPOCH));

  @Test
  void what_is_answered_again_and_again_is_read_once() {
    AtomicInteger read = new AtomicInteger();
    AnswerCollector<String, String> answers = new AnswerCollector<>();

    for (int i = 0; i < 100; i++) {
      answers.add(
          "key",
          () -> {
            read.incrementAndGet();
            return FOUND;
          });
    }

    assertThat(answers.answersTo(Set.of("key")).about("key"))
        .isEqualTo(Answer.unavailable(Reason.INVALID_ANSWER));
    assertThat(read).hasValue(1);
  }

  /** Taking one costs more than all the rest of reading a field. */
  @Test
  void a_flaw_takes_no_stack_trace() {
    Throwable flaw = catchThrowable(() -> Payloads.text(MissingNode.getInstance()));

    assertThat(flaw).isInstanceOf(IllegalArgumentException.class).hasMessage("not a text");
    assertThat(flaw.getStackTrace()).isEmpty();
  }
}
