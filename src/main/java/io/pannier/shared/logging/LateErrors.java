package io.pannier.shared.logging;

import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/**
 * Errors that arrive after a call was cancelled, because of its deadline or because the client
 * disconnected. Reactor would log each with its stack trace and the address that was called; but
 * the call was reported already when it was cancelled.
 */
public final class LateErrors {

  /** Reactor's own key for a hook of one subscription ({@code Hooks.KEY_ON_ERROR_DROPPED}). */
  public static final String HOOK = "reactor.onErrorDropped.local";

  private static final Logger log = LoggerFactory.getLogger(LateErrors.class);

  private LateErrors() {}

  /** The call, whose late errors are logged at {@code DEBUG} only. */
  public static <T> Mono<T> quiet(Mono<T> call) {
    return call.contextWrite(
        context -> context.put(HOOK, (Consumer<Throwable>) LateErrors::dropped));
  }

  private static void dropped(Throwable error) {
    log.debug("an error came after the call was cancelled", error);
  }
}
