package io.pannier.shared.web.input;

import io.pannier.shared.web.problem.CommonProblems;
import org.jspecify.annotations.Nullable;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpRequest;

/**
 * A body in JSON that need not be there. Whether it is shows only when it has been read: chunks may
 * turn out to be none. So its media type is looked at here, and not by {@code consumes}, which has
 * only the head of the request to go by.
 */
public final class OptionalBody {

  private OptionalBody() {}

  /**
   * The body; null if there is none.
   *
   * @throws ProblemException {@code unsupported-media-type} if there is one of another media type
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
