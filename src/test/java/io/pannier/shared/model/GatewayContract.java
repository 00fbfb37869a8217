package io.pannier.shared.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.pannier.shared.model.Answer.Reason;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

/** What every gateway promises, the fakes as well as the adapters. */
public abstract class GatewayContract<K, V> {

  protected abstract Mono<Answers<K, V>> find(Set<K> asked, Deadline deadline);

  /** One of several things to ask about. */
  protected abstract K key(int number);

  protected abstract V value(int number);

  /** From now on the upstream has these, and no others. */
  protected abstract void upstreamHas(List<Integer> numbers);

  /** From now on the upstream fails with an error of its own. */
  protected abstract void upstreamFails();

  /** How often the upstream was asked. */
  protected abstract int calls();

  @Test
  void everything_asked_is_answered_in_the_order_asked() {
    upstreamHas(List.of(1, 2));

    Answers<K, V> answers = ask(3, 2, 1);

    assertThat(answers.asked()).containsExactly(key(3), key(2), key(1));
    assertThat(answers.about(key(1)).known()).contains(value(1));
    assertThat(answers.about(key(2)).known()).contains(value(2));
    assertThat(answers.about(key(3)).status()).isEqualTo(Answer.Status.NOT_FOUND);
    assertThat(answers.about(key(1)).status()).isEqualTo(Answer.Status.FRESH);
    assertThat(calls()).isEqualTo(1);
  }

  @Test
  void a_failure_is_an_answer_about_everything() {
    upstreamFails();

    assertThat(ask(1, 2).all())
        .containsExactly(
            Answer.unavailable(Reason.UPSTREAM_ERROR), Answer.unavailable(Reason.UPSTREAM_ERROR));
  }

  @Test
  void nobody_is_asked_before_somebody_wants_to_know_and_then_each_time() {
    upstreamHas(List.of(1));

    Mono<Answers<K, V>> question = find(Set.of(key(1)), soon());
    assertThat(calls()).isZero();

    for (int i = 0; i < 2; i++) {
      Answers<K, V> answers = question.blockOptional().orElseThrow();
      assertThat(answers.about(key(1)).known()).contains(value(1));
    }
    assertThat(calls()).isEqualTo(2);
  }

  /** Asks about these, by number. */
  protected final Answers<K, V> ask(int... numbers) {
    Set<K> asked = new LinkedHashSet<>();
    for (int number : numbers) {
      asked.add(key(number));
    }
    return find(asked, soon()).blockOptional().orElseThrow();
  }

  protected static Deadline soon() {
    return Deadline.after(Duration.ofSeconds(30));
  }
}
