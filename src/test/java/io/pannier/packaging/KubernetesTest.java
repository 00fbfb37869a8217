package io.pannier.packaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.google.gson.JsonSyntaxException;
import io.pannier.shared.settings.Secret;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.boot.convert.DurationStyle;

/**
 * The manifests of {@code ops/kubernetes} are ones that Kubernetes takes, and they fit the service.
 * No cluster is here: what is held is what stands in them.
 */
class KubernetesTest {

  private final JsonNode deployment = Manifests.read("deployment.yaml");
  private final JsonNode pod = deployment.at("/spec/template/spec");
  private final JsonNode container = pod.at("/containers/0");

  KubernetesTest() throws IOException {}

  @Test
  void a_misspelt_field_would_be_refused_by_its_name() throws IOException {
    JsonNode misspelt = Manifests.yaml("deployment.yaml");
    ObjectNode probe = (ObjectNode) misspelt.at("/spec/template/spec/containers/0/readinessProbe");
    probe.set("failureTreshold", probe.remove("failureThreshold"));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> Manifests.accepted(misspelt))
        .withMessageContaining("`failureTreshold`");
  }

  @Test
  void a_word_in_the_place_of_a_number_would_be_refused() throws IOException {
    JsonNode wrong = Manifests.yaml("deployment.yaml");
    ((ObjectNode) wrong.at("/spec")).put("replicas", "three");

    assertThatExceptionOfType(JsonSyntaxException.class)
        .isThrownBy(() -> Manifests.accepted(wrong));
  }

  @Test
  void the_base_names_every_file_that_is_there_but_the_example() throws IOException {
    JsonNode base = Manifests.yaml("kustomization.yaml");
    try (Stream<Path> files = Files.list(Manifests.FOLDER)) {
      assertThat(base.path("resources"))
          .map(JsonNode::asText)
          .containsExactlyInAnyOrderElementsOf(
              files
                  .map(file -> file.getFileName().toString())
                  .filter(file -> !file.equals("kustomization.yaml"))
                  .filter(file -> !file.equals("secret.example.yaml"))
                  .toList());
    }
    for (JsonNode resource : base.path("resources")) {
      Manifests.read(resource.asText());
    }
  }

  @Test
  void whoever_selects_pods_selects_those_of_the_deployment() throws IOException {
    JsonNode labels = deployment.at("/spec/template/metadata/labels");

    assertThat(labels).isNotEmpty();
    assertThat(deployment.at("/spec/selector/matchLabels")).isEqualTo(labels);
    assertThat(pod.at("/topologySpreadConstraints/0/labelSelector/matchLabels")).isEqualTo(labels);
    assertThat(Manifests.read("service.yaml").at("/spec/selector")).isEqualTo(labels);
    assertThat(Manifests.read("poddisruptionbudget.yaml").at("/spec/selector/matchLabels"))
        .isEqualTo(labels);
    assertThat(Manifests.read("networkpolicy.yaml").at("/spec/podSelector/matchLabels"))
        .isEqualTo(labels);
  }

  @Test
  void requests_come_to_the_port_of_the_service() throws IOException {
    JsonNode port = container.at("/ports/0");

    assertThat(port.path("containerPort").asInt()).isEqualTo(8080);
    assertThat(Manifests.read("service.yaml").at("/spec/ports/0/targetPort"))
        .isEqualTo(port.path("name"));
    assertThat(Manifests.read("networkpolicy.yaml").at("/spec/ingress/0/ports/0/port"))
        .isEqualTo(port.path("name"));
  }

  @Test
  void it_is_not_killed_before_its_requests_had_their_time_to_end() throws IOException {
    String ours =
        new ObjectMapper(new YAMLFactory())
            .readTree(Path.of("src/main/resources/application.yaml").toFile())
            .at("/spring/lifecycle/timeout-per-shutdown-phase")
            .asText();
    long balancersLearn = container.at("/lifecycle/preStop/sleep/seconds").asLong();

    assertThat(balancersLearn).isPositive();
    assertThat(pod.path("terminationGracePeriodSeconds").asLong())
        .isGreaterThan(balancersLearn + DurationStyle.detectAndParse(ours).toSeconds());
  }

  @Test
  void probes_ask_what_the_guide_calls_alive_and_ready() throws IOException {
    String guide = Files.readString(Path.of("docs/operations.md"));
    String alive = "/actuator/health/liveness";
    String ready = "/actuator/health/readiness";

    assertThat(guide).contains("| `" + alive + "` | anyone", "| `" + ready + "` | anyone");
    assertThat(container.at("/startupProbe/httpGet/path").asText()).isEqualTo(alive);
    assertThat(container.at("/livenessProbe/httpGet/path").asText()).isEqualTo(alive);
    assertThat(container.at("/readinessProbe/httpGet/path").asText()).isEqualTo(ready);
  }

  @Test
  void it_may_do_no_more_than_it_needs() {
    JsonNode rights = container.path("securityContext");

    assertThat(pod.at("/automountServiceAccountToken")).isEqualTo(BooleanNode.FALSE);
    assertThat(pod.at("/enableServiceLinks")).as("PANNIER_PORT").isEqualTo(BooleanNode.FALSE);
    assertThat(pod.at("/securityContext/runAsNonRoot")).isEqualTo(BooleanNode.TRUE);
    assertThat(rights.path("readOnlyRootFilesystem")).isEqualTo(BooleanNode.TRUE);
    assertThat(rights.path("allowPrivilegeEscalation")).isEqualTo(BooleanNode.FALSE);
    assertThat(rights.at("/capabilities/drop/0").asText()).isEqualTo("ALL");
  }

  @Test
  void it_is_given_all_the_memory_that_it_may_use() {
    JsonNode limits = container.at("/resources/limits");

    assertThat(limits.path("memory").asText()).isNotEmpty();
    assertThat(container.at("/resources/requests/memory")).isEqualTo(limits.path("memory"));
  }

  @Test
  void every_variable_is_a_setting_that_there_is() throws IOException {
    List<String> variables = new ArrayList<>();
    container.path("env").forEach(variable -> variables.add(variable.path("name").asText()));
    Manifests.read("configmap.yaml").path("data").fieldNames().forEachRemaining(variables::add);

    assertThat(settings()).containsAll(variables);
  }

  @Test
  void every_secret_is_there_by_reference_and_the_example_holds_none() throws IOException {
    JsonNode example = Manifests.read("secret.example.yaml");
    Map<String, String> keys = new TreeMap<>();
    for (JsonNode variable : container.path("env")) {
      JsonNode reference = variable.at("/valueFrom/secretKeyRef");
      assertThat(reference.path("name")).isEqualTo(example.at("/metadata/name"));
      keys.put(variable.path("name").asText(), reference.path("key").asText());
    }

    assertThat(example.path("stringData")).map(JsonNode::asText).containsOnly("");
    assertThat(example.path("stringData").fieldNames())
        .toIterable()
        .containsExactlyInAnyOrderElementsOf(keys.values());
    // Those of other kinds of upstreams come with the overlay that chooses such a kind.
    assertThat(secretSettings())
        .filteredOn(name -> name.startsWith("PANNIER_UPSTREAM_"))
        .isNotEmpty()
        .isSubsetOf(keys.keySet());
    assertThat(Manifests.read("configmap.yaml").path("data").fieldNames())
        .toIterable()
        .doesNotContainAnyElementsOf(secretSettings());
  }

  /** All settings of the service and of its libraries, as the environment names them. */
  private static List<String> settings() throws IOException {
    return described().stream().map(KubernetesTest::variable).toList();
  }

  /** Those that hold what nobody may read. */
  private static List<String> secretSettings() throws IOException {
    return described().stream()
        .filter(setting -> setting.path("type").asText().equals(Secret.class.getName()))
        .map(KubernetesTest::variable)
        .toList();
  }

  private static List<JsonNode> described() throws IOException {
    List<JsonNode> settings = new ArrayList<>();
    for (String file :
        List.of("spring-configuration-metadata", "additional-spring-configuration-metadata")) {
      for (URL list :
          Collections.list(
              Secret.class.getClassLoader().getResources("META-INF/" + file + ".json"))) {
        try (InputStream json = list.openStream()) {
          new ObjectMapper().readTree(json).path("properties").forEach(settings::add);
        }
      }
    }
    return settings;
  }

  private static String variable(JsonNode setting) {
    return setting
        .path("name")
        .asText()
        .replace("-", "")
        .replace('.', '_')
        .toUpperCase(Locale.ROOT);
  }
}
