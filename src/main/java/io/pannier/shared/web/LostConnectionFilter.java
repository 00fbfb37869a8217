package io.pannier.shared.web;

import io.netty.channel.ChannelException;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import org.springframework.web.util.DisconnectedClientHelper;
import reactor.core.publisher.Mono;
import reactor.util.context.Context;

/**
 * Keeps clients that go away, or stop sending, out of the error log. Reactor Netty reports such an
 * error once more when the answer to it ends, and Reactor logs it as dropped; here that is said
 * quietly. Every other dropped error is logged as ever.
 */
final class LostConnectionFilter implements WebFilter {

  private static final Logger log = LoggerFactory.getLogger(LostConnectionFilter.class);

  /** Reactor's own key for a hook of one subscription ({@code Hooks.KEY_ON_ERROR_DROPPED}). */
  private static final String HOOK = "reactor.onErrorDropped.local";

  private static final Context QUIETLY =
      Context.of(HOOK, (Consumer<Throwable>) LostConnectionFilter::dropped);

  @Override
  public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
    return chain.filter(exchange).contextWrite(QUIETLY);
  }

  private static void dropped(Throwable error) {
    if (error instanceof ChannelException
        || DisconnectedClientHelper.isClientDisconnectedException(error)) {
      log.debug("the client was lost", error);
    } else {
      log.error("an error came when nobody listened any more", error);
    }
  }
}
