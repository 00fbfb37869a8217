package io.pannier.shared.web.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.pannier.shared.web.EdgeController;
import io.pannier.shared.web.EdgeServer;
import io.pannier.testkit.Await;
import io.pannier.testkit.Reply;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.reactor.ReactorProperties;
import org.springframework.http.client.ReactorResourceFactory;
import reactor.core.publisher.Hooks;
import reactor.netty.http.HttpResources;
import reactor.netty.resources.LoopResources;

/** What a service runs on is its own and ends with it. */
class EventLoopsTest {

  @Test
  void service_that_ends_takes_nobody_elses_event_loops_along() {
    HttpResources ofTheProcess = HttpResources.get();
    try (EdgeServer other = EdgeServer.start()) {
      EdgeServer ending = EdgeServer.start();
      LoopResources its = ending.bean(ReactorResourceFactory.class).getLoopResources();
      assertThat(ending.get("/actuator/health").status()).isEqualTo(200);

      ending.close();

      assertThat(its.isDisposed()).isTrue();
      assertThat(HttpResources.get()).isSameAs(ofTheProcess);
      assertThat(ofTheProcess.isDisposed()).isFalse();
      assertThat(other.get("/actuator/health").status()).isEqualTo(200);
    }
  }

  @Test
  void request_under_way_is_answered_before_the_loops_end() throws Exception {
    EdgeServer ending = EdgeServer.start();
    EdgeController things = ending.bean(EdgeController.class);
    CompletableFuture<Reply> answer =
        CompletableFuture.supplyAsync(() -> ending.get("/v2/held?millis=1000"));
    Await.until(() -> things.inFlight.get() == 1);

    ending.close();

    assertThat(answer.get(20, TimeUnit.SECONDS).status()).isEqualTo(200);
  }

  /** Carrying it along everywhere costs more than a third of the CPU: see docs/operations.md. */
  @Test
  void context_is_carried_to_other_threads_on_request_only() {
    try (EdgeServer server = EdgeServer.start()) {
      assertThat(server.bean(ReactorProperties.class).getContextPropagation())
          .isEqualTo(ReactorProperties.ContextPropagationMode.LIMITED);
      assertThat(Hooks.isAutomaticContextPropagationEnabled()).isFalse();
    }
  }
}
