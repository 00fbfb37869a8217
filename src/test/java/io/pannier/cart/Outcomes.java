package io.pannier.cart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.pannier.cart.domain.model.CartException;
import io.pannier.cart.domain.model.CartStorageException;
import io.pannier.cart.domain.model.RefusalCode;
import io.pannier.shared.model.ChangesMade;
import java.time.Duration;
import java.util.List;
import java.util.function.IntFunction;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Tells what operations on carts come to. */
public final class Outcomes {

  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private Outcomes() {}

  /** What it comes to. */
  public static <T> T done(Mono<T> operation) {
    return operation.blockOptional(PATIENCE).orElseThrow();
  }

  /** What it is refused with. */
  public static CartException failure(Mono<?> operation) {
    Throwable failure = catchThrowable(() -> operation.block(PATIENCE));
    assertThat(failure).as("refused").isInstanceOf(CartException.class);
    return (CartException) failure;
  }

  /** What it is refused with, and whether the answer says that something may have been changed. */
  public record Failed(CartException failure, boolean changeMayHaveHappened) {
    public RefusalCode code() {
      return failure.code();
    }
  }

  public static Failed failed(Mono<?> operation) {
    ChangesMade changes = new ChangesMade();
    CartException failure =
        failure(operation.contextWrite(context -> context.put(ChangesMade.class, changes)));
    return new Failed(failure, changes.mayHaveHappened());
  }

  public static RefusalCode codeOf(Mono<?> operation) {
    return failure(operation).code();
  }

  /** Whoever did this was killed, or never heard what came of it. */
  public static void interrupted(Mono<?> operation) {
    assertThat(failure(operation)).isInstanceOf(CartStorageException.class);
  }

  /** What it comes to, or what it is refused with. */
  public static Mono<Object> outcome(Mono<?> operation) {
    return operation
        .cast(Object.class)
        .onErrorResume(CartException.class, refused -> Mono.just(refused));
  }

  /** Each on a thread of its own, counted from 1. */
  public static <T> List<T> inParallel(int runners, IntFunction<Mono<T>> work) {
    return done(
        Flux.range(1, runners)
            .flatMap(
                runner ->
                    Mono.defer(() -> work.apply(runner)).subscribeOn(Schedulers.boundedElastic()),
                runners)
            .collectList());
  }
}
