package io.pannier.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What contracts promise beyond the plain schemas that generators of clients understand, written in
 * extensions beside them: {@code x-rules}, further schemas that a value keeps to; {@code x-codes},
 * the codes that a problem in this place has; {@code x-members}, the members that a code comes
 * with, of which those with a question mark may be absent. Here they become part of the schemas.
 * {@code x-may-grow}, on enumerations of answers, binds nobody.
 */
final class ContractRules {

  private static final String RULES = "x-rules";
  private static final String CODES = "x-codes";
  private static final String MAY_GROW = "x-may-grow";
  private static final String MEMBERS = "x-members";

  private ContractRules() {}

  /** Changes the document in place. */
  static void expand(JsonNode document) {
    for (JsonNode child : document) {
      expand(child);
    }
    if (document instanceof ObjectNode object) {
      object.remove(MAY_GROW);
      if (object.path(RULES).isArray()) {
        allOf(object).addAll((ArrayNode) object.remove(RULES));
      }
      if (object.path(MEMBERS).isObject()) {
        addMembers(allOf(object), (ObjectNode) object.remove(MEMBERS));
      }
      if (object.path(CODES).isArray()) {
        ObjectNode schema = object.objectNode();
        ArrayNode both = schema.putArray("allOf");
        both.add(object.get("schema"));
        both.add(ofCodes(object, object.remove(CODES)));
        object.set("schema", schema);
      }
    }
  }

  /** A problem of version 2 has its code at the top, an error of version 1 inside. */
  private static ObjectNode ofCodes(ObjectNode factory, JsonNode codes) {
    ObjectNode schema = factory.objectNode();
    ObjectNode properties = schema.putObject("properties");
    properties.putObject("code").set("enum", codes);
    code(properties.putObject("error")).set("enum", codes);
    return schema;
  }

  private static ArrayNode allOf(ObjectNode schema) {
    return schema.path("allOf") instanceof ArrayNode there ? there : schema.putArray("allOf");
  }

  private static ObjectNode code(ObjectNode schema) {
    return schema.putObject("properties").putObject("code");
  }

  /** Each member has its codes; with any other it must be absent. */
  private static void addMembers(ArrayNode rules, ObjectNode membersByCode) {
    Map<String, Set<String>> codes = new TreeMap<>();
    for (var entry : membersByCode.properties()) {
      ObjectNode due = rules.addObject();
      code(due.putObject("if")).put("const", entry.getKey());
      ArrayNode required = due.putObject("then").putArray("required");
      for (JsonNode member : entry.getValue()) {
        String name = member.asText().replace("?", "");
        codes.computeIfAbsent(name, absent -> new TreeSet<>()).add(entry.getKey());
        if (name.equals(member.asText())) {
          required.add(name);
        }
      }
    }
    codes.forEach(
        (member, ofCodes) -> {
          ObjectNode absent = rules.addObject();
          ArrayNode known = code(absent.putObject("if")).putObject("not").putArray("enum");
          List.copyOf(ofCodes).forEach(known::add);
          absent.putObject("then").putObject("properties").put(member, false);
        });
  }
}
