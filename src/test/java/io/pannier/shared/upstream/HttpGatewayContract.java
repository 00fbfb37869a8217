package io.pannier.shared.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What adapters that ask an upstream over HTTP promise beside the contract of their port. */
public interface HttpGatewayContract {

  HttpUpstream upstream();

  /** Asks about so many products, which the upstream has. */
  void askAbout(int products);

  @Test
  default void several_products_are_one_request_with_its_trace_and_the_time_that_is_left() {
    askAbout(3);

    List<LoggedRequest> requests = upstream().requests();
    assertThat(requests).hasSize(1);
    assertThat(requests.get(0).getHeader("traceparent"))
        .matches("00-[0-9a-f]{32}-[0-9a-f]{16}-0[01]");
    assertThat(Long.parseLong(requests.get(0).getHeader("X-Request-Timeout-Ms")))
        .isBetween(1L, 30_000L);
  }

  @Test
  default void nothing_asked_is_no_request() {
    askAbout(0);

    assertThat(upstream().requests()).isEmpty();
  }
}
