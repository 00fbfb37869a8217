package io.pannier.shared.web.filter;

import io.pannier.shared.web.problem.CommonProblems;
import io.pannier.shared.web.problem.Problem;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Admits a number of requests at once, and answers all others {@code overloaded} immediately: an
 * answer that comes too late is useless and costs as much (Google SRE book, "Handling Overload").
 */
public final class Places {

  static final Problem OVERLOADED =
      Problem.of(CommonProblems.OVERLOADED, "Too many requests are being served.")
          .retryAfter(Duration.ofSeconds(1));

  private final Semaphore free;

  public Places(int most) {
    this.free = new Semaphore(most);
  }

  /** Serves the request if there is a place for it. */
  public Mono<Void> admit(ServerWebExchange exchange, WebFilterChain chain) {
    return admit(
        exchange.getResponse(),
        () -> chain.filter(exchange),
        () -> Mono.error(OVERLOADED.asException()));
  }

  Mono<Void> admit(
      ServerHttpResponse response, Supplier<Mono<Void>> served, Supplier<Mono<Void>> refused) {
    return Mono.defer(() -> free.tryAcquire() ? admitted(response, served) : refused.get());
  }

  /**
   * Its place is free again as soon as the answer is known, even if the client has not read it:
   * slow readers must not keep others out. The server limits unread answers.
   */
  private Mono<Void> admitted(ServerHttpResponse response, Supplier<Mono<Void>> served) {
    AtomicBoolean held = new AtomicBoolean(true);
    Runnable leave =
        () -> {
          if (held.getAndSet(false)) {
            free.release();
          }
        };
    response.beforeCommit(() -> Mono.fromRunnable(leave));
    return Mono.defer(served).doFinally(end -> leave.run());
  }
}
