package io.pannier.cart.adapter.out.mongo;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoServerException;
import com.mongodb.MongoWriteException;
import io.pannier.shared.logging.LateErrors;
import io.pannier.shared.logging.LogThrottle;
import io.pannier.shared.logging.Trace;
import io.pannier.shared.model.Deadline;
import io.pannier.shared.storage.ChangeInDoubt;
import io.pannier.shared.storage.LostRace;
import io.pannier.shared.storage.StorageFailure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import reactor.util.context.ContextView;

/** Turns whatever the driver or the database says into what the port promises. */
final class StorageFailures {

  private static final Logger log = LoggerFactory.getLogger(StorageFailures.class);

  /** So that what may have happened is told before the operation's own deadline. */
  private static final Duration MARGIN = Duration.ofMillis(20);

  /** One line of each kind in a while: an outage at full load must not fill the log. */
  private static final LogThrottle<String> PACE = LogThrottle.usual();

  private final Duration patience;

  /**
   * Of a driver that ends every operation in time, or nearly: where the connection is cut while a
   * command is being sent, that of 5.5.2 forgets some (its Netty stream fails in a listener), and
   * whoever asked would wait until the deadline.
   *
   * @param operationTimeout that the driver keeps; twice that long it is waited for
   */
  StorageFailures(Duration operationTimeout) {
    this.patience = operationTimeout.multipliedBy(2);
  }

  <T> Mono<T> ofRead(Mono<T> read, Deadline deadline) {
    return within(read, deadline, false, new AtomicBoolean());
  }

  /**
   * Cut off at the deadline, a write may still be sent by the driver, so then it may have happened;
   * if it failed before it was sent, it has not.
   */
  <T> Mono<T> ofWrite(Mono<T> write, Deadline deadline) {
    return Mono.defer(
        () -> {
          AtomicBoolean sent = new AtomicBoolean();
          return within(SentWrites.watch(write, sent), deadline, true, sent);
        });
  }

  /** By its code, 11000: messages differ from server to server. */
  static boolean isDuplicate(Throwable error) {
    for (Throwable cause = error; cause != null; cause = cause.getCause()) {
      if (cause instanceof MongoWriteException write
          && write.getError().getCategory() == ErrorCategory.DUPLICATE_KEY) {
        return true;
      }
    }
    return false;
  }

  private <T> Mono<T> within(
      Mono<T> operation, Deadline deadline, boolean isWrite, AtomicBoolean sent) {
    return Mono.defer(
        () -> {
          Duration left = deadline.minus(MARGIN).remaining();
          return left.isZero()
              ? Mono.error(StorageFailure.late(new TimeoutException("no time left")))
              : LateErrors.quiet(
                      operation
                          .timeout(patience, Mono.error(StorageFailures::forgotten))
                          .timeout(left))
                  .onErrorResume(
                      error ->
                          Mono.deferContextual(
                              subscriber ->
                                  Mono.error(translate(error, isWrite, sent.get(), subscriber))));
        });
  }

  private static Throwable translate(
      Throwable error, boolean isWrite, boolean sent, ContextView subscriber) {
    if (error instanceof LostRace) {
      return error;
    }
    if (error instanceof TimeoutException) {
      return failure(StorageFailure.late(error), isWrite);
    }
    boolean mayBeSentYet = isWrite && error instanceof ForgottenException;
    PACE.next(kind(error))
        .ifPresent(suppressed -> Trace.around(Trace.of(subscriber), () -> say(error, suppressed)));
    return failure(StorageFailure.unavailable(error), sent || mayBeSentYet);
  }

  private static RuntimeException failure(StorageFailure failure, boolean changeMayHaveHappened) {
    return changeMayHaveHappened ? new ChangeInDoubt(failure) : failure;
  }

  private static Throwable forgotten() {
    return new ForgottenException();
  }

  /** The driver neither answers nor fails. */
  private static final class ForgottenException extends RuntimeException {

    ForgottenException() {
      super("the driver does not end the operation", null, false, false);
    }
  }

  private static void say(Throwable error, long suppressed) {
    String before = suppressed == 0 ? "" : ", and " + suppressed + " times since it was last said";
    log.error("The cart store failed: {}{}", describe(error), before);
  }

  /** The code of an answer; all that is no answer is one kind, as many faces as an outage has. */
  private static String kind(Throwable error) {
    return answer(error).map(answer -> "code " + answer.getCode()).orElse("no answer");
  }

  private static Optional<MongoServerException> answer(Throwable error) {
    for (Throwable cause = error; cause != null; cause = cause.getCause()) {
      if (cause instanceof MongoServerException answer) {
        return Optional.of(answer);
      }
    }
    return Optional.empty();
  }

  /**
   * The kind of a failure and where it came from, in one short line: the driver's own messages
   * repeat what it knows of every server, and may quote what is stored.
   */
  static String describe(Throwable error) {
    List<String> names = new ArrayList<>();
    for (Throwable cause = error; cause != null; cause = cause.getCause()) {
      names.add(cause.getClass().getSimpleName());
    }
    return String.join(" by ", names)
        + answer(error).map(answer -> ", code " + answer.getCode()).orElse("");
  }
}
