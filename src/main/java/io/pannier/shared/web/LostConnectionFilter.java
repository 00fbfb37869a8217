package io.pannier.shared.web;

import io.netty.channel.ChannelException;
import io.pannier.shared.logging.LateErrors;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.reactive.function.client.WebClientException;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import org.springframework.web.util.DisconnectedClientHelper;
import reactor.core.publisher.Mono;
import reactor.util.context.Context;

/**
 * Keeps clients that go away, or stop sending, out of the error log. Reactor Netty reports such an
 * error once more when the answer to it ends, and Reactor logs it as dropped; here that is said
 * quietly. So are refusals, which have no stack trace, time limits and failures of calls, when the
 * deadline was faster. Every other dropped error, which is a defect, is logged as ever.
 */
final class LostConnectionFilter implements WebFilter {

  private static final Logger log = LoggerFactory.getLogger(LostConnectionFilter.class);

  private static final Context QUIETLY =
      Context.of(LateErrors.HOOK, (Consumer<Throwable>) LostConnectionFilter::dropped);

  @Override
  public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
    return chain.filter(exchange).contextWrite(QUIETLY);
  }

  private static void dropped(Throwable error) {
    if (error instanceof ChannelException
        || error instanceof TimeoutException
        || error instanceof WebClientException
        || error.getStackTrace().length == 0
        || DisconnectedClientHelper.isClientDisconnectedException(error)) {
      log.debug("nobody was there to be answered", error);
    } else {
      log.error("an error came when nobody listened any more", error);
    }
  }
}
