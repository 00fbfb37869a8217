package io.pannier.catalog.adapter.out.vendure;

import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadRegistry;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.pannier.catalog.domain.model.CatalogItem;
import io.pannier.catalog.domain.model.CatalogItem.Image;
import io.pannier.catalog.domain.model.CatalogItem.Lifecycle;
import io.pannier.catalog.domain.port.CatalogGateway;
import io.pannier.gatewaykit.CatalogGatewayContract;
import io.pannier.shared.model.Answer;
import io.pannier.shared.model.Answer.Reason;
import io.pannier.shared.model.Answers;
import io.pannier.shared.model.ProductId;
import io.pannier.shared.model.ProductId.Sku;
import io.pannier.shared.model.ProductId.Upc;
import io.pannier.shared.model.Upcs;
import io.pannier.shared.upstream.HttpGatewayContract;
import io.pannier.shared.upstream.HttpUpstream;
import io.pannier.shared.vendure.VendureEngine;
import io.pannier.shared.vendure.VendureTest;
import io.pannier.testkit.LogWatch;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;

@VendureTest
@Import({VendureCatalogConfiguration.class, VendureCatalogGatewayTest.Limits.class})
@TestPropertySource(
    properties = {
      "pannier.upstream.catalog.vendure.lifecycle-facet=life",
      "pannier.upstream.catalog.vendure.asset-base-url=http://engine.example/assets",
      "pannier.upstream.catalog.vendure.media-base-url=https://media.example/pictures",
      "logging.level.reactor.netty=debug",
      "logging.level.org.springframework.web=trace"
    })
@ExtendWith(OutputCaptureExtension.class)
class VendureCatalogGatewayTest extends CatalogGatewayContract implements HttpGatewayContract {

  @RegisterExtension
  static final WireMockExtension server =
      WireMockExtension.newInstance().options(wireMockConfig().dynamicPort()).build();

  private static final Upc SHORT = Upc.parse("12345670");
  private static final Upc LONG = Upc.parse("10012345678902");

  private final VendureEngine engine = new VendureEngine(server);
  private final CatalogGateway gateway;
  private final CircuitBreaker breaker;
  private final HttpUpstream upstream;

  @Autowired
  VendureCatalogGatewayTest(
      @Qualifier("adapter") CatalogGateway gateway,
      CircuitBreakerRegistry breakers,
      BulkheadRegistry bulkheads) {
    this.gateway = gateway;
    this.breaker = breakers.circuitBreaker("catalog");
    this.upstream = new VariantsOfTheEngine(bulkheads.bulkhead("catalog"));
  }

  @DynamicPropertySource
  static void address(DynamicPropertyRegistry registry) {
    registry.add("pannier.vendure.base-url", server::baseUrl);
  }

  /** The adapter outlives each test, and so does its session: each begins logged in. */
  @AfterAll
  static void logAsUsual() {
    LogWatch.usualLevel("reactor.netty", "org.springframework.web");
  }

  @BeforeEach
  void logIn() {
    engine.letsUsIn();
    upstreamHas(List.of(1));
    ask(1);
    server.resetRequests();
    breaker.reset();
  }

  @Test
  void every_spelling_of_a_number_is_asked_for(CapturedOutput output) {
    upstreamHas(List.of());

    ask(Set.of(SHORT));
    ask(Set.of(key(1)));
    ask(Set.of(LONG));
    ask(Set.of(new Sku("LAMP-1")));

    assertThat(engine.questions())
        .extracting(VendureEngine::skus)
        .containsExactly(
            List.of("00000012345670", "0000012345670", "000012345670", "12345670"),
            List.of(key(1).gtin14(), key(1).gtin14().substring(1), key(1).gtin14().substring(2)),
            List.of("10012345678902"),
            List.of("LAMP-1"));
    assertThat(engine.questions().get(0).getHeader("vendure-token")).isNull();
    assertThat(output.getAll())
        .contains("/admin-api")
        .doesNotContain("session-", "the engine's password");
  }

  @ParameterizedTest
  @ValueSource(strings = {"00000012345670", "0000012345670", "000012345670", "12345670"})
  void a_product_is_found_however_its_number_is_written(String sku) {
    answerWith(variant(sku, ""));

    assertThat(ask(Set.of(SHORT)).about(SHORT).known().map(CatalogItem::id)).contains(SHORT);
  }

  @Test
  void two_variants_with_spellings_of_one_number_leave_open_which_is_meant() {
    answerWith(variant("12345670", "") + "," + variant("000012345670", ""));

    assertThat(ask(Set.of(SHORT)).about(SHORT))
        .isEqualTo(Answer.unavailable(Reason.INVALID_ANSWER));
  }

