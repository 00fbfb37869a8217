package io.pannier.cart.adapter.out.mongo;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoSocketOpenException;
import com.mongodb.MongoTimeoutException;
import com.mongodb.MongoWriteException;
import io.pannier.cart.domain.model.CartStorageException;
import io.pannier.cart.domain.port.LostRaceException;
import io.pannier.shared.model.Deadline;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/** Turns whatever the driver or the database says into what the port promises. */
final class StorageFailures {

  private static final Logger log = LoggerFactory.getLogger(StorageFailures.class);

  private StorageFailures() {}

  static <T> Mono<T> ofRead(Mono<T> read, Deadline deadline) {
    return within(read, deadline, false);
  }

  static <T> Mono<T> ofWrite(Mono<T> write, Deadline deadline) {
    return within(write, deadline, true);
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

  private static <T> Mono<T> within(Mono<T> operation, Deadline deadline, boolean isWrite) {
    return operation
        .timeout(deadline.remaining())
        .onErrorMap(
            error -> !(error instanceof LostRaceException), error -> translate(error, isWrite));
  }

  private static CartStorageException translate(Throwable error, boolean isWrite) {
    if (error instanceof TimeoutException) {
      return CartStorageException.late(isWrite, error);
    }
    log.error("The cart store failed: {}", error.toString());
    return CartStorageException.unavailable(isWrite && mayHaveBeenSent(error), error);
  }

  /** Nothing was sent if no server was found, no connection was free, or none could be opened. */
  private static boolean mayHaveBeenSent(Throwable error) {
    for (Throwable cause = error; cause != null; cause = cause.getCause()) {
      if (cause.getClass() == MongoTimeoutException.class
          || cause instanceof MongoSocketOpenException) {
        return false;
      }
    }
    return true;
  }
}
