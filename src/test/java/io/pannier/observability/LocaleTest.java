package io.pannier.observability;

import static org.assertj.core.api.Assertions.assertThat;

import io.pannier.PannierApplication;
import io.pannier.cart.CartServer;
import io.pannier.local.EmbeddedMongo;
import io.pannier.local.StubUpstreams;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringApplicationRunListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.http.HttpHeaders;
import org.springframework.test.web.reactive.server.WebTestClient;

/** Whatever language the machine speaks, pages and metrics are as everywhere. */
class LocaleTest {

  /** In which {@code "DISABLED".toLowerCase()} is {@code dısabled}, as Resilience4j asks for it. */
  private static final Locale TURKISH = Locale.forLanguageTag("tr-TR");

  @Test
  void the_language_of_the_machine_is_in_no_page_and_no_metric() {
    Locale before = Locale.getDefault();
    try (StubUpstreams stubs = StubUpstreams.start();
        EmbeddedMongo mongo = EmbeddedMongo.inMemory();
        Operator operator = new Operator();
        ConfigurableApplicationContext context = start(mongo, stubs, operator)) {
      WebTestClient client =
          WebTestClient.bindToServer()
              .baseUrl("http://localhost:" + context.getEnvironment().getProperty("local.server.port"))
              .build();
      for (String path :
          new String[] {
            "/v2/products/036000291452",
            "/v1/productByUpc?upc=036000291452",
            "/v2/products/1",
            "/problems/not-found",
            "/actuator/prometheus"
          }) {
        String answer =
            client
                .get()
                .uri(path)
                .header(HttpHeaders.AUTHORIZATION, "Bearer " + operator.token("metrics"))
                .exchange()
                .expectBody(String.class)
                .returnResult()
                .getResponseBody();
        assertThat(answer).as(path).isNotEmpty().isASCII();
      }
    } finally {
      Locale.setDefault(before);
    }
  }

  /** As the machine does it. */
  private static ConfigurableApplicationContext start(
      EmbeddedMongo mongo, StubUpstreams stubs, Operator operator) {
    AtomicReference<ConfigurableApplicationContext> started = new AtomicReference<>();
    SpringApplicationRunListener listener =
        new SpringApplicationRunListener() {
          @Override
          public void contextLoaded(ConfigurableApplicationContext context) {
            started.set(context);
          }
        };
    String[] arguments =
        Stream.concat(
                CartServer.settings(mongo, stubs).entrySet().stream()
                    .map(setting -> setting.getKey() + "=" + setting.getValue()),
                Stream.of(operator.properties()))
            .map(setting -> "--" + setting)
            .toArray(String[]::new);
    Locale.setDefault(TURKISH);
    SpringApplication.withHook(
        application -> listener, () -> PannierApplication.main(arguments));
    return started.get();
  }
}
