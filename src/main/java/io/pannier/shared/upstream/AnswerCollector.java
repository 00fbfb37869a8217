package io.pannier.shared.upstream;

import io.pannier.shared.model.Answer;
import io.pannier.shared.model.Answer.Reason;
import io.pannier.shared.model.Answers;
import java.time.DateTimeException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Collects answers, entry by entry. An entry that cannot be trusted, or that appears twice, spoils
 * the answer about its own key and no other.
 */
public final class AnswerCollector<K, V> {

  private static final Logger log = LoggerFactory.getLogger(AnswerCollector.class);

  private final Map<K, Answer<V>> entries = new LinkedHashMap<>();

  /** Adds what an entry says about the key. */
  public void add(K key, Supplier<Answer<V>> translated) {
    entries.compute(
        key,
        (same, first) ->
            first == null ? translate(key, translated) : Answer.unavailable(Reason.INVALID_ANSWER));
  }

  /** One answer for each key that was asked about; a key without an entry has an invalid answer. */
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
