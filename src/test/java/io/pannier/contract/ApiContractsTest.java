package io.pannier.contract;

import static io.pannier.contract.LampExchange.LAMP;
import static io.pannier.contract.LampExchange.make;
import static io.pannier.contract.LampExchange.refused;
import static io.pannier.contract.LampExchange.view;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.http.HttpMethod.DELETE;
import static org.springframework.http.HttpMethod.GET;
import static org.springframework.http.HttpMethod.HEAD;
import static org.springframework.http.HttpMethod.POST;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The harness lets through what the contract says, and nothing else. */
class ApiContractsTest {

  private static final ApiContracts CONTRACTS =
      ApiContracts.in(Path.of("src", "test", "resources", "contract"));

  static Stream<LampExchange> whatTheContractSays() {
    return Stream.of(
        view(),
        view().at("/v2/lamps/a?fields=colour,watts").asking("X-Patience", "-7"),
        view().with("Content-Type", "application/json;charset=UTF-8"),
        view().answering("{'id': 'a'}"),
        new LampExchange(HEAD, "/v2/lamps/a", view().headers(), "", 200, view().headers(), ""),
        make(),
        new LampExchange(GET, "/v2/lamps/newest", view().headers(), "", 204, view().headers(), ""),
        refused(POST, "/v2/lamps", 409, "sold-out"),
        refused(POST, "/v2/lamps", 409, "concurrent-update").with("Retry-After", "1"),
        refused(GET, "/v2/chairs", 404, "not-found"),
        refused(DELETE, "/v2/lamps/a", 405, "method-not-allowed").with("Allow", "GET"),
        view().at("/v2/lamps/" + "a".repeat(5000)).withStatus(414).answering(""));
  }

  @ParameterizedTest
  @MethodSource("whatTheContractSays")
  void what_the_contract_says_passes(LampExchange exchange) {
    assertThat(CONTRACTS.deviations(exchange.toExchange())).isEmpty();
  }

  static Stream<Arguments> deviations() {
    return Stream.of(
        Arguments.of(view().answering("{'id': 'a', 'price': 1}"), "price"),
        Arguments.of(view().answering("{'id': 'a', 'switch': {'on': true}}"), "'on'"),
        Arguments.of(view().answering("{'colour': 'red'}"), "'id'"),
        Arguments.of(view().answering("{'id': null}"), "/id"),
        Arguments.of(view().answering("{'id': 'a', 'madeAt': '2026-11-20 10:15'}"), "date-time"),
        Arguments.of(view().answering("{'id': 'a', 'madeAt': '2026-13-20T10:15:00Z'}"), "madeAt"),
        Arguments.of(
            view().answering("{'id': 'a', 'switch': {'installedOn': '2026-02-30'}}"), "date"),
        Arguments.of(view().answering("{'id': 'a', 'id': 'a'}"), "not one JSON value"),
        Arguments.of(view().answering(LAMP + LAMP), "not one JSON value"),
        Arguments.of(view().answering(""), "body"),
        Arguments.of(view().withStatus(202), "status 202 is not documented"),
        Arguments.of(view().withStatus(500), "status 500 is not documented"),
        Arguments.of(view().with("Content-Type", "text/html"), "media type text/html"),
        Arguments.of(view().without("Content-Type"), "media type null"),
        Arguments.of(
            new LampExchange(
                GET, "/v2/lamps/newest", view().headers(), "", 204, view().headers(), LAMP),
            "a body is not documented"),
        Arguments.of(make().without("Location"), "header Location is missing"),
        Arguments.of(make().with("Location", "/lamps/a"), "header Location"),
        Arguments.of(
            refused(POST, "/v2/lamps", 409, "concurrent-update"), "header Retry-After is missing"),
        Arguments.of(
            refused(POST, "/v2/lamps", 409, "sold-out").with("Retry-After", "0"),
            "header Retry-After"),
        Arguments.of(
            refused(POST, "/v2/lamps", 409, "sold-out").with("Retry-After", "soon"),
            "header Retry-After"),
        Arguments.of(
            refused(POST, "/v2/lamps", 409, "sold-out").with("X-Trace-Id", "t2"), "traceId"),
        Arguments.of(refused(POST, "/v2/lamps", 404, "sold-out").withStatus(409), "body status"),
        Arguments.of(
            refused(POST, "/v2/lamps", 409, "sold-out")
                .answering("{'type': '/problems/x', 'status': 409, 'code': 'y', 'traceId': 't1'}"),
            "body type"),
        Arguments.of(view().at("/v2/chairs"), "is in no contract, and was answered"),
        Arguments.of(
            refused(GET, "/v2/chairs", 404, "not-found").answering("{}"), "required property"),
        Arguments.of(refused(DELETE, "/v2/lamps/a", 404, "not-found"), "405 was due"),
        Arguments.of(
            refused(DELETE, "/v2/lamps/a", 405, "method-not-allowed"), "header Allow is missing"));
  }

  @ParameterizedTest
  @MethodSource("deviations")
  void a_deviation_is_named(LampExchange exchange, String named) {
    assertThat(CONTRACTS.deviations(exchange.toExchange()))
        .anyMatch(fault -> fault.contains(named));
  }

  static Stream<Arguments> acceptedThoughNotAllowed() {
    return Stream.of(
        Arguments.of(make().sending("{'colour': 'red', 'shade': 1}"), "shade"),
        Arguments.of(make().sending("{}"), "colour"),
        Arguments.of(make().sending(""), "body is missing"),
        Arguments.of(make().asking("Content-Type", "text/plain"), "media type text/plain"),
        Arguments.of(view().at("/v2/lamps/A"), "parameter id"),
        Arguments.of(view().at("/v2/lamps/a?fields=colour,size"), "parameter fields"),
        Arguments.of(view().at("/v2/lamps/a?field=colour"), "query parameter field "),
        Arguments.of(view().asking("X-Patience", "long"), "parameter X-Patience"),
        Arguments.of(view().sending("{}"), "body is not documented"));
  }

  @ParameterizedTest
  @MethodSource("acceptedThoughNotAllowed")
  void accepting_what_the_contract_does_not_allow_is_a_deviation(
      LampExchange exchange, String named) {
    assertThat(CONTRACTS.deviations(exchange.toExchange()))
        .anyMatch(fault -> fault.startsWith("accepted, though request ") && fault.contains(named));
  }

  @Test
  void refusing_what_the_contract_does_not_allow_is_none() {
    LampExchange refused = refused(POST, "/v2/lamps", 409, "sold-out").sending("{'shade': 1}");

    assertThat(CONTRACTS.deviations(refused.toExchange())).isEmpty();
  }

  @Test
  void the_most_specific_path_is_meant() {
    assertThat(CONTRACTS.operationFor(GET, "/v2/lamps/newest"))
        .map(Operation::name)
        .contains("lamp-v2 newestLamp");
    assertThat(CONTRACTS.operationFor(GET, "/v2/lamps/a"))
        .map(Operation::name)
        .contains("lamp-v2 viewLamp");
    assertThat(CONTRACTS.operationFor(POST, "/v2/lamps/a")).isEmpty();
  }
}