  @Test
  void a_product_that_is_asked_for_by_gtin_and_by_sku_is_one_variant() {
    answerWith(variant("12345670", ""));
    Sku sku = new Sku("12345670");

    Answers<ProductId, CatalogItem> answers = ask(Set.of(SHORT, sku));

    assertThat(answers.about(SHORT).known().map(CatalogItem::id)).contains(SHORT);
    assertThat(answers.about(sku).known().map(CatalogItem::id)).contains(sku);
    assertThat(VendureEngine.skus(engine.questions().get(0))).hasSize(4);
  }

  /** The engine's database may compare without case. */
  @Test
  void a_sku_in_another_case_is_another_one() {
    answerWith(variant("lamp-1", ""));

    assertThat(ask(Set.of(keyOfASku())).about(keyOfASku()).status())
        .isEqualTo(Answer.Status.NOT_FOUND);
  }

  @Test
  void beside_an_entry_without_a_number_nothing_is_not_found() {
    answerWith(variant(key(1).gtin14(), "") + ", {\"sku\": null}");

    Answers<ProductId, CatalogItem> answers = ask(1, 2);

    assertThat(answers.about(key(1)).known()).contains(value(1));
    assertThat(answers.about(key(2))).isEqualTo(Answer.unavailable(Reason.INVALID_ANSWER));
  }

  @Test
  void a_list_that_does_not_hold_all_is_asked_for_in_parts() {
    engine.answers(okJson("{\"data\": {\"productVariants\": {\"totalItems\": 1, \"items\": []}}}"));

    assertThat(ask(1, 2, 3, 4).all()).containsOnly(Answer.unavailable(Reason.INVALID_ANSWER));
    assertThat(engine.questions()).hasSize(1 + 2 + 4);
    assertThat(breaker.getMetrics().getNumberOfFailedCalls()).isZero();
  }

  @Test
  void at_most_a_hundred_products_are_asked_at_once() {
    upstreamHas(IntStream.rangeClosed(1, 250).boxed().toList());

    ask(Upcs.many(250));

    assertThat(engine.questions())
        .extracting(question -> VendureEngine.skus(question).size())
        .containsExactlyInAnyOrder(300, 300, 150);
  }

  @Test
  void a_variant_is_shown_with_its_own_pictures_and_its_product_s_words() {
    answerWith(
        variant(
            key(1).gtin14(),
            """
            "facetValues": [{"code": "acme", "name": "Acme", "facet": {"code": "brand"}},
                            {"code": "red", "name": "Red", "facet": {"code": "colour"}}],
            "featuredAsset": {"type": "IMAGE", "preview": "http://engine.example/assets/a b.jpg"},
            "assets": [{"type": "IMAGE", "preview": "http://engine.example/assets/a b.jpg"},
                       {"type": "VIDEO", "preview": "http://engine.example/assets/film.mp4"},
                       {"type": "IMAGE", "preview": "http://elsewhere.example/b.jpg"},
                       {"type": "IMAGE", "preview": "http://engine.example/assets/../c.jpg"},
                       {"type": "IMAGE", "preview": "http://engine.example/assets/d.jpg"}],"""));

    CatalogItem item = ask(1).about(key(1)).known().orElseThrow();

    assertThat(item.description()).isEqualTo("Soft & white");
    assertThat(item.brand()).isEqualTo("Acme");
    assertThat(item.images())
        .containsExactly(
            new Image("PRIMARY", URI.create("https://media.example/pictures/a%20b.jpg")),
            new Image("GALLERY", URI.create("https://media.example/pictures/d.jpg")));
  }

  @ParameterizedTest
  @CsvSource({
    "true, true, '', ACTIVE",
    "false, true, '', WITHDRAWN",
    "true, false, '', WITHDRAWN",
    "true, true, recalled, RECALLED",
    "false, true, discontinued, DISCONTINUED",
    "true, true, pre-sale, PRE_SALE"
  })
  void what_is_for_sale_is_told_by_both_switches_and_the_facet(
      boolean variant, boolean product, String life, Lifecycle lifecycle) {
    answerWith(lifecycleOf(variant, product, life));

    assertThat(ask(1).about(key(1)).known().map(CatalogItem::lifecycle)).contains(lifecycle);
  }

  @Test
  void a_word_for_a_lifecycle_that_nobody_agreed_on_spoils_the_answer() {
    answerWith(lifecycleOf(true, true, "resting"));

    assertThat(ask(1).all()).containsExactly(Answer.unavailable(Reason.INVALID_ANSWER));
  }

