package io.pannier.shared.vendure;

import io.pannier.shared.upstream.UpstreamJson;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.client.WebClient.RequestBodySpec;
import org.springframework.web.reactive.function.client.WebClient.RequestHeadersSpec;

/** A request to the Admin API, whatever it says. */
final class VendureRequest {

  private static final String PATH = "/admin-api";

  private VendureRequest() {}

  /**
   * Makes one.
   *
   * @param language that texts are wanted in; absent where it does not matter
   */
  static RequestHeadersSpec<?> post(WebClient web, @Nullable Locale language, Body body) {
    RequestBodySpec request =
        language == null
            ? web.post().uri(PATH)
            : web.post().uri(PATH + "?languageCode={code}", languageCode(language));
    return request.contentType(MediaType.APPLICATION_JSON).bodyValue(UpstreamJson.write(body));
  }

  /** The engine writes {@code de_CH}; what it does not know it answers in its own language. */
  private static String languageCode(Locale language) {
    return language.toLanguageTag().replace('-', '_');
  }

  /** GraphQL over HTTP. */
  record Body(String query, Map<String, ?> variables) {}
}
