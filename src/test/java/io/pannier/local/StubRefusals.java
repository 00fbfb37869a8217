package io.pannier.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.function.Supplier;

/** What every stub refuses, whatever it is asked. */
final class StubRefusals {

  private StubRefusals() {}

  /** Spoils an allowed request in every way that all upstreams refuse. */
  static void assertThatTheStubRefuses(
      Supplier<HttpRequest.Builder> allowed, String credentialsHeader, String address) {
    assertThat(StubClient.status(allowed.get())).isEqualTo(200);
    refuses(401, allowed.get().setHeader(credentialsHeader, "Bearer of-another"));
    refuses(401, HttpRequest.newBuilder(URI.create(address)));
    refuses(404, allowed.get().uri(URI.create(address + "/more")));
    refuses(405, allowed.get().method("PUT", BodyPublishers.noBody()));
    refuses(400, allowed.get().uri(URI.create(address + "?unknown=1")));
    refuses(400, allowed.get().setHeader("X-Request-Timeout-Ms", "0"));
    refuses(400, allowed.get().setHeader("X-Request-Timeout-Ms", "soon"));
    refuses(400, allowed.get().setHeader("traceparent", "not-a-trace"));
    refuses(400, allowed.get().setHeader("tracestate", "a=" + "x".repeat(511)));
    assertThat(
            StubClient.status(
                allowed
                    .get()
                    .setHeader("X-Request-Timeout-Ms", "250")
                    .setHeader("traceparent", "00-" + "a".repeat(32) + "-" + "b".repeat(16) + "-01")
                    .setHeader("tracestate", "a=" + "x".repeat(510))))
        .isEqualTo(200);
  }

  private static void refuses(int status, HttpRequest.Builder request) {
    assertThat(StubClient.status(request)).isEqualTo(status);
  }
}