  @ParameterizedTest
  @CsvSource({
    "INTERNAL_SERVER_ERROR, UPSTREAM_ERROR",
    "USER_INPUT_ERROR, UPSTREAM_ERROR",
    "CHANNEL_NOT_FOUND, UPSTREAM_ERROR",
    "SOMETHING_NEW, UPSTREAM_ERROR"
  })
  void an_error_inside_a_200_is_an_answer_with_its_reason(String code, Reason reason) {
    engine.answers(okJson(VendureEngine.error(code)));

    assertThat(ask(1, 2).all()).containsOnly(Answer.unavailable(reason));
    assertThat(engine.questions()).hasSize(1);
  }

  @Test
  void beside_an_error_nothing_is_believed() {
    engine.answers(
        okJson(
            "{\"errors\": [{\"message\": \"no\"}], \"data\": {\"productVariants\": {\"totalItems\": 0, \"items\": []}}}"));

    assertThat(ask(1).all()).containsExactly(Answer.unavailable(Reason.UPSTREAM_ERROR));
  }

  @Override
  protected CatalogGateway gateway() {
    return gateway;
  }

  @Override
  protected void upstreamCalls(int number, Map<Locale, String> names) {
    names.forEach(
        (language, name) ->
            server.stubFor(
                post(urlPathEqualTo(VendureEngine.PATH))
                    .withQueryParam("languageCode", equalTo(language.toLanguageTag()))
                    .willReturn(
                        okJson(
                            list(
                                variant(key(number).gtin14(), "")
                                    .replace("Product " + key(number), name))))));
  }

  @Override
  public HttpUpstream upstream() {
    return upstream;
  }

  @Override
  public void askAbout(int products) {
    List<Integer> numbers = IntStream.rangeClosed(1, products).boxed().toList();
    upstreamHas(numbers);
    ask(numbers.stream().mapToInt(number -> number).toArray());
  }

  private void answerWith(String variants) {
    engine.answers(okJson(list(variants)));
  }

  private static String lifecycleOf(boolean variant, boolean product, String life) {
    String facets =
        life.isEmpty()
            ? ""
            : "\"facetValues\": [{\"code\": \"%s\", \"name\": \"?\", \"facet\": {\"code\": \"life\"}}],"
                .formatted(life);
    return variant(Upcs.numbered(1).gtin14(), facets)
        .replace("\"enabled\": true", "\"enabled\": " + variant)
        .replace("\"product\": {\"enabled\": " + variant, "\"product\": {\"enabled\": " + product);
  }

  /** With what the table of the engine's types promises, as far as it is asked for. */
  private static String variant(String sku, String more) {
    String description = more.isEmpty() ? "" : "<p>Soft &amp; <b>white</b></p>";
    return """
        {"sku": "%s", "name": "Product %s", "enabled": true, %s%s
         "product": {"enabled": true, "description": "%s", "facetValues": [], "featuredAsset": null, "assets": []}}"""
        .formatted(
            sku,
            sku.replaceFirst("^00", ""),
            more,
            more.contains("assets")
                ? ""
                : (more.contains("facetValues") ? "" : "\"facetValues\": [],")
                    + " \"featuredAsset\": null, \"assets\": [],",
            description);
  }

  private static String list(String variants) {
    return "{\"data\": {\"productVariants\": %s}}".formatted(VendureEngine.list(variants));
  }

  /** It may say more than it was asked for. */
  private static final class VariantsOfTheEngine extends HttpUpstream {

    VariantsOfTheEngine(Bulkhead bulkhead) {
      super(server, VendureEngine.PATH, bulkhead);
    }

    @Override
    protected String entry(int number) {
      return variant(Upcs.numbered(number).gtin14(), "");
    }

    @Override
    protected String spoiltEntry(int number) {
      return entry(number).replace("\"enabled\": true", "\"enabled\": \"yes\"");
    }

    /** What there is none of is simply not there. */
    @Override
    protected String answer(String entries, boolean thirdIsAbsent) {
      return list(entries);
    }

    /** More than a mebibyte about all of them, and not about half. */
    @Override
    public void answersALot(List<Integer> numbers) {
      String lots = "<p>" + "x".repeat(14_000) + "</p>";
      String variant =
          variant("{{sku}}", "")
              .replace("\"description\": \"\"", "\"description\": \"" + lots + "\"");
      server.stubFor(
          post(urlPathEqualTo(VendureEngine.PATH))
              .willReturn(
                  okJson(list(VendureEngine.forEachSku(variant)))
                      .withTransformers("response-template")));
    }
  }

  static class Limits {

    @Bean
    CatalogItem.OrderLimits lineLimits() {
      return CatalogItem.OrderLimits.NONE.within(999).orElseThrow();
    }
  }
}
