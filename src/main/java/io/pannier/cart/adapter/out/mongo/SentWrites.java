package io.pannier.cart.adapter.out.mongo;

import com.mongodb.RequestContext;
import com.mongodb.event.CommandListener;
import com.mongodb.event.CommandStartedEvent;
import com.mongodb.reactivestreams.client.ReactiveContextProvider;
import java.util.concurrent.atomic.AtomicBoolean;
import org.reactivestreams.Subscriber;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Mono;

/**
 * Knows of each write whether it left this process: what was never sent has not happened. The
 * driver's errors do not tell: the same one stands for a server that was never found and for one
 * that never answered.
 */
final class SentWrites implements ReactiveContextProvider, CommandListener {

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
