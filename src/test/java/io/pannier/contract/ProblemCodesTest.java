package io.pannier.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.pannier.cart.CartBackends;
import io.pannier.shared.web.problem.ProblemType;
import io.pannier.shared.web.problem.ProblemTypes;
import io.pannier.testkit.PannierServer;
import io.pannier.testkit.Reply;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.http.HttpMethod;

/** The contracts, the problem types of the service and the pages that explain them agree. */
class ProblemCodesTest {

  /** Notices have codes too, in capitals. */
  private static final Pattern CODE = Pattern.compile("[a-z]+(-[a-z]+)*");

  private static final List<ApiContract> CONTRACTS = ApiContracts.ofRepository().all();

  private final PannierServer server = CartBackends.service();

  static SortedSet<String> codesOfContracts() {
    return CONTRACTS.stream()
        .flatMap(contract -> codes(contract.document()).stream())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @ParameterizedTest
  @MethodSource("codesOfContracts")
  void every_code_of_a_contract_has_its_page(String code) {
    assertThat(page(code)).contains("<code>" + code + "</code>");
  }

  @Test
  void every_problem_type_is_in_a_contract() {
    List<String> types =
        server.beans(ProblemTypes.class).stream()
            .flatMap(feature -> feature.all().stream())
            .map(ProblemType::code)
            .distinct()
            .toList();

    assertThat(types).containsExactlyInAnyOrderElementsOf(codesOfContracts());
  }

  /** A status and a code that it is described with; what version 2 answers is what pages say. */
  record StatusOfCode(String status, String code) {}

  static Stream<StatusOfCode> statuses() {
    return CONTRACTS.stream()
        .filter(contract -> contract.name().endsWith("-v2"))
        .flatMap(contract -> contract.operations().stream())
        .flatMap(operation -> statuses(operation))
        .distinct();
  }

  private static Stream<StatusOfCode> statuses(Operation operation) {
    ApiContract contract = operation.contract();
    return operation.node().path("responses").properties().stream()
        .flatMap(
            response ->
                contract.resolve(response.getValue()).path("content").properties().stream()
                    .flatMap(media -> ownCodes(contract, media.getValue().path("schema")))
                    .map(code -> new StatusOfCode(response.getKey(), code)));
  }

  @ParameterizedTest
  @MethodSource("statuses")
  void the_page_says_the_status_of_the_contract(StatusOfCode described) {
    assertThat(page(described.code())).contains("answered with status " + described.status() + ".");
  }

  private String page(String code) {
    Reply page = server.client().send(HttpMethod.GET, "/problems/" + code, null);
    assertThat(page.status()).isEqualTo(200);
    return page.body();
  }

  /** Wherever a member of this name is described. */
  private static List<String> codes(JsonNode node) {
    return node.findValues("code").stream().flatMap(ProblemCodesTest::values).toList();
  }

  /** Those of the document itself, not those of the entries that it lists. */
  private static Stream<String> ownCodes(ApiContract contract, JsonNode schema) {
    JsonNode whole = contract.resolve(schema);
    Stream<JsonNode> parts =
        Stream.of("allOf", "oneOf", "anyOf")
            .flatMap(composition -> elements(whole.path(composition)));
    return Stream.concat(
        values(whole.at("/properties/code")), parts.flatMap(part -> ownCodes(contract, part)));
  }

  private static Stream<String> values(JsonNode code) {
    return Stream.concat(elements(code.path("enum")), Stream.of(code.path("const")))
        .map(JsonNode::asText)
        .filter(CODE.asMatchPredicate());
  }

  private static Stream<JsonNode> elements(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false);
  }
}
