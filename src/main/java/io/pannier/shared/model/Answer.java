package io.pannier.shared.model;

import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a gateway answers about one thing: found, not found, or unavailable. Unknown is a value
 * here, so that it cannot be mistaken for zero, empty or absent.
 */
public sealed interface Answer<T> {

  /** Exactly one of the three functions answers; a new kind of answer would break every caller. */
  <R extends @Nullable Object> R fold(
      Function<? super Found<T>, ? extends R> found,
      Function<? super NotFound<T>, ? extends R> notFound,
      Function<? super Unavailable<T>, ? extends R> unavailable);

  Status status();

  /** Why this is stale, a fallback or unavailable; empty otherwise. */
  Optional<Reason> reason();

  /** Where it comes from; empty where it is unavailable. */
  Optional<Provenance> origin();

  /** The value, where it was found. */
  default Optional<T> known() {
    return fold(
        found -> Optional.of(found.value()), none -> Optional.empty(), u -> Optional.empty());
  }

  static <T> Answer<T> found(T value, Provenance provenance) {
    return new Found<>(value, provenance);
  }

  static <T> Answer<T> notFound(Provenance provenance) {
    return new NotFound<>(provenance);
  }

  static <T> Answer<T> unavailable(Reason reason) {
    return new Unavailable<>(reason);
  }

  /** The upstream has it. */
  record Found<T>(T value, Provenance provenance) implements Answer<T> {
    @Override
    public <R extends @Nullable Object> R fold(
        Function<? super Found<T>, ? extends R> found,
        Function<? super NotFound<T>, ? extends R> notFound,
        Function<? super Unavailable<T>, ? extends R> unavailable) {
      return found.apply(this);
    }

    @Override
    public Status status() {
      return provenance.status();
    }

    @Override
    public Optional<Reason> reason() {
      return Optional.ofNullable(provenance.reason());
    }

    @Override
    public Optional<Provenance> origin() {
      return Optional.of(provenance);
    }
  }

  /** The upstream answered that it has none. */
  record NotFound<T>(Provenance provenance) implements Answer<T> {
    @Override
    public <R extends @Nullable Object> R fold(
        Function<? super Found<T>, ? extends R> found,
        Function<? super NotFound<T>, ? extends R> notFound,
        Function<? super Unavailable<T>, ? extends R> unavailable) {
      return notFound.apply(this);
    }

    /** {@code NOT_FOUND}; from a substitute its own status, so that it stays visible as one. */
    @Override
    public Status status() {
      return provenance.reason() == null ? Status.NOT_FOUND : provenance.status();
    }

    @Override
    public Optional<Reason> reason() {
      return Optional.ofNullable(provenance.reason());
    }

    @Override
    public Optional<Provenance> origin() {
      return Optional.of(provenance);
    }
  }

  /** The upstream could not answer. */
  record Unavailable<T>(Reason because) implements Answer<T> {
    @Override
    public <R extends @Nullable Object> R fold(
        Function<? super Found<T>, ? extends R> found,
        Function<? super NotFound<T>, ? extends R> notFound,
        Function<? super Unavailable<T>, ? extends R> unavailable) {
      return unavailable.apply(this);
    }

    @Override
    public Status status() {
      return Status.UNAVAILABLE;
    }

    @Override
    public Optional<Reason> reason() {
      return Optional.of(because);
    }

    @Override
    public Optional<Provenance> origin() {
      return Optional.empty();
    }
  }

  /** How well a value is known, declared from best to worst. */
  public enum Status {
    /** Asked now. */
    FRESH,
    /** Asked before, within its lifetime. */
    CACHED,
    /** As it was when the cart was closed. */
    CLOSED,
    /** The upstream answered that it has none. */
    NOT_FOUND,
    /** Past its lifetime, returned because the upstream failed. */
    STALE,
    /** From the legacy inventory, because the inventory was unavailable. */
    FALLBACK,
    /** The upstream could not answer. */
    UNAVAILABLE
  }

  /**
   * Why a value is unavailable, or comes from a substitute. Declared from the mildest (our own
   * protection, over in a moment) to the worst (the upstream answers nonsense), which is the order
   * that summaries go by.
   */
  public enum Reason {
    /** Our own bulkhead or connection pool was full. */
    OVERLOADED,
    /** The circuit breaker did not let the call through. */
    CIRCUIT_OPEN,
    /** The upstream asked for fewer calls (429). */
    THROTTLED,
    TIMEOUT,
    /** The connection was refused or broken. */
    UNREACHABLE,
    /** The upstream reported a failure of its own, or refused our credentials. */
    UPSTREAM_ERROR,
    /** The upstream answered something that its contract does not allow. */
    INVALID_ANSWER
  }
}
