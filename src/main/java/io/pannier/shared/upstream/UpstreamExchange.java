package io.pannier.shared.upstream;

import io.pannier.shared.model.Deadline;
import java.nio.charset.StandardCharsets;
import reactor.core.publisher.Mono;
import reactor.netty.resources.ConnectionProvider;

/** One request to an upstream and its answer, without limits, breakers and retries. */
interface UpstreamExchange {

  /**
   * The body of the answer.
   *
   * @param deadline the upstream is sent how much of it is left
   * @return never empty; an {@link UpstreamException} or whatever broke the exchange
   */
  Mono<byte[]> ask(UpstreamRequest question, Deadline deadline);

  /**
   * Opens a connection that the next request can use.
   *
   * @return empty, or whatever it failed with
   */
  Mono<Void> connect();

  /** Answers from memory, and needs no connection for that. */
  record InMemory(String answer) implements UpstreamExchange {

    @Override
    public Mono<byte[]> ask(UpstreamRequest question, Deadline deadline) {
      return Mono.fromSupplier(() -> answer.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public Mono<Void> connect() {
      return Mono.empty();
    }
  }

  /** Makes the exchanges of one upstream. */
  @FunctionalInterface
  interface Factory {
    UpstreamExchange over(ConnectionProvider connections, UpstreamSettings settings);
  }
}
