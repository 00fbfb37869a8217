package io.pannier.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import com.networknt.schema.oas.OpenApi31;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Set;

/** An upstream's {@code openapi.yaml}, and what it says about a piece of JSON. */
final class UpstreamDescription {

  private static final ObjectMapper YAML = new YAMLMapper();
  private static final SchemaValidatorsConfig FORMATS_COUNT =
      SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build();
  private static final JsonSchemaFactory FACTORY =
      JsonSchemaFactory.getInstance(
          VersionFlag.V202012,
          factory ->
              factory
                  .metaSchema(OpenApi31.getInstance())
                  .defaultMetaSchemaIri(OpenApi31.getInstance().getIri()));

  private final StubUpstream upstream;
  private final JsonNode document;

  UpstreamDescription(StubUpstream upstream) {
    this.upstream = upstream;
    try {
      this.document = YAML.readTree(upstream.folder().resolve("openapi.yaml").toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The part of the document at this JSON pointer. */
  JsonNode at(String pointer) {
    return document.at(pointer);
  }

  /** What is wrong with the JSON as this component schema has it; nothing if it is right. */
  Set<ValidationMessage> faults(String component, JsonNode json) {
    String file = upstream.folder().resolve("openapi.yaml").toUri().toString();
    JsonSchema schema =
        FACTORY.getSchema(
            SchemaLocation.of(file + "#/components/schemas/" + component), FORMATS_COUNT);
    return schema.validate(json);
  }
}
