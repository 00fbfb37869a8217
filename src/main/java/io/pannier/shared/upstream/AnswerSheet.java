package io.pannier.shared.upstream;

import io.pannier.shared.model.Answer;
import io.pannier.shared.model.Answers;
import io.pannier.shared.model.Reason;
import java.time.DateTimeException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers as they are read off an upstream's entries. An entry that cannot be trusted, and one that
 * is told twice, spoils the answer about its own key and no other.
 */
public final class AnswerSheet<K, V> {

  private static final Logger log = LoggerFactory.getLogger(AnswerSheet.class);

  private final Map<K, Answer<V>> entries = new LinkedHashMap<>();

  /** Enters what the entry says of the key. */
  public void enter(K key, Supplier<Answer<V>> translated) {
    entries.compute(
        key,
        (same, first) ->
            first == null ? translate(key, translated) : Answer.unavailable(Reason.INVALID_ANSWER));
  }

  /** One answer for everything asked; what nothing was entered for is an invalid answer. */
  public Answers<K, V> answersTo(Set<K> asked) {
    return Answers.of(asked, entries);
  }

  private Answer<V> translate(K key, Supplier<Answer<V>> translated) {
    try {
      return translated.get();
    } catch (IllegalArgumentException | DateTimeException | ArithmeticException e) {
      // Without its message, which may repeat what the upstream sent.
      log.debug("invalid answer about {}: {}", key, e.getClass().getName());
      return Answer.unavailable(Reason.INVALID_ANSWER);
    }
  }
}
