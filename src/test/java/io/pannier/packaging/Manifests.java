package io.pannier.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonDeserializer;
import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import io.kubernetes.client.openapi.models.V1ConfigMap;
import io.kubernetes.client.openapi.models.V1Deployment;
import io.kubernetes.client.openapi.models.V1NetworkPolicy;
import io.kubernetes.client.openapi.models.V1PodDisruptionBudget;
import io.kubernetes.client.openapi.models.V1Secret;
import io.kubernetes.client.openapi.models.V1Service;
import java.io.IOException;
import java.nio.file.Path;
import java.time.OffsetDateTime;

/** What {@code ops/kubernetes} gives to Kubernetes, once Kubernetes' own model has taken it. */
final class Manifests {

  static final Path FOLDER = Path.of("ops", "kubernetes");

  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

  /** No manifest has a time in it; Gson wants to know how one would be read all the same. */
  private static final Gson GSON =
      new GsonBuilder()
          .registerTypeAdapter(
              OffsetDateTime.class,
              (JsonDeserializer<OffsetDateTime>)
                  (time, type, context) -> OffsetDateTime.parse(time.getAsString()))
          .create();

  @FunctionalInterface
  private interface Check {
    void of(JsonElement document) throws IOException;
  }

  private Manifests() {}

  static JsonNode yaml(String file) throws IOException {
    return YAML.readTree(FOLDER.resolve(file).toFile());
  }

  /**
   * The document of a file.
   *
   * @see #accepted
   */
  static JsonNode read(String file) throws IOException {
    return accepted(yaml(file));
  }

  /**
   * The document itself.
   *
   * @throws IllegalArgumentException if it has a field that the model does not know, or lacks one
   *     that has to be there
   */
  static JsonNode accepted(JsonNode document) throws IOException {
    JsonElement json = JsonParser.parseString(document.toString());
    String kind = document.path("kind").asText();
    switch (kind) {
      case "ConfigMap" -> check(json, V1ConfigMap.class, V1ConfigMap::validateJsonElement);
      case "Deployment" -> check(json, V1Deployment.class, V1Deployment::validateJsonElement);
      case "NetworkPolicy" ->
          check(json, V1NetworkPolicy.class, V1NetworkPolicy::validateJsonElement);
      case "PodDisruptionBudget" ->
          check(json, V1PodDisruptionBudget.class, V1PodDisruptionBudget::validateJsonElement);
      case "Secret" -> check(json, V1Secret.class, V1Secret::validateJsonElement);
      case "Service" -> check(json, V1Service.class, V1Service::validateJsonElement);
      default -> throw new IllegalArgumentException("no manifest of ours is a " + kind);
    }
    return document;
  }

  private static void check(JsonElement json, Class<?> kind, Check fields) throws IOException {
    fields.of(json);
    // Names are not all: a word where a number has to be throws here.
    assertThat(GSON.fromJson(json, kind)).isNotNull();
  }
}
