package io.pannier.testkit;

import io.pannier.shared.model.Answer;
import io.pannier.shared.model.Answer.Reason;
import io.pannier.shared.model.Answers;
import io.pannier.shared.model.Deadline;
import io.pannier.shared.model.Provenance;
import io.pannier.shared.model.Provenance.Source;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * A gateway in memory: it answers what it was told to, and remembers what it was asked. Whatever
 * nobody told it about is not found. Safe to be used by several threads.
 *
 * @param <S> the gateway itself, so that what it is told can be chained
 */
public abstract class FakeGateway<K, T, S extends FakeGateway<K, T, S>> {

  /** When everything here was so, unless a test says otherwise. */
  public static final Instant AS_OF = Instant.parse("2026-11-20T10:15:00Z");

  private final Source source;
  private final Map<K, Answer<T>> answers = new ConcurrentHashMap<>();
  private final List<Set<K>> questions = new CopyOnWriteArrayList<>();
  private final List<Deadline> deadlines = new CopyOnWriteArrayList<>();
  private volatile Optional<Reason> outage = Optional.empty();
  private final Map<K, Mono<Void>> heldBack = new ConcurrentHashMap<>();
  private volatile Duration delay = Duration.ZERO;

  protected FakeGateway(Source source) {
    this.source = source;
  }

  protected abstract S self();

  /** It has this, fresh. */
  public final S has(K key, T value) {
    return answers(key, Answer.found(value, Provenance.fresh(source, AS_OF)));
  }

  /** Asked about this, it gives this answer. */
  public final S answers(K key, Answer<T> answer) {
    answers.put(key, answer);
    return self();
  }

  /** It has no such thing (any more), which is what it says of everything it was not told of. */
  public final S hasNot(K key) {
    answers.remove(key);
    return self();
  }

  /** It is unavailable for this one. */
  public final S isUnavailableFor(K key, Reason reason) {
    return answers(key, Answer.unavailable(reason));
  }

  /** From now on it can tell nothing. */
  public final S isDown(Reason reason) {
    outage = Optional.of(reason);
    return self();
  }

  public final S isUpAgain() {
    outage = Optional.empty();
    return self();
  }

  /** From now on every answer takes so long, or until the deadline. */
  public final S isSlow(Duration duration) {
    delay = duration;
    return self();
  }

  /** Questions about this, whatever else they ask, are answered after that. */
  public final S holdsBack(K key, Mono<Void> until) {
    heldBack.put(key, until);
    return self();
  }

  /** Everything that was asked, question by question: one is recorded when it is subscribed to. */
  public final List<Set<K>> questions() {
    return List.copyOf(questions);
  }

  /** The deadlines that came with the questions. */
  public final List<Deadline> deadlines() {
    return List.copyOf(deadlines);
  }

  /** Answers as the gateway's port says. */
  public final Mono<Answers<K, T>> find(Set<K> asked, Deadline deadline) {
    return Mono.defer(
        () -> {
          questions.add(Set.copyOf(asked));
          deadlines.add(deadline);
          Mono<Answers<K, T>> answer =
              Flux.fromIterable(asked)
                  .flatMap(key -> heldBack.getOrDefault(key, Mono.empty()))
                  .then(Mono.fromSupplier(() -> answer(asked)));
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
