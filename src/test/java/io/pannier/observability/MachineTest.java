package io.pannier.observability;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.mongodb.reactivestreams.client.MongoDatabase;
import io.pannier.PannierApplication;
import io.pannier.local.EmbeddedMongo;
import io.pannier.local.StubUpstreams;
import io.pannier.testkit.Client;
import io.pannier.testkit.PannierServer;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringApplicationRunListener;
import org.springframework.boot.actuate.health.NamedContributor;
import org.springframework.boot.actuate.health.ReactiveHealthContributorRegistry;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;

/**
 * What the machine brings along changes nothing: its language, and the line breaks at the ends of
 * the files that settings come from.
 */
class MachineTest {

  /** In which {@code "DISABLED".toLowerCase()} is {@code dısabled}, as Resilience4j asks for it. */
  private static final Locale TURKISH = Locale.forLanguageTag("tr-TR");

  /** Texts; times and numbers that end in a line break refuse the start by name. */
  private static final Pattern FROM_A_FILE =
      Pattern.compile("^\\S*(uri|url|key|token|username|password|audiences)=");

  private static final Locale BEFORE = Locale.getDefault();
  private static final StubUpstreams STUBS = StubUpstreams.start();
  private static final EmbeddedMongo MONGO = EmbeddedMongo.inMemory();
  private static final Operator OPERATOR = new Operator();
  private static final ConfigurableApplicationContext SERVICE = start();

  @AfterAll
  static void stop() {
    Locale.setDefault(BEFORE);
    SERVICE.close();
    OPERATOR.close();
    MONGO.close();
    STUBS.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v2/products/036000291452",
        "/v1/productByUpc?upc=036000291452",
        "/v2/products/1",
        "/problems/not-found",
        "/actuator/prometheus"
      })
  void its_language_is_in_no_page_and_no_metric(String path) {
    assertThat(get(path)).isNotEmpty().isASCII();
  }

  /** The issuer, its audience and the database among them. */
  @Test
  void settings_may_end_in_a_line_break() throws JsonProcessingException {
    JsonNode product = new ObjectMapper().readTree(get("/v2/products/036000291452"));
    for (String section : List.of("catalog", "pricing", "inventory")) {
      assertThat(product.at("/sections/" + section + "/status").asText())
          .as(section)
          .isEqualTo("FRESH");
    }
    assertThat(get("/actuator/prometheus")).contains("# TYPE ");
    assertThat(get("/actuator/health")).contains("\"status\":\"UP\"");
    assertThat(SERVICE.getBean(ReactiveMongoTemplate.class).getMongoDatabase().block())
        .extracting(MongoDatabase::getName)
        .isEqualTo("pannier");
  }

  /** Neither on upstreams, which have breakers, nor on space that it does not use. */
  @Test
  void health_depends_on_the_database_and_on_the_service_itself() {
    assertThat(SERVICE.getBean(ReactiveHealthContributorRegistry.class))
        .extracting(NamedContributor::getName)
        .containsExactlyInAnyOrder("livenessState", "mongo", "ping", "readinessState", "ssl");
  }

  private static String get(String path) {
    return Client.of(
            "http://localhost:" + SERVICE.getEnvironment().getProperty("local.server.port"))
        .send(
            HttpMethod.GET,
            path,
            null,
            HttpHeaders.AUTHORIZATION,
            "Bearer " + OPERATOR.token("metrics"))
        .body();
  }

  /** As the machine does it. */
  private static ConfigurableApplicationContext start() {
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
                PannierServer.settings(MONGO.uri(), STUBS).entrySet().stream()
                    .map(setting -> setting.getKey() + "=" + setting.getValue()),
                Stream.of(OPERATOR.properties()))
            .map(setting -> "--" + (FROM_A_FILE.matcher(setting).find() ? setting + "\n" : setting))
            .toArray(String[]::new);
    Locale.setDefault(TURKISH);
    SpringApplication.withHook(application -> listener, () -> PannierApplication.main(arguments));
    return Objects.requireNonNull(started.get());
  }
}
