package io.pannier.shared.vendure;

import io.pannier.shared.upstream.UpstreamJson;
import io.pannier.shared.upstream.UpstreamRequest;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;

/** A request to the Admin API, a question or a login. */
final class VendureRequest {

  private static final String PATH = "/admin-api";

  private VendureRequest() {}

  /**
   * Makes one.
   *
   * @param language that texts are wanted in; absent where it does not matter
   */
  static UpstreamRequest post(@Nullable Locale language, Body body) {
    UpstreamRequest request =
        UpstreamRequest.post(PATH, MediaType.APPLICATION_JSON, UpstreamJson.write(body));
    return language == null ? request : request.query("languageCode=" + languageCode(language));
  }

  /**
   * The engine writes {@code de_CH}; what it does not know it answers in its own language. Tags of
   * languages need no encoding.
   */
  private static String languageCode(Locale language) {
    return language.toLanguageTag().replace('-', '_');
  }

  /** GraphQL over HTTP. */
  record Body(String query, Map<String, ?> variables) {}
}
