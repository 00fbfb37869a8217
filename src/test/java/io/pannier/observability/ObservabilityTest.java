package io.pannier.observability;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import com.github.tomakehurst.wiremock.http.Fault;
import io.pannier.cart.GuestCart;
import io.pannier.local.EmbeddedMongo;
import io.pannier.local.SampleProducts;
import io.pannier.local.StubUpstreams;
import io.pannier.testkit.Await;
import io.pannier.testkit.Client;
import io.pannier.testkit.LogWatch;
import io.pannier.testkit.PannierServer;
import io.pannier.testkit.Reply;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpMethod;

/** Whoever watches the service sees what happened in it, and of nobody who they are. */
class ObservabilityTest {

  private static final String UPC = SampleProducts.FACIAL_TISSUE.text();
  private static final String DEARER_PROMOTION_AT_412 = "047008100127";
  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
  private static final Pattern URI_TAG = Pattern.compile("[{,]uri=\"([^\"]*)\"");

  private static final Operator OPERATOR = new Operator();
  private static final StubUpstreams STUBS = StubUpstreams.start();
  private static final EmbeddedMongo MONGO = EmbeddedMongo.inMemory();
  private static final PannierServer SERVER =
      PannierServer.start(
          MONGO.uri(),
          STUBS,
          Stream.concat(
                  Stream.of(OPERATOR.properties()),
                  Stream.of(
                      "pannier.catalog.cache.enabled=true",
                      "pannier.deadline.product=20s",
                      "pannier.upstream.retry-budget.floor=0",
                      "pannier.upstream.retry-budget.percent=0"))
              .toArray(String[]::new));
  private static final Client CLIENT = Client.of(SERVER.url());
  private static final GuestCart CART = GuestCart.create(SERVER.client());
  private static final LogWatch LOG = new LogWatch(Logger.ROOT_LOGGER_NAME);

  private static String scraped = "";

