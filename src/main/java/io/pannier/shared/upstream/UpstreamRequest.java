package io.pannier.shared.upstream;

import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;

/**
 * What is sent to an upstream, beside its credentials and what every request to it has.
 *
 * @param path below the upstream's address; metrics are kept by it, so it names no product
 * @param query encoded, without its {@code ?}; empty for none
 * @param body absent where there is none
 * @param headers of this request only, which are never logged
 * @param answered called with the headers of an answer before its body is read
 */
public record UpstreamRequest(
    HttpMethod method,
    String path,
    String query,
    @Nullable Body body,
    Map<String, String> headers,
    Consumer<HttpHeaders> answered) {

  /** A body and what it is. */
  @SuppressWarnings("ArrayRecordComponent") // made for one request, and sent as it is
  public record Body(String type, byte[] content) {}

  public UpstreamRequest {
    headers = Map.copyOf(headers);
  }

  public static UpstreamRequest get(String path, String query) {
    return new UpstreamRequest(HttpMethod.GET, path, query, null, Map.of(), head -> {});
  }

  public static UpstreamRequest post(String path, MediaType type, byte[] content) {
    return new UpstreamRequest(
        HttpMethod.POST, path, "", new Body(type.toString(), content), Map.of(), head -> {});
  }

  /** With this query in place of its own. */
  public UpstreamRequest query(String other) {
    return new UpstreamRequest(method, path, other, body, headers, answered);
  }

  /** With another header. */
  public UpstreamRequest header(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return new UpstreamRequest(method, path, query, body, more, answered);
  }

  /** With a function that is called with the headers of an answer before its body is read. */
  public UpstreamRequest answered(Consumer<HttpHeaders> by) {
    return new UpstreamRequest(method, path, query, body, headers, by);
  }

  /** Without its headers and its body, which may hold secrets. */
  @Override
  public String toString() {
    return method + " " + path;
  }

  /** As it stands in the first line of a request. */
  String target() {
    return query.isEmpty() ? path : path + "?" + query;
  }
}
