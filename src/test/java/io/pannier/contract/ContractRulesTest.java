package io.pannier.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What contracts say in extensions binds as if it were said in schemas. */
class ContractRulesTest {

  private static final String FILE =
      """
      openapi: 3.1.0
      paths:
        /v2/lamps:
          get:
            operationId: lamps
            responses:
              "409":
                content:
                  application/problem+json:
                    schema: {$ref: "#/components/schemas/Problem"}
                    x-codes: [burnt-out, too-dim]
      components:
        schemas:
          Problem:
            type: object
            required: [code]
            properties:
              code: {type: string}
              watts: {type: integer}
              hours: {type: integer}
            unevaluatedProperties: false
            x-members:
              too-dim: [watts, "hours?"]
            x-rules:
              - if: {properties: {watts: {minimum: 100}}, required: [watts]}
                then: {properties: {hours: false}}
      """;

  private final Path folder;

  ContractRulesTest(@TempDir Path folder) {
    this.folder = folder;
  }

  private List<String> faults(String problem) throws Exception {
    ApiContract contract = ApiContract.read(Files.writeString(folder.resolve("a.yaml"), FILE));
    JsonNode schema =
        contract
            .operations()
            .get(0)
            .node()
            .at("/responses/409/content")
            .path("application/problem+json")
            .path("schema");
    return contract.faults(schema, new ObjectMapper().readTree(problem));
  }

  @Test
  void what_all_of_them_allow_passes() throws Exception {
    assertThat(faults("{\"code\": \"burnt-out\"}")).isEmpty();
    assertThat(faults("{\"code\": \"too-dim\", \"watts\": 4}")).isEmpty();
    assertThat(faults("{\"code\": \"too-dim\", \"watts\": 4, \"hours\": 1}")).isEmpty();
  }

  @Test
  void a_code_that_is_not_listed_is_a_fault() throws Exception {
    assertThat(faults("{\"code\": \"stolen\"}")).isNotEmpty();
  }

  @Test
  void a_member_that_its_code_needs_must_be_there() throws Exception {
    assertThat(faults("{\"code\": \"too-dim\", \"hours\": 1}")).isNotEmpty();
  }

  @Test
  void a_member_that_another_code_has_must_not_be_there() throws Exception {
    assertThat(faults("{\"code\": \"burnt-out\", \"hours\": 1}")).isNotEmpty();
  }

  @Test
  void a_rule_binds() throws Exception {
    assertThat(faults("{\"code\": \"too-dim\", \"watts\": 100, \"hours\": 1}")).isNotEmpty();
  }
}
