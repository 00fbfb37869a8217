package io.pannier.shared.model;

import io.pannier.shared.model.Answer.Reason;
import java.util.Collection;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * One answer for everything that was asked for, in the order asked.
 *
 * @param <K> what was asked about: a product, or a product at a location
 * @param <T> what an answer holds
 */
public record Answers<K, T>(Map<K, Answer<T>> byKey) {

  public Answers {
    byKey = Collections.unmodifiableMap(new LinkedHashMap<>(byKey));
  }

  /**
   * Covers exactly what was asked: a missing answer becomes an invalid one, an answer about
   * anything else is dropped.
   */
  public static <K, T> Answers<K, T> of(Set<K> asked, Map<K, Answer<T>> received) {
    Map<K, Answer<T>> total = new LinkedHashMap<>();
    for (K key : asked) {
      Answer<T> answer = received.get(key);
      total.put(key, answer != null ? answer : Answer.unavailable(Reason.INVALID_ANSWER));
    }
    return new Answers<>(total);
  }

  public static <K, T> Answers<K, T> unavailable(Set<K> asked, Reason reason) {
    Map<K, Answer<T>> total = new LinkedHashMap<>();
    asked.forEach(key -> total.put(key, Answer.unavailable(reason)));
    return new Answers<>(total);
  }

  public static <K, T> Answers<K, T> none() {
    return new Answers<>(Map.of());
  }

  /**
   * The answer about this.
   *
   * @throws IllegalArgumentException if it was never asked for
   */
  public Answer<T> about(K key) {
    Answer<T> answer = byKey.get(key);
    if (answer == null) {
      throw new IllegalArgumentException("was never asked about " + key);
    }
    return answer;
  }

  /** Both together; where both answer about the same key, the other's answer counts. */
  public Answers<K, T> and(Answers<K, T> other) {
    if (byKey.isEmpty() || other.byKey.isEmpty()) {
      return byKey.isEmpty() ? other : this;
    }
    Map<K, Answer<T>> both = new LinkedHashMap<>(byKey);
    both.putAll(other.byKey);
    return new Answers<>(both);
  }

  /** These as {@link #of} would give them; themselves where that is what they are. */
  public Answers<K, T> to(Set<K> asked) {
    return isInOrder(asked) ? this : of(asked, byKey);
  }

  private boolean isInOrder(Set<K> asked) {
    Iterator<K> answered = byKey.keySet().iterator();
    for (K key : asked) {
      if (!answered.hasNext() || !answered.next().equals(key)) {
        return false;
      }
    }
    return !answered.hasNext();
  }

  /** What was asked and is unavailable. */
  public Set<K> unavailableKeys() {
    Set<K> unavailable = new LinkedHashSet<>();
    byKey.forEach(
        (key, answer) -> {
          if (answer.status() == Answer.Status.UNAVAILABLE) {
            unavailable.add(key);
          }
        });
    return unavailable;
  }

  public Set<K> asked() {
    return byKey.keySet();
  }

  public Collection<Answer<T>> all() {
    return byKey.values();
  }
}
