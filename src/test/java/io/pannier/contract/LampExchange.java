package io.pannier.contract;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;

/** An exchange to be bent; all of them are with the service that {@code lamp-v2.yaml} describes. */
record LampExchange(
    HttpMethod method,
    String uri,
    HttpHeaders requestHeaders,
    String requestBody,
    int status,
    HttpHeaders headers,
    String body) {

  static final String LAMP =
      "{'id': 'a', 'colour': 'red', 'madeAt': '2026-11-20T10:15:00Z', 'switch': {'installedOn': '2026-11-20'}}";

  static LampExchange view() {
    return new LampExchange(HttpMethod.GET, "/v2/lamps/a", json(), "", 200, json(), LAMP);
  }

  static LampExchange make() {
    return new LampExchange(
            HttpMethod.POST, "/v2/lamps", json(), "{'colour': 'red'}", 201, json(), LAMP)
        .with("Location", "/v2/lamps/a");
  }

  /** A problem document that agrees with itself. */
  static LampExchange refused(HttpMethod method, String uri, int status, String code) {
    return new LampExchange(method, uri, json(), "", status, json(), "")
        .with("Content-Type", "application/problem+json")
        .with("X-Trace-Id", "t1")
        .answering(
            "{'type': '/problems/%1$s', 'status': %2$d, 'code': '%1$s', 'traceId': 't1'}"
                .formatted(code, status));
  }

  LampExchange at(String other) {
    return new LampExchange(method, other, requestHeaders, requestBody, status, headers, body);
  }

  LampExchange asking(String header, String value) {
    return new LampExchange(
        method, uri, changed(requestHeaders, header, value), requestBody, status, headers, body);
  }

  LampExchange sending(String other) {
    return new LampExchange(method, uri, requestHeaders, other, status, headers, body);
  }

  LampExchange withStatus(int other) {
    return new LampExchange(method, uri, requestHeaders, requestBody, other, headers, body);
  }

  LampExchange with(String header, String value) {
    return new LampExchange(
        method, uri, requestHeaders, requestBody, status, changed(headers, header, value), body);
  }

  LampExchange without(String header) {
    HttpHeaders fewer = new HttpHeaders();
    fewer.putAll(headers);
    fewer.remove(header);
    return new LampExchange(method, uri, requestHeaders, requestBody, status, fewer, body);
  }

  LampExchange answering(String other) {
    return new LampExchange(method, uri, requestHeaders, requestBody, status, headers, other);
  }

  HttpExchange toExchange() {
    return new HttpExchange(
        method,
        URI.create("http://localhost" + uri),
        requestHeaders,
        requestBody.replace('\'', '"').getBytes(UTF_8),
        status,
        headers,
        body.replace('\'', '"').getBytes(UTF_8));
  }

  private static HttpHeaders json() {
    return changed(new HttpHeaders(), "Content-Type", "application/json");
  }

  private static HttpHeaders changed(HttpHeaders headers, String header, String value) {
    HttpHeaders changed = new HttpHeaders();
    changed.putAll(headers);
    changed.set(header, value);
    return changed;
  }
}
