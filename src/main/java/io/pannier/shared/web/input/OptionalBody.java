package io.pannier.shared.web.input;

import io.pannier.shared.web.problem.CommonProblems;
import org.jspecify.annotations.Nullable;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpRequest;

/**
 * An optional JSON body. Whether there is one is known only after reading it, since a chunked body
 * may be empty. So its media type is checked here and not by {@code consumes}, which sees only the
 * headers.
 */
public final class OptionalBody {

  private OptionalBody() {}

  /**
   * The body; null if there is none.
   *
   * @throws ProblemException {@code unsupported-media-type} if its media type is another one
   */
  public static byte @Nullable [] of(byte @Nullable [] body, ServerHttpRequest request) {
    if (body == null || body.length == 0) {
      return null;
    }
    if (!isJson(request)) {
      throw CommonProblems.bodyNotJson().asException();
    }
    return body;
  }

  private static boolean isJson(ServerHttpRequest request) {
    try {
      return MediaType.APPLICATION_JSON.includes(request.getHeaders().getContentType());
    } catch (InvalidMediaTypeException unreadable) {
      return false;
    }
  }
}
