package io.pannier.cart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.pannier.cart.application.Caller;
import io.pannier.cart.application.VersionCondition;
import io.pannier.cart.domain.model.Refusal;
import io.pannier.cart.domain.model.Refusal.CartRefusedException;
import io.pannier.shared.storage.ChangeInDoubt;
import io.pannier.shared.storage.ChangesMade;
import io.pannier.shared.storage.LostRace;
import io.pannier.shared.storage.StorageFailure;
import io.pannier.testkit.AtOnce;
import java.time.Duration;
import java.util.List;
import java.util.function.IntFunction;
import reactor.core.publisher.Mono;

/** Tells what operations on carts come to. */
public final class Outcomes {

  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private Outcomes() {}

  /** What it comes to. */
  public static <T> T done(Mono<T> operation) {
    return operation.blockOptional(PATIENCE).orElseThrow();
  }

  /** What it is refused with, or what failed. */
  public static RuntimeException failure(Mono<?> operation) {
    Throwable failure = catchThrowable(() -> operation.block(PATIENCE));
    assertThat(failure).as("refused").isInstanceOf(RuntimeException.class);
    assertThat(isKnown(failure)).as("%s is an outcome", failure).isTrue();
    return (RuntimeException) failure;
  }

  /** What the cart refuses it with. */
  public static <R extends Refusal> R refusal(Class<R> type, Mono<?> operation) {
    return type.cast(((CartRefusedException) failure(operation)).refusal());
  }

  /** What it is refused with, and whether the answer says that something may have been changed. */
  public record Failed(RuntimeException failure, boolean changeMayHaveHappened) {
    public String code() {
      return Outcomes.codeOf(failure);
    }
  }

  public static Failed failed(Mono<?> operation) {
    ChangesMade changes = new ChangesMade();
    RuntimeException failure =
        failure(operation.contextWrite(context -> context.put(ChangesMade.class, changes)));
    return new Failed(failure, changes.mayHaveHappened());
  }

  public static String codeOf(Mono<?> operation) {
    return codeOf(failure(operation));
  }

  /** One name for each way in which an operation can end without success. */
  public static String codeOf(Object outcome) {
    if (outcome instanceof CartRefusedException refused) {
      return refused.refusal().code();
    }
    if (outcome instanceof Caller.DeniedException denied) {
      return denied.kind().name();
    }
    if (outcome instanceof VersionCondition.FailedException) {
      return "PRECONDITION_FAILED";
    }
    if (outcome instanceof VersionCondition.RequiredException) {
      return "PRECONDITION_REQUIRED";
    }
    if (outcome instanceof LostRace) {
      return "CONCURRENT_UPDATE";
    }
    if (outcome instanceof ChangeInDoubt doubt) {
      return codeOf(doubt.failure());
    }
    if (outcome instanceof StorageFailure failure) {
      return failure.kind() == StorageFailure.Kind.LATE
          ? "DEADLINE_EXCEEDED"
          : "STORAGE_UNAVAILABLE";
    }
    return "UNKNOWN";
  }

  private static boolean isKnown(Object outcome) {
    return !codeOf(outcome).equals("UNKNOWN");
  }

  /** Whether the cart had been merged or closed. */
  public static boolean isNotActive(Object outcome) {
    return outcome instanceof CartRefusedException refused
        && (refused.refusal() instanceof Refusal.CartMerged
            || refused.refusal() instanceof Refusal.CartClosed);
  }

  /** Whoever did this was killed, or never heard what came of it. */
  public static void interrupted(Mono<?> operation) {
    assertThat(codeOf(operation)).isIn("STORAGE_UNAVAILABLE", "DEADLINE_EXCEEDED");
  }

  /** What it comes to, or what it is refused with. */
  public static Mono<Object> outcome(Mono<?> operation) {
    return operation
        .cast(Object.class)
        .onErrorResume(error -> isKnown(error), error -> Mono.just(error));
  }

  /** Each on a thread of its own, counted from 1. */
  public static <T> List<T> inParallel(int runners, IntFunction<Mono<T>> work) {
    return AtOnce.run(runners, runner -> done(Mono.defer(() -> work.apply(runner + 1))));
  }
}
