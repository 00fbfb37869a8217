package io.pannier.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.networknt.schema.JsonMetaSchema;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.NonValidationKeyword;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import com.networknt.schema.oas.OpenApi31;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** One file of {@code contracts/api}. */
public final class ApiContract {

  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
  private static final List<String> METHODS =
      List.of("GET", "PUT", "POST", "DELETE", "PATCH", "OPTIONS", "HEAD");

  /** Of which {@code components} is a part, so that references into it hold. */
  private static final JsonMetaSchema DIALECT =
      JsonMetaSchema.builder(OpenApi31.getInstance())
          .keyword(new NonValidationKeyword("components"))
          .build();

  private static final JsonSchemaFactory FACTORY =
      JsonSchemaFactory.getInstance(
          SpecVersion.VersionFlag.V202012,
          builder -> builder.metaSchema(DIALECT).defaultMetaSchemaIri(DIALECT.getIri()));

  /** Without format assertions a {@code date-time} would assert nothing. */
  private static final SchemaValidatorsConfig ASSERTING_FORMATS =
      SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).locale(Locale.ROOT).build();

  private final String name;
  private final JsonNode document;
  private final List<Operation> operations = new ArrayList<>();
  private final Map<JsonNode, JsonSchema> compiled = new ConcurrentHashMap<>();

  private ApiContract(String name, JsonNode document) {
    this.name = name;
    this.document = document;
    document
        .path("paths")
        .properties()
        .forEach(
            path ->
                METHODS.stream()
                    .filter(method -> path.getValue().has(method.toLowerCase(Locale.ROOT)))
                    .map(method -> operation(method, path.getKey(), path.getValue()))
                    .forEach(operations::add));
  }

  public static ApiContract read(Path file) {
    JsonNode document = parse(file);
    ContractRules.expand(document);
    return new ApiContract(
        String.valueOf(file.getFileName()).replaceFirst("\\.yaml$", ""), document);
  }

  /** The file as it is written. */
  static JsonNode parse(Path file) {
    try {
      return YAML.readTree(file.toFile());
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  /** The file's name without its ending, as in {@code cart-v2}. */
  public String name() {
    return name;
  }

  public List<Operation> operations() {
    return List.copyOf(operations);
  }

  @Override
  public String toString() {
    return name;
  }

  JsonNode document() {
    return document;
  }

  /** What stands at a place, or at the place within this file that it refers to. */
  JsonNode resolve(JsonNode node) {
    JsonNode reference = node.path("$ref");
    return reference.isTextual()
        ? resolve(document.at(reference.asText().replaceFirst("^#", "")))
        : node;
  }

  /** What a path or method gets that the contract does not describe. */
  Optional<JsonNode> anyOtherRequest() {
    return Optional.of(document.at("/components/responses/AnyOtherRequest"))
        .filter(JsonNode::isObject);
  }

  /** Whether the path is in the part of the address space that the contract speaks for. */
  boolean covers(String rawPath) {
    return operations.stream()
        .map(operation -> operation.path().getPatternString().split("/", 3)[1])
        .anyMatch(
            version -> rawPath.equals("/" + version) || rawPath.startsWith("/" + version + "/"));
  }

  /** What is wrong with a value, in the order of its parts; empty if nothing is. */
  List<String> faults(JsonNode schema, JsonNode value) {
    return compiled.computeIfAbsent(schema, this::compile).validate(value).stream()
        .map(ValidationMessage::getMessage)
        .sorted()
        .toList();
  }

  /** A schema of its own that carries the components along, so that its references hold. */
  private JsonSchema compile(JsonNode schema) {
    ObjectNode standalone = YAML.createObjectNode();
    standalone.putArray("allOf").add(schema);
    standalone.set("components", document.path("components"));
    return FACTORY.getSchema(standalone, ASSERTING_FORMATS);
  }

  private Operation operation(String method, String path, JsonNode pathItem) {
    JsonNode node = pathItem.path(method.toLowerCase(Locale.ROOT));
    return Operation.of(this, method, path, pathItem, node);
  }
}
