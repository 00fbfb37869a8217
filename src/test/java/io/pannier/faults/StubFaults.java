package io.pannier.faults;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.stubbing.StubMapping;
import io.pannier.local.StubUpstream;
import java.util.function.Function;

/** Lets an upstream's stub answer something else. */
final class StubFaults {

  private StubFaults() {}

  static FaultInjection status(int status) {
    return answers(
        upstream ->
            typed(upstream)
                .withStatus(status)
                .withHeader("Retry-After", "7")
                .withHeader("Location", "/elsewhere")
                .withBody(status == 204 ? "" : GoodAnswers.of(upstream)));
  }

  /** With status 200 and the upstream's own media type. */
  static FaultInjection body(Function<StubUpstream, byte[]> body) {
    return answers(upstream -> typed(upstream).withBody(body.apply(upstream)));
  }

  static FaultInjection answers(Function<StubUpstream, ResponseDefinitionBuilder> answer) {
    return (upstream, pannier) -> {
      WireMockServer server = pannier.stubs().server(upstream);
      StubMapping mapping =
          server.stubFor(any(anyUrl()).atPriority(1).willReturn(answer.apply(upstream)));
      return new Broken(
          () -> server.getAllServeEvents().size(), () -> server.removeStubMapping(mapping));
    };
  }

  private static ResponseDefinitionBuilder typed(StubUpstream upstream) {
    return aResponse().withHeader("Content-Type", GoodAnswers.mediaType(upstream));
  }
}
