package io.pannier.stubs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.pannier.contract.ApiContracts;
import io.pannier.contract.HttpExchange;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;

/** The mapping files of {@code contracts/stubs}, as text, and what a WireMock makes of them. */
final class StubMappings {

  static final Path FOLDER = Path.of("contracts", "stubs");

  private static final JsonMapper JSON = new JsonMapper();
  private static final DefaultPrettyPrinter PRETTY =
      new DefaultPrettyPrinter(
              Separators.createDefaultInstance()
                  .withObjectFieldValueSpacing(Separators.Spacing.AFTER)
                  .withObjectEmptySeparator("")
                  .withArrayEmptySeparator(""))
          .withObjectIndenter(new DefaultIndenter("  ", "\n"))
          .withArrayIndenter(new DefaultIndenter("  ", "\n"));

  private StubMappings() {}

  /** By the names of their files. */
  static Map<String, String> in(Path folder) throws IOException {
    Map<String, String> files = new TreeMap<>();
    try (Stream<Path> all = Files.list(folder.resolve("mappings"))) {
      for (Path file : all.toList()) {
        files.put(file.getFileName().toString(), Files.readString(file));
      }
    }
    return files;
  }

  /** In the form that is committed. */
  static Map<String, String> written(Map<String, JsonNode> mappings) {
    Map<String, String> files = new TreeMap<>();
    mappings.forEach((name, mapping) -> files.put(name, written(mapping)));
    return files;
  }

  private static String written(JsonNode mapping) {
    try {
      return JSON.writer(PRETTY).writeValueAsString(mapping) + "\n";
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Asks for each mapping by its own example, in order, and holds the answer to the contracts. */
  static void assertAnswered(String url, Map<String, String> files)
      throws IOException, InterruptedException {
    HttpClient client = HttpClient.newHttpClient();
    ApiContracts contracts = ApiContracts.ofRepository();
    assertThat(files).isNotEmpty();
    for (Map.Entry<String, String> file : files.entrySet()) {
      JsonNode mapping = JSON.readTree(file.getValue());
      JsonNode promised = mapping.get("response");

      HttpExchange got = ask(client, url, mapping.at("/metadata/example"));

      String body = new String(got.responseBody(), UTF_8);
      assertThat(got.status())
          .as(file.getKey() + ": " + body)
          .isEqualTo(promised.get("status").asInt());
      assertThat(body.isEmpty() ? JSON.missingNode() : JSON.readTree(body))
          .as(file.getKey())
          .isEqualTo(promised.path("jsonBody"));
      assertThat(contracts.deviations(got)).as(file.getKey()).isEmpty();
    }
  }

  private static HttpExchange ask(HttpClient client, String url, JsonNode example)
      throws IOException, InterruptedException {
    URI uri = URI.create(url + example.get("url").asText());
    String body = example.path("body").asText();
    HttpHeaders headers = new HttpHeaders();
    example
        .get("headers")
        .properties()
        .forEach(header -> headers.add(header.getKey(), header.getValue().asText()));
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri)
            .method(
                example.get("method").asText(),
                body.isEmpty()
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(body));
    headers.forEach((name, values) -> values.forEach(value -> request.header(name, value)));
    HttpResponse<byte[]> response =
        client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    HttpHeaders answered = new HttpHeaders();
    answered.putAll(response.headers().map());
    return new HttpExchange(
        HttpMethod.valueOf(example.get("method").asText()),
        uri,
        headers,
        body.getBytes(UTF_8),
        response.statusCode(),
        answered,
        response.body());
  }
}
