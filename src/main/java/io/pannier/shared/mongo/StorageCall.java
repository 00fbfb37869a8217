package io.pannier.shared.mongo;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoServerException;
import com.mongodb.MongoWriteException;
import com.mongodb.RequestContext;
import com.mongodb.event.CommandListener;
import com.mongodb.event.CommandStartedEvent;
import com.mongodb.reactivestreams.client.ReactiveContextProvider;
import io.pannier.shared.logging.LateErrors;
import io.pannier.shared.logging.LogThrottle;
import io.pannier.shared.logging.Trace;
import io.pannier.shared.model.Deadline;
import io.pannier.shared.storage.ChangeInDoubt;
import io.pannier.shared.storage.ChangesMade;
import io.pannier.shared.storage.LostRace;
import io.pannier.shared.storage.StorageFailure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscriber;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Mono;
import reactor.util.context.ContextView;

/**
 * Calls the database for a port: within the deadline, and with every failure turned into what ports
 * promise.
 */
public final class StorageCall {

  private static final Logger log = LoggerFactory.getLogger(StorageCall.class);

  /** So that a change in doubt is reported before the operation's own deadline. */
  private static final Duration MARGIN = Duration.ofMillis(20);

  /** One line of each kind in a while: an outage at full load must not fill the log. */
  private static final LogThrottle<String> PACE = LogThrottle.usual();

  private final String store;

  /**
   * Calls of one store.
   *
   * @param store what the log calls it, as in "thing store"
   */
  public StorageCall(String store) {
    this.store = store;
  }

  /** Ends at the deadline, in {@link StorageFailure} if it fails. */
  public <T> Mono<T> read(Mono<T> read, Deadline deadline) {
    return within(read, deadline, false, new AtomicBoolean());
  }

  /**
   * After it was cancelled at the deadline, the driver may still send a write, so it may have
   * happened; if it failed before it was sent, it has not. It is entered into the request's {@link
   * ChangesMade}.
   */
  public <T> Mono<T> write(Mono<T> write, Deadline deadline) {
    return Mono.defer(
        () -> {
          AtomicBoolean sent = new AtomicBoolean();
          return ChangesMade.counted(within(SentWrites.watch(write, sent), deadline, true, sent));
        });
  }

  /** Recognised by its code, 11000: messages differ between servers. */
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
              : LateErrors.quiet(operation.timeout(left, late()))
                  .onErrorResume(
                      error ->
                          Mono.deferContextual(
                              subscriber ->
                                  Mono.error(translate(error, isWrite, sent.get(), subscriber))));
        });
  }

  /** Of our own: Reactor's would describe what it waited for, in each call, late or not. */
  private static <T> Mono<T> late() {
    return Mono.error(() -> new TimeoutException("not done in time"));
  }

  private Throwable translate(
      Throwable error, boolean isWrite, boolean sent, ContextView subscriber) {
    if (error instanceof LostRace) {
      return error;
    }
    if (error instanceof TimeoutException) {
      return failure(StorageFailure.late(error), isWrite);
    }
    PACE.next(kind(error))
        .ifPresent(suppressed -> Trace.around(Trace.of(subscriber), () -> say(error, suppressed)));
    return failure(StorageFailure.unavailable(error), sent);
  }

  private static RuntimeException failure(StorageFailure failure, boolean changeMayHaveHappened) {
    return changeMayHaveHappened ? new ChangeInDoubt(failure) : failure;
  }

  private void say(Throwable error, long suppressed) {
    String before =
        suppressed == 0 ? "" : ", and " + suppressed + " times since this was last logged";
    log.error("The {} failed: {}{}", store, describe(error), before);
  }

  /**
   * The code of an answer. All failures without an answer are one kind, since an outage shows in
   * many ways.
   */
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

  /**
   * Knows for each write whether it left this process: what was never sent has not happened. The
   * driver's errors do not show that: a server that was never found and one that never answered
   * give the same error.
   */
  static final class SentWrites implements ReactiveContextProvider, CommandListener {

    private static final Object KEY = SentWrites.class;

    /** The write; it sets the flag as soon as it is being sent. */
    static <T> Mono<T> watch(Mono<T> write, AtomicBoolean sent) {
      return write.contextWrite(context -> context.put(KEY, sent));
    }

    @Override
    public RequestContext getContext(Subscriber<?> subscriber) {
      CarriedContext carried = new CarriedContext();
      if (subscriber instanceof CoreSubscriber<?> operation) {
        operation.currentContext().getOrEmpty(KEY).ifPresent(sent -> carried.put(KEY, sent));
      }
      return carried;
    }

    @Override
    public void commandStarted(CommandStartedEvent event) {
      RequestContext context = event.getRequestContext();
      if (context != null) {
        context.<AtomicBoolean>getOrEmpty(KEY).ifPresent(sent -> sent.set(true));
      }
    }
  }

  /** What an operation carries through the driver to its listeners. */
  static final class CarriedContext implements RequestContext {

    private final Map<Object, Object> values = new ConcurrentHashMap<>();

    @Override
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    public <T> @Nullable T get(Object key) {
      return (T) values.get(key);
    }

    @Override
    public boolean hasKey(Object key) {
      return values.containsKey(key);
    }

    @Override
    public boolean isEmpty() {
      return values.isEmpty();
    }

    @Override
    public void put(Object key, Object value) {
      values.put(key, value);
    }

    @Override
    public void delete(Object key) {
      values.remove(key);
    }

    @Override
    public int size() {
      return values.size();
    }

    @Override
    public Stream<Map.Entry<Object, Object>> stream() {
      return values.entrySet().stream();
    }
  }
}
