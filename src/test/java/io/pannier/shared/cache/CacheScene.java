package io.pannier.shared.cache;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.pannier.shared.model.Answer;
import io.pannier.shared.model.Answers;
import io.pannier.shared.model.Deadline;
import io.pannier.shared.model.Provenance.Source;
import io.pannier.testkit.FakeGateway;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.util.unit.DataSize;
import reactor.core.publisher.Mono;

/** A cache before a gateway in memory, and a time that passes when it is told to. */
final class CacheScene {

  static final Duration LIFETIME = Duration.ofSeconds(60);
  static final Duration STALE = Duration.ofMinutes(10);
  static final Duration NOT_FOUND = Duration.ofSeconds(5);

  /** What a value may lose its truth by; every value ends then, unless it is null. */
  @Nullable Instant end;

  final Words gateway = new Words();
  final MeterRegistry meters = new SimpleMeterRegistry();
  private final AnswerCache<String, String> cache;
  private long nanos;
  private Instant now = FakeGateway.AS_OF;

  CacheScene() {
    this(
        new CacheSettings(LIFETIME, STALE, NOT_FOUND, seconds(30), DataSize.ofMegabytes(1), false));
  }

  CacheScene(CacheSettings settings) {
    cache =
        new AnswerCache<>(
            gateway::find,
            settings,
            new AnswerCache.Values<String>(
                Source.CATALOG, String::length, value -> Optional.ofNullable(end)),
            () -> nanos,
            () -> now,
            meters);
  }

  static CacheScene inShadow() {
    return new CacheScene(
        new CacheSettings(LIFETIME, STALE, NOT_FOUND, seconds(30), DataSize.ofMegabytes(1), true));
  }

  /** One that joins questions, and keeps nothing. */
  static CacheScene joiningOnly() {
    return new CacheScene(
        new CacheSettings(
            Duration.ZERO,
            Duration.ZERO,
            Duration.ZERO,
            seconds(30),
            DataSize.ofMegabytes(1),
            false));
  }

  void passes(Duration time) {
    nanos += time.toNanos();
    now = now.plus(time);
  }

  /** The clock is set anew; no time passes. */
  void clockSteps(Duration step) {
    now = now.plus(step);
  }

  long nanos() {
    return nanos;
  }

  Mono<Answers<String, String>> asking(String... keys) {
    return asking(Set.of(keys), Deadline.after(seconds(20)));
  }

  Mono<Answers<String, String>> asking(Set<String> keys, Deadline deadline) {
    return cache.find(keys, deadline);
  }

  Answers<String, String> ask(String... keys) {
    return Objects.requireNonNull(
        cache
            .find(new LinkedHashSet<>(List.of(keys)), Deadline.after(seconds(20)))
            .block(seconds(20)));
  }

  Answer<String> askOne(String key) {
    return ask(key).about(key);
  }

  double counted(String result) {
    return meters
        .get("pannier.cache.answers")
        .tags("upstream", "catalog", "result", result)
        .counter()
        .count();
  }

  static Duration seconds(int seconds) {
    return Duration.ofSeconds(seconds);
  }

  /** A gateway that knows words. */
  static final class Words extends FakeGateway<String, String, Words> {

    Words() {
      super(Source.CATALOG);
    }

    @Override
    protected Words self() {
      return this;
    }
  }
}
