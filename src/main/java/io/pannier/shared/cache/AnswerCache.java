package io.pannier.shared.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.pannier.shared.model.Answer;
import io.pannier.shared.model.Answer.Reason;
import io.pannier.shared.model.Answers;
import io.pannier.shared.model.Deadline;
import io.pannier.shared.model.Provenance;
import io.pannier.shared.model.Provenance.Source;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * Stands before a gateway: what was answered is given again within its lifetime, and what is being
 * asked already is not asked again. A question belongs to no single caller: it goes on when the
 * first one has gone, and ends at its own limit. What a substitute answered is not kept.
 *
 * @param <K> what is asked about
 * @param <T> what an answer holds
 */
public final class AnswerCache<K, T> {

  /** So that an answer is sent before the caller's deadline. */
  private static final Duration MARGIN = Duration.ofMillis(20);

  private final BiFunction<Set<K>, Deadline, Mono<Answers<K, T>>> gateway;
  private final CacheSettings settings;
  private final Values<T> values;
  private final Ticker ticker;
  private final InstantSource clock;
  private final Counts counts;
  private final Cache<K, Kept<T>> kept;
  private final Map<K, Question<K, T>> running = new ConcurrentHashMap<>();

  /**
   * A cache that knows nothing yet.
   *
   * @param ticker that lifetimes go by, whatever happens to the clock
   * @param clock that ends of values go by
   */
  public AnswerCache(
      BiFunction<Set<K>, Deadline, Mono<Answers<K, T>>> gateway,
      CacheSettings settings,
      Values<T> values,
      Ticker ticker,
      InstantSource clock,
      MeterRegistry meters) {
    this.gateway = gateway;
    this.settings = settings;
    this.values = values;
    this.ticker = ticker;
    this.clock = clock;
    this.counts = new Counts(meters, values.source());
    this.kept =
        Caffeine.newBuilder()
            .maximumWeight(settings.maxSize().toBytes())
            .weigher((K key, Kept<T> one) -> values.sizeOf(one.answer()))
            .expireAfterWrite(settings.longest())
            .ticker(ticker)
            .executor(Runnable::run)
            .build();
  }

  /** Answers as the gateway does. */
  public Mono<Answers<K, T>> find(Set<K> asked, Deadline deadline) {
    return Mono.deferContextual(
        asker -> {
          Map<K, Answer<T>> known = new LinkedHashMap<>();
          Map<Question<K, T>, Set<K>> awaited = new LinkedHashMap<>();
          Question<K, T> own = new Question<>(ticker.read());
          for (K key : asked) {
            Question<K, T> question = question(key, own, known);
            if (question == null) {
              counts.hits.increment();
            } else {
              awaited.computeIfAbsent(question, first -> new LinkedHashSet<>()).add(key);
              (question == own ? counts.misses : counts.joined).increment();
            }
          }
          Set<K> unasked = awaited.get(own);
          if (unasked != null) {
            // With the trace of who asked first, but not bound to them.
            var unused = ask(unasked, own).contextWrite(asker).subscribe(own::answer, own::fail);
          }
          return Flux.fromIterable(awaited.entrySet())
              .flatMap(one -> one.getKey().about(one.getValue(), deadline.minus(MARGIN)))
              .reduce(new Answers<>(known), Answers::and)
              .map(all -> all.to(asked));
        });
  }

  /**
   * The question to wait for: one that is being asked, else the asker's own. Null if the answer is
   * known, which then is put there. All in one step: a question that ends meanwhile is either found
   * here, or has left its answer.
   */
  private @Nullable Question<K, T> question(K key, Question<K, T> own, Map<K, Answer<T>> known) {
    return running.compute(
        key,
        (same, asking) -> {
          if (asking != null) {
            return asking;
          }
          Answer<T> remembered = settings.shadow() ? null : remembered(key);
          if (remembered == null) {
            return own;
          }
          known.put(key, remembered);
          return null;
        });
  }

  private Mono<Answers<K, T>> ask(Set<K> keys, Question<K, T> question) {
    return Mono.defer(() -> gateway.apply(keys, Deadline.after(settings.limit())))
        .timeout(settings.limit(), Mono.just(Answers.unavailable(keys, Reason.TIMEOUT)))
        .switchIfEmpty(Mono.error(() -> new IllegalStateException("a gateway did not answer")))
        .map(answers -> settled(keys, answers, question))
        .doOnTerminate(() -> keys.forEach(key -> running.remove(key, question)));
  }

  private Answers<K, T> settled(Set<K> keys, Answers<K, T> answers, Question<K, T> question) {
    Map<K, Answer<T>> settled = new LinkedHashMap<>();
    keys.forEach(key -> settled.put(key, settled(key, answers.about(key), question.askedAt())));
    return new Answers<>(settled);
  }

