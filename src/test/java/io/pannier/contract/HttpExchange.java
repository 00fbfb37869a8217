package io.pannier.contract;

import java.net.URI;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;

/** A request and the answer to it, as they went over the wire. */
@SuppressWarnings("ArrayRecordComponent") // never compared, and never changed
public record HttpExchange(
    HttpMethod method,
    URI uri,
    HttpHeaders requestHeaders,
    byte[] requestBody,
    int status,
    HttpHeaders responseHeaders,
    byte[] responseBody) {

  boolean accepted() {
    return status / 100 == 2;
  }

  @Override
  public String toString() {
    return method + " " + uri.getRawPath() + " → " + status;
  }
}