  @BeforeAll
  static void somethingHappens() {
    LOG.resume();
    // So that there is a pause to be told.
    System.gc();
    assertThat(get("/v2/products/" + UPC + "?sellingLocationIds=1,412").status()).isEqualTo(200);
    assertThat(get("/v1/productByUpc?upc=" + UPC).status()).isEqualTo(200);
    assertThat(get("/v2/products/" + DEARER_PROMOTION_AT_412 + "?sellingLocationIds=412").status())
        .isEqualTo(200);
    assertThat(CART.add(SampleProducts.FACIAL_TISSUE, 1, "Idempotency-Key", "k").status())
        .isEqualTo(201);
    Reply again = CART.add(SampleProducts.FACIAL_TISSUE, 1, "Idempotency-Key", "k");
    assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
    assertThat(customersCart().status()).isEqualTo(201);
    somebodyLooksAround();
    STUBS.inventory().stubFor(any(anyUrl()).atPriority(1).willReturn(aResponse().withStatus(500)));
    get("/v2/products/" + UPC, "traceparent", "00-" + TRACE + "-00f067aa0ba902b7-01");
    get("/v2/products/" + UPC);
    STUBS
        .pricing()
        .stubFor(
            any(anyUrl())
                .atPriority(1)
                .willReturn(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER)));
    get("/v2/products/" + UPC + "?requestedFields=pricing");
    scraped = get("/actuator/prometheus", "Authorization", bearer("metrics")).body();
  }

  private static void somebodyLooksAround() {
    for (int i = 0; i < 3; i++) {
      assertThat(get("/nothing/" + i).status()).isEqualTo(404);
      assertThat(get("/v2/carts/" + CART.id() + i).status()).isEqualTo(404);
      assertThat(get("/v1/nothing/" + i).status()).isEqualTo(404);
      assertThat(get("/actuator/nothing" + i).status()).isEqualTo(404);
      assertThat(CLIENT.send(HttpMethod.valueOf("BREW" + i), "/v2/products/" + UPC, null).status())
          .isEqualTo(405);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ",", "*/*,", "text/plain;version=0.0.4;charset=utf-8"})
  void metrics_are_given_whatever_is_empty_in_what_is_accepted(String accept) {
    assertThat(
            get("/actuator/prometheus", "Authorization", bearer("metrics"), "Accept", accept)
                .status())
        .isEqualTo(200);
  }

  @AfterAll
  static void stop() {
    SERVER.close();
    STUBS.close();
    MONGO.close();
    OPERATOR.close();
    LOG.end();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http_server_requests_seconds_count{.*method=\"GET\".*status=\"200\".*uri=\"/v2/products/\\{upc}\".*",
        "http_server_requests_seconds_count{.*uri=\"/v2/carts/\\{cartId}/items\".*",
        "http_client_requests_seconds_count{.*status=\"200\".*uri=\"/catalog/v3/items/lookup\".*",
        "http_client_requests_seconds_count{.*uri=\"/prices/bulk\".*",
        "http_client_requests_seconds_count{.*status=\"500\".*uri=\"/inventory/v1/availability\".*",
        "http_client_requests_seconds_count{.*uri=\"/STKINQ\".*",
        "pannier_upstream_unavailable_total{.*reason=\"upstream_error\",upstream=\"inventory\"} 2.0",
        "pannier_upstream_flaws_total{.*field=\"tiers\",upstream=\"pricing\"} 1.0",
        "pannier_upstream_retries_refused_total{.*upstream=\"pricing\"} 1.0",
        "pannier_upstream_halved_total{.*upstream=\"catalog\"} 0.0",
        "pannier_inventory_fallback_total{.*outcome=\"found\",reason=\"upstream_error\"} 2.0",
        "pannier_api_v1_calls_total{.*client=\"other\",operation=\"productByUpc\"} 1.0",
        "pannier_cart_replays_total{.*operation=\"add\"} 1.0",
        "pannier_cart_conflicts_total{.*operation=\"replace\"} 0.0",
        "resilience4j_circuitbreaker_state{.*name=\"legacyInventory\".*state=\"closed\".*} 1.0",
        "resilience4j_circuitbreaker_calls_seconds_count{.*kind=\"failed\",name=\"inventory\"} 2",
        "resilience4j_circuitbreaker_not_permitted_calls_total{.*name=\"catalog\".*",
        "resilience4j_bulkhead_available_concurrent_calls{.*name=\"pricing\"} 1200.0",
        "resilience4j_retry_calls_total{.*name=\"catalog\".*",
        "reactor_netty_connection_provider_active_connections{.*name=\"catalog\".*",
        "reactor_netty_connection_provider_pending_connections{.*name=\"legacy-inventory\".*",
        "mongodb_driver_pool_checkedout{.*",
        "mongodb_driver_commands_seconds_count{.*collection=\"carts\".*command=\"find\".*",
        "jvm_memory_used_bytes{.*",
      })
  void this_is_measured(String line) {
    Pattern pattern = Pattern.compile(line.replaceFirst("\\{", "\\\\{"));

    assertThat(scraped.lines().filter(measured -> pattern.matcher(measured).lookingAt()))
        .as(() -> line + "\n" + family(line))
        .isNotEmpty();
  }

  private static String family(String line) {
    String name = line.substring(0, line.indexOf('{'));
    return scraped.lines().filter(l -> l.startsWith(name)).collect(Collectors.joining("\n"));
  }

  @ParameterizedTest
  @MethodSource("io.pannier.observability.OperationsGuide#metrics")
  void this_is_documented(OperationsGuide.Metric metric) {
    Pattern family = Pattern.compile(metric.name() + "(_count|_sum|_max)?[{ ].*");

    assertThat(scraped.lines().filter(line -> family.matcher(line).matches()))
        .as(metric.name())
        .isNotEmpty()
        .anySatisfy(
            line ->
                assertThat(metric.tags())
                    .as(line)
                    .allSatisfy(tag -> assertThat(line).containsPattern("[{,]" + tag)));
  }

  @ParameterizedTest
  @MethodSource("io.pannier.observability.Watching#metrics")
  void alarms_and_dashboard_name_what_is_measured(Watching.Metric metric) {
    assertThat(scraped.lines().filter(line -> line.matches(metric.name() + "[{ ].*")))
        .as(metric.name())
        .isNotEmpty()
        .anySatisfy(
            line ->
                assertThat(metric.labels())
                    .as(line)
                    .allSatisfy(label -> assertThat(line).containsPattern("[{,]" + label)));
  }

  @Test
  void what_clients_make_up_is_no_tag() {
    Set<String> uris =
        scraped
            .lines()
            .filter(line -> line.startsWith("http_server_requests_seconds_count"))
            .map(URI_TAG::matcher)
            .filter(Matcher::find)
            .map(tag -> tag.group(1))
            .collect(Collectors.toSet());

    assertThat(uris)
        .isSubsetOf(
            "/**",
            "/v1/productByUpc",
            "/v2/carts",
            "/v2/carts/{cartId}",
            "/v2/carts/{cartId}/items",
            "/v2/products/{upc}",
            "/actuator/prometheus",
            "NOT_FOUND",
            "UNKNOWN");
    assertThat(scraped).doesNotContain("BREW");
  }

  @Test
  void nobody_is_in_the_metrics() {
    assertThat(scraped).doesNotContain(secrets()).doesNotContain(CART.id(), UPC);
  }

  @Test
  void nobody_is_in_the_log() {
    assertThat(LOG.events())
        .extracting(ILoggingEvent::getFormattedMessage)
        .noneSatisfy(line -> assertThat(line).containsAnyOf(secrets()));
  }

  @Test
  void who_has_the_scope_reads_metrics_and_nobody_else() {
    assertThat(get("/actuator/prometheus").status()).isEqualTo(401);
    assertThat(get("/actuator/prometheus", "Authorization", bearer("carts")).status())
        .isEqualTo(403);
    assertThat(get("/actuator/env", "Authorization", bearer("metrics")).status()).isEqualTo(404);
  }

  @Test
  void spans_are_exported_where_they_are_wanted() throws InterruptedException {
    Await.until(
        () -> OPERATOR.spans().contains("http get /v2/products/{upc}"), Duration.ofSeconds(30));

    assertThat(OPERATOR.spans())
        .contains("pannier", "http get /v2/products/{upc}", "/catalog/v3/items/lookup")
        .doesNotContain(secrets());
  }

  @Test
  void a_degradation_is_said_once_with_the_trace_that_it_happened_in() {
    List<ILoggingEvent> said =
        LOG.events().stream()
            .filter(
                line -> line.getFormattedMessage().startsWith("inventory gave no usable answer"))
            .toList();

    assertThat(said).hasSize(1);
    assertThat(said.get(0).getMDCPropertyMap()).containsEntry("traceId", TRACE);
  }

  private static String[] secrets() {
    return new String[] {
      Operator.SUBJECT, CART.token(), "eyJ", "the-catalog-key", "Bearer", "Basic "
    };
  }

  private static Reply customersCart() {
    return SERVER
        .client()
        .send(HttpMethod.POST, "/v2/carts", null, "Authorization", bearer("carts"));
  }

  private static String bearer(String scope) {
    return "Bearer " + OPERATOR.token(scope);
  }

  private static Reply get(String path, String... headers) {
    return CLIENT.send(HttpMethod.GET, path, null, headers);
  }
}
