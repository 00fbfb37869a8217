package io.pannier.testkit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Objects;
import java.util.stream.StreamSupport;
import org.springframework.http.HttpHeaders;

/** What the server answered. */
public record Reply(int status, HttpHeaders headers, String body) {

  public JsonNode json() {
    try {
      return new ObjectMapper().readTree(body);
    } catch (JsonProcessingException e) {
      throw new AssertionError("not JSON: " + body, e);
    }
  }

  /** The text at this JSON pointer; empty where there is none. */
  public String text(String pointer) {
    return json().at(pointer).asText();
  }

  public String header(String name) {
    return Objects.requireNonNullElse(headers.getFirst(name), "");
  }

  public String contentType() {
    return header(HttpHeaders.CONTENT_TYPE);
  }

  /** Of a problem document, or of an error in version 1's form. */
  public String code() {
    return text(json().has("error") ? "/error/code" : "/code");
  }

  /** The fields that a problem document names as wrong. */
  public List<String> offenders() {
    return StreamSupport.stream(json().path("violations").spliterator(), false)
        .map(violation -> violation.path("field").asText())
        .toList();
  }
}
