package io.pannier.contract;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Finds object schemas that let through members which the contract does not name. A schema is
 * closed by itself, or by the composition that it is a part of; a map says which names it takes.
 */
final class ClosedObjectsRule {

  private record Visit(JsonNode schema, boolean closed) {}

  private final ApiContract contract;
  private final Set<Visit> visited = new HashSet<>();
  private final List<String> faults = new ArrayList<>();

  private ClosedObjectsRule(ApiContract contract) {
    this.contract = contract;
  }

  static List<String> faults(ApiContract contract) {
    ClosedObjectsRule rule = new ClosedObjectsRule(contract);
    contract.document().findValues("schema").forEach(schema -> rule.visit(schema, false));
    return rule.faults;
  }

  private void visit(JsonNode schema, boolean closedByWhole) {
    boolean closed = closedByWhole || schema.path("unevaluatedProperties").asText().equals("false");
    if (!visited.add(new Visit(schema, closed))) {
      return;
    }
    boolean isMap = schema.has("propertyNames") && schema.path("additionalProperties").isObject();
    if (schema.path("type").asText().equals("object") && !closed && !isMap) {
      faults.add("open object: " + schema);
    }
    if (schema.has("$ref")) {
      visit(contract.resolve(schema), closed);
    }
    for (String composition : List.of("allOf", "oneOf", "anyOf")) {
      schema.path(composition).forEach(part -> visit(part, closed));
    }
    schema.path("properties").forEach(property -> visit(property, false));
    visit(schema.path("items"), false);
  }
}
