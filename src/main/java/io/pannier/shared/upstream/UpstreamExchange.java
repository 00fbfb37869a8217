package io.pannier.shared.upstream;

import io.pannier.shared.model.Deadline;
import reactor.core.publisher.Mono;
import reactor.netty.resources.ConnectionProvider;

/** One request to an upstream and its answer, without limits, breakers and retries. */
@FunctionalInterface
interface UpstreamExchange {

  /**
   * The body of the answer.
   *
   * @param deadline the upstream is sent how much of it is left
   * @return never empty; an {@link UpstreamException} or whatever broke the exchange
   */
  Mono<byte[]> ask(UpstreamRequest question, Deadline deadline);

  /**
   * Opens a connection that the next request can use; does nothing where there are none.
   *
   * @return empty, or whatever it failed with
   */
  default Mono<Void> connect() {
    return Mono.empty();
  }

  /** Makes the exchanges of one upstream. */
  @FunctionalInterface
  interface Factory {
    UpstreamExchange over(ConnectionProvider connections, UpstreamSettings settings);
  }
}
