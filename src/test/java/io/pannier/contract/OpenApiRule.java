package io.pannier.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.util.List;
import java.util.Locale;

/** Holds a contract file to the OpenAPI Initiative's schema of OpenAPI 3.1 documents. */
final class OpenApiRule {

  /** The official schema, and in its schema objects no keyword that OpenAPI does not know. */
  private static final SchemaLocation CONTRACT_FILE =
      SchemaLocation.of("classpath:openapi-schema/contract-file.json");

  private static final JsonSchema SCHEMA =
      JsonSchemaFactory.getInstance(
              SpecVersion.VersionFlag.V202012,
              builder ->
                  builder.schemaMappers(
                      mappers ->
                          mappers.mapPrefix(
                              "https://spec.openapis.org/oas/3.1/schema/2022-10-07",
                              "classpath:openapi-schema/openapi-3.1.json")))
          .getSchema(
              CONTRACT_FILE,
              SchemaValidatorsConfig.builder()
                  .formatAssertionsEnabled(true)
                  .locale(Locale.ROOT)
                  .build());

  private OpenApiRule() {}

  static List<String> faults(JsonNode document) {
    return SCHEMA.validate(document).stream().map(ValidationMessage::getMessage).toList();
  }
}
