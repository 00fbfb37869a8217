package io.pannier.shared.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.pannier.shared.model.Answer.Reason;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnswersTest {

  private static final Provenance NOW =
      Provenance.fresh(Provenance.Source.CATALOG, Instant.parse("2026-11-28T10:15:00Z"));

  @ParameterizedTest
  @CsvSource({"abc, abc", "abc, cab", "abc, ab", "abc, b", "ab, bac", "ab, abc", "a, b", "a, ''"})
  void answers_to_a_question_are_about_what_was_asked_in_its_order(String known, String asked) {
    Set<String> question = letters(asked);

    Answers<String, String> answers = about(known).to(question);

    assertThat(List.copyOf(answers.asked())).isEqualTo(List.copyOf(question));
    assertThat(answers).isEqualTo(Answers.of(question, about(known).byKey()));
  }

  @Test
  void what_was_asked_and_not_answered_is_an_invalid_answer() {
    Answers<String, String> answers = about("a").to(letters("ab"));

    assertThat(answers.about("a").known()).contains("about a");
    assertThat(answers.about("b").reason()).contains(Reason.INVALID_ANSWER);
  }

  private static Answers<String, String> about(String letters) {
    Map<String, Answer<String>> byKey = new LinkedHashMap<>();
    letters(letters).forEach(one -> byKey.put(one, Answer.found("about " + one, NOW)));
    return new Answers<>(byKey);
  }

  private static Set<String> letters(String text) {
    return new LinkedHashSet<>(text.chars().mapToObj(Character::toString).toList());
  }
}
