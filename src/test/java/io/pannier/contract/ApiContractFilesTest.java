package io.pannier.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every file of {@code contracts/api} has to be. */
class ApiContractFilesTest {

  static Stream<ApiContract> contracts() {
    return ApiContracts.ofRepository().all().stream();
  }

  @ParameterizedTest
  @MethodSource("contracts")
  void is_an_open_api31_document(ApiContract contract) {
    assertThat(OpenApiRule.faults(contract.document())).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("contracts")
  void closes_every_object(ApiContract contract) {
    assertThat(ClosedObjectsRule.faults(contract)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("contracts")
  void gives_examples_that_its_own_schemas_allow(ApiContract contract) {
    List<JsonNode> described = contract.document().findParents("schema");

    assertThat(described.stream().flatMap(node -> exampleFaults(contract, node))).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("contracts")
  void refers_only_to_what_is_there(ApiContract contract) {
    assertThat(contract.document().findParents("$ref"))
        .allSatisfy(
            node -> assertThat(contract.resolve(node).isMissingNode()).as("%s", node).isFalse());
  }

  @ParameterizedTest
  @MethodSource("contracts")
  void says_what_any_other_request_gets(ApiContract contract) {
    assertThat(contract.anyOtherRequest()).isPresent();
  }

  @ParameterizedTest
  @MethodSource("contracts")
  void names_operations_apart_and_carries_the_trace_on_every_answer(ApiContract contract) {
    assertThat(contract.operations()).extracting(Operation::name).doesNotHaveDuplicates();
    assertThat(contract.operations())
        .flatExtracting(operation -> responses(operation))
        .allSatisfy(
            response ->
                assertThat(contract.resolve(response).at("/headers/X-Trace-Id").isMissingNode())
                    .isFalse());
  }

  /**
   * What generators of clients understand: named objects, and no compositions but "or null". What a
   * contract promises besides stands in {@code x-rules} ({@link ContractRules}).
   */
  @ParameterizedTest
  @MethodSource("files")
  void has_plain_schemas_for_generators_of_clients(Path file) {
    assertThat(PlainSchemasRule.faults(ApiContract.parse(file))).isEmpty();
  }

  @Test
  void a_schema_that_generators_do_not_understand_is_found() {
    JsonNode document = ApiContract.parse(files().findFirst().orElseThrow());
    ObjectNode schema = (ObjectNode) document.at("/components/schemas").iterator().next();
    schema.putArray("allOf").addObject().put("type", "object");

    assertThat(PlainSchemasRule.faults(document)).hasSize(2);
  }

  @Test
  void a_file_that_is_not_open_api31_is_found() {
    ObjectNode document = anyDocument();
    document.put("openapi", "3.0.3");

    assertThat(OpenApiRule.faults(document)).isNotEmpty();
  }

  @Test
  void an_operation_with_a_member_that_open_api_does_not_know_is_found() {
    ObjectNode document = anyDocument();
    ((ObjectNode) document.findValue("get")).put("response", "200");

    assertThat(OpenApiRule.faults(document)).isNotEmpty();
  }

  @Test
  void a_misspelt_keyword_in_a_schema_is_found() {
    ObjectNode document = anyDocument();
    ((ObjectNode) document.at("/components/schemas/Problem/properties/title")).put("minLenght", 1);

    assertThat(OpenApiRule.faults(document)).isNotEmpty();
  }

  @Test
  void an_object_that_is_left_open_is_found() {
    ApiContract contract = contracts().findFirst().orElseThrow();
    contract.document().findParents("unevaluatedProperties").stream()
        .map(ObjectNode.class::cast)
        .forEach(schema -> schema.remove("unevaluatedProperties"));

    assertThat(ClosedObjectsRule.faults(contract)).isNotEmpty();
  }

  static Stream<Path> files() {
    return contracts().map(contract -> Path.of("contracts", "api", contract.name() + ".yaml"));
  }

  private static ObjectNode anyDocument() {
    return contracts()
        .filter(contract -> contract.name().endsWith("v2"))
        .map(contract -> (ObjectNode) contract.document())
        .findFirst()
        .orElseThrow();
  }

  private static List<JsonNode> responses(Operation operation) {
    List<JsonNode> responses = new ArrayList<>();
    operation.node().path("responses").forEach(responses::add);
    return responses;
  }

  private static Stream<String> exampleFaults(ApiContract contract, JsonNode described) {
    List<JsonNode> examples = new ArrayList<>();
    if (described.has("example")) {
      examples.add(described.path("example"));
    }
    described.path("examples").forEach(example -> examples.add(example.path("value")));
    return examples.stream()
        .flatMap(
            example ->
                contract.faults(described.path("schema"), example).stream()
                    .map(fault -> fault + " in " + example));
  }
}
