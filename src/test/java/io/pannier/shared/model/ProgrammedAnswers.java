package io.pannier.shared.model;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import reactor.core.publisher.Mono;

/**
 * What a gateway in memory says when asked, and what it was asked: the core of the fake gateways.
 * Whatever nobody told it about is not found. Safe to be used by several threads.
 */
public final class ProgrammedAnswers<K, T> {

  /** When everything here was so, unless a test says otherwise. */
  public static final Instant AS_OF = Instant.parse("2026-11-20T10:15:00Z");

  private final Source source;
  private final Map<K, Answer<T>> answers = new ConcurrentHashMap<>();
  private final List<Set<K>> questions = new CopyOnWriteArrayList<>();
  private final List<Deadline> deadlines = new CopyOnWriteArrayList<>();
  private volatile Optional<Reason> outage = Optional.empty();
  private volatile Duration delay = Duration.ZERO;

  public ProgrammedAnswers(Source source) {
    this.source = source;
  }

  /** Asked about the key, it answers this. */
  public void tell(K key, Answer<T> answer) {
    answers.put(key, answer);
  }

  /** Asked about the key, it has this value, fresh. */
  public void tellFound(K key, T value) {
    tell(key, Answer.found(value, Provenance.fresh(source, AS_OF)));
  }

  public void forget(K key) {
    answers.remove(key);
  }

  /** From now on nothing can be told. */
  public void breakDown(Reason reason) {
    outage = Optional.of(reason);
  }

  public void recover() {
    outage = Optional.empty();
  }

  /** From now on every answer takes so long, or until the deadline. */
  public void slowDown(Duration duration) {
    delay = duration;
  }

  /** Everything that was asked, question by question: one is recorded when it is subscribed to. */
  public List<Set<K>> questions() {
    return List.copyOf(questions);
  }

  /** The deadlines that came with the questions. */
  public List<Deadline> deadlines() {
    return List.copyOf(deadlines);
  }

  public Mono<Answers<K, T>> find(Set<K> asked, Deadline deadline) {
    return Mono.defer(
        () -> {
          questions.add(Set.copyOf(asked));
          deadlines.add(deadline);
          Mono<Answers<K, T>> answer = Mono.just(answer(asked));
          return delay.isZero()
              ? answer
              : answer
                  .delayElement(delay)
                  .timeout(
                      deadline.remaining(), Mono.just(Answers.unavailable(asked, Reason.TIMEOUT)));
        });
  }

  private Answers<K, T> answer(Set<K> asked) {
    return outage
        .map(reason -> Answers.<K, T>unavailable(asked, reason))
        .orElseGet(
            () -> {
              Map<K, Answer<T>> told = new LinkedHashMap<>();
              for (K key : asked) {
                Answer<T> none = Answer.notFound(Provenance.fresh(source, AS_OF));
                told.put(key, answers.getOrDefault(key, none));
              }
              return Answers.of(asked, told);
            });
  }
}
