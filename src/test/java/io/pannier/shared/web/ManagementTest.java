package io.pannier.shared.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.springframework.boot.actuate.health.HealthEndpoint;
import org.springframework.boot.actuate.health.HealthEndpointGroups;

class ManagementTest {

  @Test
  void onlyHealthIsShownAndNothingOfItsInside() {
    try (EdgeServer server = EdgeServer.start()) {
      for (String path : new String[] {"", "/liveness", "/readiness"}) {
        Reply health = server.get("/actuator/health" + path);

        assertThat(health.status()).isEqualTo(200);
        assertThat(health.json().get("status").asText()).isEqualTo("UP");
        assertThat(health.body()).doesNotContain("components", "details", "disk");
      }
      for (String path :
          new String[] {
            "",
            "/env",
            "/prometheus",
            "/metrics",
            "/beans",
            "/heapdump",
            "/info",
            "/circuitbreakers",
            "/shutdown"
          }) {
        assertThat(server.get("/actuator" + path).status()).as(path).isEqualTo(401);
      }
      assertThat(server.get("/actuator/health/mongo").status()).isEqualTo(404);
      assertThat(server.get("/actuator/health/diskSpace").status()).isEqualTo(404);
      assertThat(server.post("/actuator/shutdown", "{}").status()).isEqualTo(401);
      assertThat(server.post("/actuator/health", "{}").status()).isEqualTo(405);
    }
  }

  @Test
  void whatStandsBehindTheServiceDoesNotMakeItUnready() {
    try (EdgeServer server = EdgeServer.start()) {
      var readiness = server.bean(HealthEndpointGroups.class).get("readiness");

      assertThat(server.bean(HealthEndpoint.class)).isNotNull();
      assertThat(readiness).isNotNull();
      assertThat(readiness.isMember("readinessState")).isTrue();
      assertThat(readiness.isMember("mongo")).isFalse();
      assertThat(readiness.isMember("circuitBreakers")).isFalse();
    }
  }

  @Test
  void aRequestThatIsBeingServedIsFinishedBeforeTheEnd() throws Exception {
    EdgeServer server = EdgeServer.start();
    try (RawConnection connection = server.connect()) {
      connection.send("GET /v2/held?millis=1500 HTTP/1.1\r\nHost: localhost\r\n\r\n");
      EdgeController controller = server.bean(EdgeController.class);
      Await.until(() -> controller.inFlight.get() == 1);
      CompletableFuture<Void> end = CompletableFuture.runAsync(server::close);

      assertThat(connection.reply().status()).isEqualTo(200);
      end.get(20, TimeUnit.SECONDS);
    }
  }
}
