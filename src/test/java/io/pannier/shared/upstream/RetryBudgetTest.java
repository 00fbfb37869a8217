package io.pannier.shared.upstream;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.pannier.shared.model.Answers;
import io.pannier.shared.model.Deadline;
import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayNameGeneration(ReplaceUnderscores.class)
class RetryBudgetTest {

  private static final Duration WINDOW = Duration.ofSeconds(10);

  @RegisterExtension
  static final WireMockExtension upstream =
      WireMockExtension.newInstance().options(wireMockConfig().dynamicPort()).build();

  private final Counter refused = new SimpleMeterRegistry().counter("refused");
  private long nanos;

  private final RetryBudget budget = new RetryBudget(10, 3, WINDOW, () -> nanos, refused);

  @Test
  void a_quiet_service_may_try_again() {
    budget.call();

    assertThat(retriesOf(10)).isEqualTo(3);
    assertThat(refused.count()).isEqualTo(7);
  }

  @Test
  void a_busy_one_may_try_a_tenth_of_its_calls_again_on_top() {
    IntStream.range(0, 1_000).forEach(i -> budget.call());

    assertThat(retriesOf(1_000)).isEqualTo(103);
  }

  @Test
  void what_was_called_or_spent_in_an_earlier_window_does_not_count() {
    IntStream.range(0, 1_000).forEach(i -> budget.call());
    retriesOf(50);
    nanos += WINDOW.toNanos();

    assertThat(retriesOf(50)).isEqualTo(3);
  }

  @Test
  void an_outage_is_not_doubled() {
    upstream.stubFor(any(anyUrl()).willReturn(aResponse().withFault(Fault.EMPTY_RESPONSE)));
    try (TestClients clients = new TestClients(2, 1_000, 1_000, 3)) {
      UpstreamClient client = clients.create(URI.create(upstream.baseUrl()), TestClients.LONG);

      IntStream.range(0, 20).forEach(i -> ask(client));

      assertThat(upstream.getAllServeEvents()).hasSize(20 + 3);
      assertThat(clients.meters().get("refused").counter().count()).isEqualTo(17);
    }
  }

  private static void ask(UpstreamClient client) {
    Answers<String, String> answers =
        Objects.requireNonNull(
            client
                .find(
                    Set.of("a"),
                    Deadline.after(TestClients.LONG.multipliedBy(3)),
                    key -> key,
                    part -> UpstreamRequest.get("/", ""),
                    (part, body) -> Answers.<String, String>none())
                .block());
    assertThat(answers.unavailableKeys()).containsExactly("a");
  }

  private long retriesOf(int failures) {
    return IntStream.range(0, failures).filter(i -> budget.spend()).count();
  }
}
