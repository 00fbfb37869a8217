package io.pannier.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
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
  void isAnOpenApi31Document(ApiContract contract) {
    assertThat(OpenApiRule.faults(contract.document())).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("contracts")
  void closesEveryObject(ApiContract contract) {
    assertThat(ClosedObjectsRule.faults(contract)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("contracts")
  void givesExamplesThatItsOwnSchemasAllow(ApiContract contract) {
    List<JsonNode> described = contract.document().findParents("schema");

    assertThat(described.stream().flatMap(node -> exampleFaults(contract, node))).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("contracts")
  void refersOnlyToWhatIsThere(ApiContract contract) {
    assertThat(contract.document().findParents("$ref"))
        .allSatisfy(
            node -> assertThat(contract.resolve(node).isMissingNode()).as("%s", node).isFalse());
  }

  @ParameterizedTest
  @MethodSource("contracts")
  void saysWhatAnyOtherRequestGets(ApiContract contract) {
    assertThat(contract.anyOtherRequest()).isPresent();
  }

  @ParameterizedTest
  @MethodSource("contracts")
  void namesOperationsApartAndCarriesTheTraceOnEveryAnswer(ApiContract contract) {
    assertThat(contract.operations()).extracting(Operation::name).doesNotHaveDuplicates();
    assertThat(contract.operations())
        .flatExtracting(operation -> responses(operation))
        .allSatisfy(
            response ->
                assertThat(contract.resolve(response).at("/headers/X-Trace-Id").isMissingNode())
                    .isFalse());
  }

  @Test
  void aFileThatIsNotOpenApi31IsFound() {
    ObjectNode document = anyDocument();
    document.put("openapi", "3.0.3");

    assertThat(OpenApiRule.faults(document)).isNotEmpty();
  }

  @Test
  void anOperationWithAMemberThatOpenApiDoesNotKnowIsFound() {
    ObjectNode document = anyDocument();
    ((ObjectNode) document.findValue("get")).put("response", "200");

    assertThat(OpenApiRule.faults(document)).isNotEmpty();
  }

  @Test
  void aMisspeltKeywordInASchemaIsFound() {
    ObjectNode document = anyDocument();
    ((ObjectNode) document.at("/components/schemas/ProblemBase/properties/title"))
        .put("minLenght", 1);

    assertThat(OpenApiRule.faults(document)).isNotEmpty();
  }

  @Test
  void anObjectThatIsLeftOpenIsFound() {
    ApiContract contract = contracts().findFirst().orElseThrow();
    contract.document().findParents("unevaluatedProperties").stream()
        .map(ObjectNode.class::cast)
        .forEach(schema -> schema.remove("unevaluatedProperties"));

    assertThat(ClosedObjectsRule.faults(contract)).isNotEmpty();
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
