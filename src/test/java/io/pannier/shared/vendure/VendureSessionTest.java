package io.pannier.shared.vendure;

import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.serverError;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.pannier.shared.model.Answer;
import io.pannier.shared.model.Answer.Reason;
import io.pannier.shared.model.Answers;
import io.pannier.shared.model.Deadline;
import io.pannier.shared.model.ProductId;
import io.pannier.shared.model.Provenance.Source;
import io.pannier.shared.model.Upcs;
import io.pannier.shared.settings.Secret;
import io.pannier.shared.upstream.UpstreamClients;
import io.pannier.shared.upstream.UpstreamTest;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.util.unit.DataSize;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@UpstreamTest
@ExtendWith(OutputCaptureExtension.class)
class VendureSessionTest {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration NO_PAUSE = Duration.ofMillis(1);
  private static final Duration LONG_PAUSE = Duration.ofHours(1);
  private static final ProductId PRODUCT = Upcs.numbered(1);
  private static final Answer<String> REFUSED = Answer.unavailable(Reason.UPSTREAM_ERROR);

  @RegisterExtension
  static final WireMockExtension server =
      WireMockExtension.newInstance().options(wireMockConfig().dynamicPort()).build();

  private final VendureEngine engine = new VendureEngine(server);
  private final UpstreamClients clients;
  private final CircuitBreaker breaker;

  @Autowired
  VendureSessionTest(UpstreamClients clients, CircuitBreakerRegistry breakers) {
    this.clients = clients;
    this.breaker = breakers.circuitBreaker("catalog");
  }

  @BeforeEach
  void anEngine() {
    breaker.reset();
    engine.letsUsIn();
    engine.answers(
        okJson(
            "{\"data\": {\"list\": {\"totalItems\": 1, \"items\": [{\"sku\": \"%s\"}]}}}"
                .formatted(PRODUCT)));
  }

  @Test
  void one_login_serves_all_who_wait_for_it_and_all_who_come_later() {
    VendureClient client = client(LONG_PAUSE);
    engine.letsUsIn(500);

    List<Answers<ProductId, String>> answers =
        Flux.range(0, 20).flatMap(n -> ask(client, PATIENCE)).collectList().block(PATIENCE);

    assertThat(answers).hasSize(20).allSatisfy(VendureSessionTest::assertFound);
    assertFound(ask(client));
    assertThat(engine.logins()).hasSize(1);
  }

  @Test
  void who_cannot_wait_for_a_login_is_told_so_and_it_goes_on_for_those_to_come() {
    VendureClient client = client(LONG_PAUSE);
    engine.letsUsIn(1_000);

    assertThat(answered(ask(client, Duration.ofMillis(200))).all())
        .containsExactly(Answer.unavailable(Reason.TIMEOUT));

    assertFound(ask(client));
    assertThat(engine.logins()).hasSize(1);
  }

  @Test
  void a_session_that_is_not_known_any_more_is_made_again_and_nobody_notices(CapturedOutput output)
      throws InterruptedException {
    VendureClient client = client(NO_PAUSE);
    assertFound(ask(client));
    engine.forgetsTheSession();
    Thread.sleep(2);

    assertFound(ask(client));

    assertThat(engine.logins()).hasSize(2);
    assertThat(engine.questions()).hasSize(1 + 2);
    assertThat(breaker.getMetrics().getNumberOfFailedCalls()).isZero();
    assertThat(output.getAll()).doesNotContain("gave no usable answer");
  }

  @Test
  void what_is_forbidden_directly_after_a_login_makes_no_other_login(CapturedOutput output) {
    VendureClient client = client(LONG_PAUSE);
    engine.mayNotBeRead();

    assertThat(ask(client).all()).containsExactly(REFUSED);
    assertThat(ask(client).all()).containsExactly(REFUSED);

    assertThat(engine.logins()).hasSize(1);
    assertThat(engine.questions()).hasSize(2);
    assertThat(output.getAll()).contains("forbidden to the administrator that we are");
  }

  @Test
  void what_is_forbidden_by_every_session_is_asked_once_more_and_no_oftener()
      throws InterruptedException {
    VendureClient client = client(NO_PAUSE);
    assertFound(ask(client));
    engine.mayNotBeRead();
    Thread.sleep(2);

    assertThat(ask(client).all()).containsExactly(REFUSED);

    assertThat(engine.logins()).hasSize(2);
    assertThat(engine.questions()).hasSize(1 + 2);
  }

  @Test
  void a_wrong_password_is_tried_once_in_a_pause_and_said_without_it(CapturedOutput output) {
    VendureClient client = client(LONG_PAUSE);
    engine.answersLoginsBy(
        okJson("{\"data\": {\"login\": {\"__typename\": \"InvalidCredentialsError\"}}}"));

    assertThat(ask(client).all()).containsExactly(REFUSED);
    assertThat(ask(client).all()).containsExactly(REFUSED);

    assertThat(engine.logins()).hasSize(1);
    assertThat(engine.questions()).isEmpty();
    assertThat(output.getAll())
        .contains("catalog gave no usable answer: UPSTREAM_ERROR (it refused to log us in)")
        .doesNotContain("the engine's password");
  }

  @Test
  void after_the_pause_a_login_is_tried_again() throws InterruptedException {
    VendureClient client = client(NO_PAUSE);
    engine.answersLoginsBy(serverError());
    assertThat(ask(client).all()).containsExactly(REFUSED);
    engine.letsUsIn();
    Thread.sleep(2);

    assertFound(ask(client));
  }

  @Test
  void a_login_without_a_token_is_none() {
    engine.answersLoginsBy(okJson("{\"data\": {\"login\": {\"__typename\": \"CurrentUser\"}}}"));

    assertThat(ask(client(LONG_PAUSE)).all())
        .containsExactly(Answer.unavailable(Reason.INVALID_ANSWER));
  }

  @Test
  void nobody_logs_in_to_ask_nothing() {
    VendureClient client = client(LONG_PAUSE);

    assertThat(answered(find(client, Set.of(), PATIENCE)).all()).isEmpty();
    assertThat(engine.logins()).isEmpty();
  }

  private static void assertFound(Answers<ProductId, String> answers) {
    assertThat(answers.about(PRODUCT).known()).contains(PRODUCT.text());
  }

  private static Answers<ProductId, String> ask(VendureClient client) {
    return answered(ask(client, PATIENCE));
  }

  private static Answers<ProductId, String> answered(Mono<Answers<ProductId, String>> question) {
    return question.blockOptional(PATIENCE).orElseThrow();
  }

  private static Mono<Answers<ProductId, String>> ask(VendureClient client, Duration patience) {
    return find(client, Set.of(PRODUCT), patience);
  }

  private static Mono<Answers<ProductId, String>> find(
      VendureClient client, Set<ProductId> asked, Duration patience) {
    return client.find(
        asked,
        Function.identity(),
        new VendureClient.Question(
            "query { list(options: {filter: {sku: {in: $skus}}, take: 1000}) }", null, null),
        Deadline.after(patience),
        (part, data, received) ->
            Variants.answers(
                part,
                Function.identity(),
                data.path("list"),
                received,
                (id, variant) -> Answer.found(variant.path("sku").asText(), received)));
  }

  private VendureClient client(Duration pause) {
    return new Vendure(
            clients,
            new VendureProperties(
                URI.create(server.baseUrl()),
                "pannier",
                new Secret("the engine's password"),
                Duration.ofSeconds(10),
                pause,
                Map.of()),
            Clock.systemUTC())
        .client(Source.CATALOG, "catalog", Duration.ofSeconds(10), DataSize.ofKilobytes(1));
  }
}