  private Answer<T> settled(K key, Answer<T> answer, long askedAt) {
    return answer.fold(
        found -> isFresh(found.provenance()) ? keep(key, found, askedAt) : found,
        none -> isFresh(none.provenance()) ? keep(key, none, askedAt) : none,
        unavailable -> standIn(key, unavailable));
  }

  private static boolean isFresh(Provenance provenance) {
    return provenance.status() == Answer.Status.FRESH;
  }

  private Answer<T> keep(K key, Answer<T> answer, long askedAt) {
    Kept<T> fresh = new Kept<>(answer, askedAt);
    Kept<T> before = kept.getIfPresent(key);
    if (settings.shadow()
        && before != null
        && !left(before).isZero()
        && !before.answer().known().equals(answer.known())) {
      counts.differences.increment();
    }
    kept.put(key, fresh);
    return settings.shadow() ? answer : fresh.as(from -> from.keptFor(left(fresh)));
  }

  private @Nullable Answer<T> remembered(K key) {
    Kept<T> one = kept.getIfPresent(key);
    if (one == null) {
      return null;
    }
    Duration left = left(one);
    return left.isZero() ? null : one.as(from -> from.cached(left));
  }

  /** What was found before, if it may still stand in for an answer. */
  private Answer<T> standIn(K key, Answer.Unavailable<T> unavailable) {
    Kept<T> one = kept.getIfPresent(key);
    if (one == null
        || settings.shadow()
        || one.answer().known().isEmpty()
        || left(one, settings.lifetime().plus(settings.stale())).isZero()) {
      return unavailable;
    }
    counts.stale.increment();
    return one.as(from -> from.stale(unavailable.because()));
  }

  private Duration left(Kept<T> one) {
    return left(one, one.answer().known().isPresent() ? settings.lifetime() : settings.notFound());
  }

  /** How much is left of a lifetime, or until the value ends; zero when that has passed. */
  private Duration left(Kept<T> one, Duration lifetime) {
    Duration left = lifetime.minusNanos(ticker.read() - one.askedAt());
    Instant end = one.answer().known().flatMap(values.end()).orElse(null);
    if (end != null) {
      Duration untilEnd = Duration.between(clock.instant(), end);
      left = untilEnd.compareTo(left) < 0 ? untilEnd : left;
    }
    return left.isNegative() ? Duration.ZERO : left;
  }

  /**
   * What there is to know about the values.
   *
   * @param source whom they come from
   * @param size of one in bytes, as estimated
   * @param end when one stops being true, whatever its lifetime; empty where it does not
   */
  public record Values<T>(
      Source source, ToIntFunction<T> size, Function<T, Optional<Instant>> end) {

    /** Of the entry around a value. */
    private static final int OVERHEAD = 200;

    private int sizeOf(Answer<T> answer) {
      return OVERHEAD + answer.known().map(size::applyAsInt).orElse(0);
    }
  }

  /**
   * What was answered.
   *
   * @param askedAt when, by the ticker: an answer is never younger than its question
   */
  private record Kept<T>(Answer<T> answer, long askedAt) {

    Answer<T> as(Function<Provenance, Provenance> given) {
      return answer.fold(
          found -> Answer.found(found.value(), given.apply(found.provenance())),
          none -> Answer.notFound(given.apply(none.provenance())),
          unavailable -> unavailable);
    }
  }

  /** What is being asked, by and for any number of askers. */
  private static final class Question<K, T> {

    private final long askedAt;
    private final Sinks.One<Answers<K, T>> answers = Sinks.one();

    Question(long askedAt) {
      this.askedAt = askedAt;
    }

    long askedAt() {
      return askedAt;
    }

    void answer(Answers<K, T> all) {
      answers.tryEmitValue(all).orThrow();
    }

    void fail(Throwable failure) {
      answers.tryEmitError(failure).orThrow();
    }

    /** The answers for one asker, who has a deadline of their own. */
    Mono<Answers<K, T>> about(Set<K> keys, Deadline deadline) {
      return answers
          .asMono()
          .map(all -> all.to(keys))
          .timeout(deadline.remaining(), Mono.just(Answers.unavailable(keys, Reason.TIMEOUT)));
    }
  }

  /** How often each thing happened, for each key that was asked about. */
  private static final class Counts {

    private final Counter hits;
    private final Counter misses;
    private final Counter joined;
    private final Counter stale;
    private final Counter differences;

    Counts(MeterRegistry meters, Source source) {
      hits = answers(meters, source, "hit");
      misses = answers(meters, source, "miss");
      joined = answers(meters, source, "joined");
      stale = answers(meters, source, "stale");
      differences = meters.counter("pannier.cache.differences", "upstream", source.text());
    }

    private static Counter answers(MeterRegistry meters, Source source, String result) {
      return meters.counter("pannier.cache.answers", "upstream", source.text(), "result", result);
    }
  }
}
