package io.pannier.shared.upstream;

import io.pannier.shared.model.Answer;
import io.pannier.shared.model.Answers;
import io.pannier.shared.model.Deadline;
import io.pannier.shared.model.Provenance;
import io.pannier.shared.model.Provenance.Source;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.http.MediaType;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** A client of an upstream, and what its breaker and its bulkhead made of the calls. */
final class UpstreamUnderTest implements AutoCloseable {

  private final int permits;
  private final TestClients clients;
  private final UpstreamClient client;

  /**
   * A client.
   *
   * @param permits of its bulkhead, and connections of its pool
   */
  UpstreamUnderTest(URI address, int permits) {
    this.permits = permits;
    this.clients = new TestClients(permits, 100, 100);
    this.client = clients.create(address, TestClients.LONG);
  }

  /** The body that was answered, or why there is none. */
  String ask() {
    return Objects.requireNonNull(answer().block());
  }

  /** As many questions side by side. */
  List<String> ask(int questions) {
    return Objects.requireNonNull(
        Flux.range(0, questions).flatMap(number -> answer(), questions).collectList().block());
  }

  /** Somebody who asks, and may go away before there is an answer. */
  Disposable asker() {
    return answer().subscribe();
  }

  private Mono<String> answer() {
    return client
        .find(
            Set.of("thing"),
            Deadline.after(TestClients.LONG.multipliedBy(3)),
            Function.identity(),
            asked ->
                UpstreamRequest.post(
                    "/things", MediaType.TEXT_PLAIN, "?".getBytes(StandardCharsets.UTF_8)),
            (asked, body) -> read(body))
        .map(all -> all.about("thing"))
        .map(answer -> answer.known().orElseGet(() -> answer.reason().orElseThrow().name()));
  }

  private static Answers<String, String> read(byte[] body) {
    return new Answers<>(
        Map.of(
            "thing",
            Answer.found(
                new String(body, StandardCharsets.UTF_8),
                Provenance.fresh(Source.CATALOG, Instant.EPOCH))));
  }

  /** Calls that the breaker counted as failed, and as successful. */
  String counted() {
    var metrics = clients.breaker().getMetrics();
    return metrics.getNumberOfFailedCalls() + "+" + metrics.getNumberOfSuccessfulCalls();
  }

  /** By what names exchanges are measured to have ended, {@code none} where they were answered. */
  Set<String> exceptions() {
    return clients.meters().find("http.client.requests").timers().stream()
        .map(timer -> Objects.requireNonNull(timer.getId().getTag("exception")))
        .collect(Collectors.toSet());
  }

  boolean holdsNothing() {
    return clients.freePermits() == permits;
  }

  @Override
  public void close() {
    clients.close();
  }
}
