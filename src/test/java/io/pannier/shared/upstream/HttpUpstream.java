package io.pannier.shared.upstream;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.serverError;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import io.github.resilience4j.bulkhead.Bulkhead;
import io.pannier.gatewaykit.ScriptedUpstream;
import io.pannier.gatewaykit.UpstreamFault;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** An upstream that is asked over HTTP, at one path, and speaks JSON. */
public abstract class HttpUpstream implements ScriptedUpstream {

  /** How many requests the service admits: application.yaml sizes the bulkheads after it. */
  private static final int ADMITTED = 200;

  /** Longer than whoever waits for it, shorter than an attempt's time limit in these tests. */
  private static final int HANGS_MILLIS = 5_000;

  private static final int ENDLESS = 2 * 1024 * 1024;

  private final WireMockExtension server;
  private final String path;
  private final Bulkhead bulkhead;

  protected HttpUpstream(WireMockExtension server, String path, Bulkhead bulkhead) {
    this.server = server;
    this.path = path;
    this.bulkhead = bulkhead;
  }

  /** What it says of one product. */
  protected abstract String entry(int number);

  /** The same, with something in it that no contract allows. */
  protected abstract String spoiltEntry(int number);

  /**
   * A whole answer.
   *
   * @param entries one after the other, with commas between
   * @param thirdIsAbsent whether it says of number 3 that there is none
   */
  protected abstract String answer(String entries, boolean thirdIsAbsent);

  @Override
  public final void has(List<Integer> numbers) {
    says(numbers, numbers.stream().map(this::entry).toList());
  }

  @Override
  public final void spoils(List<Integer> numbers, int spoilt) {
    says(
        numbers,
        numbers.stream()
            .map(number -> number == spoilt ? spoiltEntry(number) : entry(number))
            .toList());
  }

  @Override
  public final void answersTwice(List<Integer> numbers, int twice) {
    List<Integer> all = new ArrayList<>(numbers);
    all.add(twice);
    says(numbers, all.stream().map(this::entry).toList());
  }

  private void says(List<Integer> numbers, List<String> entries) {
    answers(
        okJson(answer(entries.stream().collect(Collectors.joining(",")), !numbers.contains(3))));
  }

  @Override
  public final void breaks(UpstreamFault fault) {
    answers(
        switch (fault) {
          case REPORTS_AN_ERROR -> serverError();
          case REFUSES_OUR_CREDENTIALS -> aResponse().withStatus(401);
          case WANTS_FEWER_QUESTIONS -> aResponse().withStatus(429);
          case HANGS -> serverError().withFixedDelay(HANGS_MILLIS);
          case IS_OUT_OF_REACH -> aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER);
          case ANSWERS_NOTHING -> okJson("");
          case ANSWERS_IN_ANOTHER_FORMAT -> okJson("<html><body>Back soon.</body></html>");
          case BREAKS_OFF_IN_THE_MIDDLE -> okJson(answer(entry(1), true).substring(0, 40));
          case ANSWERS_WITHOUT_END -> okJson(answer(entry(1), true) + " ".repeat(ENDLESS));
        });
  }

  private void answers(ResponseDefinitionBuilder answer) {
    server.stubFor(any(urlPathEqualTo(path)).willReturn(answer));
  }

  /** Permits of the bulkhead. */
  @Override
  public final int held() {
    return bulkhead.getBulkheadConfig().getMaxConcurrentCalls()
        - bulkhead.getMetrics().getAvailableConcurrentCalls();
  }

  public final List<LoggedRequest> requests() {
    return server.findAll(anyRequestedFor(urlPathEqualTo(path)));
  }

  /**
   * Asks while other requests hold their permits of the bulkhead.
   *
   * @param share how many calls one question makes at the same time
   */
  public final <T> T withItsShareOfTheBulkhead(int share, Supplier<T> question) {
    assertThat(bulkhead.getBulkheadConfig().getMaxConcurrentCalls()).isEqualTo(ADMITTED * share);
    int taken = 0;
    while (bulkhead.getMetrics().getAvailableConcurrentCalls() > share) {
      assertThat(bulkhead.tryAcquirePermission()).isTrue();
      taken++;
    }
    try {
      return question.get();
    } finally {
      for (; taken > 0; taken--) {
        bulkhead.releasePermission();
      }
    }
  }
}
