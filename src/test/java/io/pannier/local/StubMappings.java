package io.pannier.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Reads the mapping files of {@code contracts/upstream} as JSON. */
final class StubMappings {

  private static final JsonMapper JSON = new JsonMapper();

  private StubMappings() {}

  static JsonNode schemaOfTheAllowedBody(StubUpstream upstream) {
    return allowed(upstream).at("/request/bodyPatterns/0/matchesJsonSchema");
  }

  private static JsonNode allowed(StubUpstream upstream) {
    try {
      return JSON.readTree(upstream.folder().resolve("mappings/1-allowed.json").toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
