package io.pannier.shared.upstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.databind.node.MissingNode;
import io.pannier.shared.model.Answer;
import io.pannier.shared.model.Provenance;
import io.pannier.shared.model.Reason;
import io.pannier.shared.model.Source;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** That an answer full of flaws takes little more time than a good one. */
class AnswerSheetTest {

  private static final Answer<String> FOUND =
      Answer.found("value", Provenance.fresh(Source.CATALOG, Instant.EPOCH));

  @Test
  void what_is_told_again_and_again_is_read_once() {
    AtomicInteger read = new AtomicInteger();
    AnswerSheet<String, String> sheet = new AnswerSheet<>();

    for (int i = 0; i < 100; i++) {
      sheet.enter(
          "key",
          () -> {
            read.incrementAndGet();
            return FOUND;
          });
    }

    assertThat(sheet.answersTo(Set.of("key")).about("key"))
        .isEqualTo(Answer.unavailable(Reason.INVALID_ANSWER));
    assertThat(read).hasValue(1);
  }

  /** Taking one costs more than all the rest of reading a field. */
  @Test
  void a_flaw_takes_no_stack_trace() {
    Throwable flaw = catchThrowable(() -> Expect.text(MissingNode.getInstance()));

    assertThat(flaw).isInstanceOf(IllegalArgumentException.class).hasMessage("not a text");
    assertThat(flaw.getStackTrace()).isEmpty();
  }
}
