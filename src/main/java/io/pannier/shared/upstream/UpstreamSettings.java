package io.pannier.shared.upstream;

import io.pannier.shared.model.Provenance.Source;
import io.pannier.shared.settings.Secret;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.util.unit.DataSize;

/**
 * What differs from upstream to upstream.
 *
 * @param instance its name under {@code resilience4j.*}; without a dash, since environment
 *     variables would otherwise make a second instance beside it
 * @param timeout of one attempt
 * @param largestAnswer larger answers are rejected
 * @param mediaType of answers
 * @param credentials of every request
 */
public record UpstreamSettings(
    Source source,
    String instance,
    URI baseUrl,
    Duration timeout,
    DataSize largestAnswer,
    MediaType mediaType,
    Credentials credentials) {

  /**
   * How requests authenticate: one header.
   *
   * @param value never logged
   */
  public record Credentials(String header, Secret value) {

    /** For an upstream whose requests each bring their own credentials. */
    public static final Credentials NONE = new Credentials("", new Secret(""));

    public static Credentials apiKey(Secret key) {
      return new Credentials("X-Api-Key", key);
    }

    public static Credentials bearer(Secret token) {
      return new Credentials(HttpHeaders.AUTHORIZATION, new Secret("Bearer " + token.value()));
    }

    public static Credentials basic(String username, Secret password) {
      String encoded =
          HttpHeaders.encodeBasicAuth(username, password.value(), StandardCharsets.UTF_8);
      return new Credentials(HttpHeaders.AUTHORIZATION, new Secret("Basic " + encoded));
    }
  }
}
