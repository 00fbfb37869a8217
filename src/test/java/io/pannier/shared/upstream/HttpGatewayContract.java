package io.pannier.shared.upstream;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.serverError;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.pannier.shared.model.Answers;
import io.pannier.shared.model.GatewayContract;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every adapter promises that asks an upstream over HTTP, at one path. */
public abstract class HttpGatewayContract<K, V> extends GatewayContract<K, V> {

  /** How many requests the service admits: application.yaml sizes the bulkheads after it. */
  private static final int ADMITTED = 200;

  protected final CircuitBreaker breaker;
  private final WireMockExtension server;
  private final String path;

  protected HttpGatewayContract(WireMockExtension server, String path, CircuitBreaker breaker) {
    this.server = server;
    this.path = path;
    this.breaker = breaker;
  }

  @BeforeEach
  void reset() {
    breaker.reset();
  }

  @Test
  void a_request_carries_its_trace_and_the_time_that_is_left() {
    upstreamHas(List.of(1));

    ask(1);

    LoggedRequest request = requests().get(0);
    assertThat(request.getHeader("traceparent")).matches("00-[0-9a-f]{32}-[0-9a-f]{16}-0[01]");
    assertThat(Long.parseLong(request.getHeader("X-Request-Timeout-Ms"))).isBetween(1L, 30_000L);
  }

  @Override
  protected final void upstreamFails() {
    server.stubFor(any(urlPathEqualTo(path)).willReturn(serverError()));
  }

  @Override
  protected final int calls() {
    return requests().size();
  }

  protected final List<LoggedRequest> requests() {
    return server.findAll(anyRequestedFor(urlPathEqualTo(path)));
  }

  protected final Answers<K, V> ask(Set<K> asked) {
    return find(asked, soon()).blockOptional().orElseThrow();
  }

  /**
   * Asks while other requests hold their permits of the bulkhead.
   *
   * @param share how many calls one question makes at the same time
   */
  protected final Answers<K, V> askWithItsShareOf(Bulkhead bulkhead, int share, Set<K> asked) {
    assertThat(bulkhead.getBulkheadConfig().getMaxConcurrentCalls()).isEqualTo(ADMITTED * share);
    int taken = 0;
    while (bulkhead.getMetrics().getAvailableConcurrentCalls() > share) {
      assertThat(bulkhead.tryAcquirePermission()).isTrue();
      taken++;
    }
    try {
      return ask(asked);
    } finally {
      for (; taken > 0; taken--) {
        bulkhead.releasePermission();
      }
    }
  }
}
