package io.pannier.shared.mongo;

import com.mongodb.MongoCommandException;
import com.mongodb.client.model.IndexModel;
import com.mongodb.reactivestreams.client.MongoDatabase;
import io.pannier.shared.logging.LogThrottle;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.SmartInitializingSingleton;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/**
 * Creates the indexes of a feature, without which its documents would never expire or could not be
 * found. If the database refuses an index, the start fails. Any other failure may be temporary, so
 * it is retried in the background; until it succeeds the feature is unavailable and health reports
 * it, while other features work. A refusal after the start is reported and retried slowly, since it
 * must not stop a running service.
 */
public final class Indexes implements SmartInitializingSingleton, DisposableBean {

  private static final Logger log = LoggerFactory.getLogger(Indexes.class);

  /**
   * The server's error codes that no retry can change (error_codes.yml of MongoDB): the account has
   * no right, the database does not support the index, or has a different one. A failed
   * authentication (18) is not among them, since that is also the answer while a directory service
   * behind the database is down.
   */
  private static final Set<Integer> REFUSALS =
      Set.of(
          13, // Unauthorized
          59, // CommandNotFound
          67, // CannotCreateIndex
          68, // IndexAlreadyExists
          72, // InvalidOptions
          73, // InvalidNamespace
          85, // IndexOptionsConflict
          86, // IndexKeySpecsConflict
          115, // CommandNotSupported
          166, // CommandNotSupportedOnView
          197, // InvalidIndexSpecificationOption
          238); // NotImplemented

  /**
   * How long to wait before the next attempt.
   *
   * @param usual after a failure that may pass
   * @param refused after a refusal, which an operator has to fix first
   */
  public record Pauses(Duration usual, Duration refused) {
    public static final Pauses DEFAULT = new Pauses(Duration.ofSeconds(1), Duration.ofSeconds(30));
  }

  /**
   * The indexes that a feature needs.
   *
   * @param feature what needs the indexes, as in "things"
   * @param store what the log calls it, as in "thing store"
   */
  public record Wanted(String feature, String store, String collection, List<IndexModel> indexes) {

    public Wanted {
      indexes = List.copyOf(indexes);
    }
  }

  private final Wanted wanted;
  private final Mono<MongoDatabase> database;
  private final Duration timeout;
  private final Pauses pauses;
  private final LogThrottle<String> pace =
      new LogThrottle<>(Duration.ofMinutes(1), System::nanoTime);
  private final Disposable.Swap background = Disposables.swap();
  private volatile @Nullable String missing = "not created yet";

  /**
   * Indexes that are not created yet.
   *
   * @param timeout of one attempt
   */
  public Indexes(Wanted wanted, Mono<MongoDatabase> database, Duration timeout, Pauses pauses) {
    this.wanted = wanted;
    this.database = database;
    this.timeout = timeout;
    this.pauses = pauses;
  }

  /**
   * The first attempt.
   *
   * @throws IllegalStateException if the database refuses an index
   */
  @Override
  public void afterSingletonsInstantiated() {
    try {
      create().block(timeout);
    } catch (RuntimeException failure) {
      if (isRefusal(failure)) {
        throw new IllegalStateException(
            "The database of spring.data.mongodb.uri refuses an index that "
                + wanted.feature()
                + " need",
            failure);
      }
      report(failure);
      background.update(create().doOnError(this::report).retryWhen(later()).subscribe());
    }
  }

  @Override
  public void destroy() {
    background.dispose();
  }

  /** Completes if the indexes are there, and fails otherwise. */
  public Mono<Void> required() {
    return Mono.defer(
        () ->
            missing == null
                ? Mono.empty()
                : Mono.error(() -> new IndexesMissingException(missing)));
  }

  /** The feature is unavailable, whatever else the database can do. */
  static final class IndexesMissingException extends RuntimeException {

    private IndexesMissingException(@Nullable String why) {
      super("the indexes are missing: " + why, null, false, false);
    }
  }

  /** Why the indexes are not there; empty if they are. */
  public Optional<String> missing() {
    return Optional.ofNullable(missing);
  }

  private Mono<Void> create() {
    return database
        .map(db -> db.getCollection(wanted.collection()))
        .map(documents -> documents.withTimeout(timeout.toMillis(), TimeUnit.MILLISECONDS))
        .flatMapMany(documents -> Flux.from(documents.createIndexes(wanted.indexes())))
        .collectList()
        .doOnNext(
            names -> {
              missing = null;
              log.info("The {} is ready, indexes {}", wanted.store(), names);
            })
        .then();
  }

  private Retry later() {
    return Retry.from(
        failures ->
            failures.concatMap(
                failed ->
                    Mono.delay(isRefusal(failed.failure()) ? pauses.refused() : pauses.usual())));
  }

  private void report(Throwable failure) {
    String what = StorageCall.describe(failure);
    boolean refused = isRefusal(failure);
    missing = refused ? "refused by the database" : "not created yet";
    pace.next(what)
        .ifPresent(
            suppressed -> {
              if (refused) {
                log.error(
                    "The database refuses an index that {} need; {} are unavailable until that is"
                        + " mended: {}",
                    wanted.feature(),
                    wanted.feature(),
                    what);
              } else {
                log.warn(
                    "The {} is not ready, {} are unavailable until it is: {}",
                    wanted.store(),
                    wanted.feature(),
                    what);
              }
            });
  }

  private static boolean isRefusal(Throwable failure) {
    return failure instanceof MongoCommandException answer
        && REFUSALS.contains(answer.getErrorCode());
  }
}
