package io.pannier.cart.crash;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** Requests to the service at an address, each with one header that says who asks. */
record Calls(String url) {

  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  /** Sends it, with a body of JSON or an empty one, and expects success. */
  JsonNode send(String method, String path, String body, String header, String value)
      throws IOException, InterruptedException {
    HttpResponse<String> answer =
        HTTP.send(request(method, path, body, header, value), BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 201);
    return MAPPER.readTree(answer.body());
  }

  CompletableFuture<HttpResponse<String>> sendAsync(
      String method, String path, String body, String header, String value) {
    return HTTP.sendAsync(request(method, path, body, header, value), BodyHandlers.ofString());
  }

  private HttpRequest request(
      String method, String path, String body, String header, String value) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(url + path))
            .timeout(Duration.ofMinutes(2))
            .header(header, value);
    return body.isEmpty()
        ? request.method(method, BodyPublishers.noBody()).build()
        : request
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofString(body))
            .build();
  }
}
