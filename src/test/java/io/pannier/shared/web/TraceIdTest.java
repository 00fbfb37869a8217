package io.pannier.shared.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.pannier.testkit.Reply;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TraceIdTest {

  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
  private static final String PARENT = "traceparent: 00-" + TRACE + "-00f067aa0ba902b7-0";

  private static final EdgeServer SERVER = EdgeServer.usual();

  @ParameterizedTest
  @ValueSource(strings = {"0", "1"})
  void is_the_callers_whether_sampled_or_not(String sampled) {
    assertThat(SERVER.get("/v2/things/1", PARENT + sampled).header("X-Trace-Id")).isEqualTo(TRACE);
    assertThat(SERVER.get("/v2/nothing", PARENT + sampled).json().get("traceId").asText())
        .isEqualTo(TRACE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "rubbish",
        "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
        "00-" + TRACE + "-0000000000000000-01",
        "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01",
        "ff-" + TRACE + "-00f067aa0ba902b7-01",
        "00-" + TRACE + "x-00f067aa0ba902b7-01",
      })
  void is_a_valid_one_of_our_own_where_the_callers_is_none(String parent) {
    Reply reply = SERVER.get("/v2/nothing", "traceparent: " + parent);

    assertThat(reply.header("X-Trace-Id"))
        .matches("[0-9a-f]{32}")
        .isNotEqualTo("0".repeat(32))
        .isNotEqualTo(TRACE)
        .isEqualTo(reply.json().get("traceId").asText());
  }

  @Test
  void is_one_a_request() {
    assertThat(SERVER.get("/v2/things/1").header("X-Trace-Id"))
        .matches("[0-9a-f]{32}")
        .isNotEqualTo(SERVER.get("/v2/things/1").header("X-Trace-Id"));
  }

  @Test
  void is_on_every_kind_of_answer() {
    assertThat(SERVER.get("/problems/internal-error").header("X-Trace-Id")).hasSize(32);
    assertThat(SERVER.get("/actuator/health").header("X-Trace-Id")).hasSize(32);
    assertThat(SERVER.send("OPTIONS", "/v2/things", "", "").header("X-Trace-Id")).hasSize(32);
  }
}
