package io.pannier.shared.web;

import static org.springframework.http.HttpStatus.BAD_GATEWAY;
import static org.springframework.http.HttpStatus.BAD_REQUEST;
import static org.springframework.http.HttpStatus.FORBIDDEN;
import static org.springframework.http.HttpStatus.GATEWAY_TIMEOUT;
import static org.springframework.http.HttpStatus.INTERNAL_SERVER_ERROR;
import static org.springframework.http.HttpStatus.METHOD_NOT_ALLOWED;
import static org.springframework.http.HttpStatus.NOT_ACCEPTABLE;
import static org.springframework.http.HttpStatus.NOT_FOUND;
import static org.springframework.http.HttpStatus.PAYLOAD_TOO_LARGE;
import static org.springframework.http.HttpStatus.REQUEST_TIMEOUT;
import static org.springframework.http.HttpStatus.SERVICE_UNAVAILABLE;
import static org.springframework.http.HttpStatus.UNAUTHORIZED;
import static org.springframework.http.HttpStatus.UNSUPPORTED_MEDIA_TYPE;

/** The problems that any operation can answer with. */
public final class CommonProblems {

  public static final ProblemType MALFORMED_REQUEST =
      new ProblemType(
          "malformed-request",
          BAD_REQUEST,
          "The body is not one JSON object",
          "Send exactly one JSON object in UTF-8, without duplicate keys. The detail names the first fault.");
  public static final ProblemType INVALID_REQUEST =
      new ProblemType(
          "invalid-request",
          BAD_REQUEST,
          "The request is not valid",
          "Each entry of violations names a field and what is wrong with it; moreViolations counts those"
              + " beyond the first hundred. Correct them all and send it again.");
  public static final ProblemType UNAUTHENTICATED =
      new ProblemType(
          "unauthenticated",
          UNAUTHORIZED,
          "The access token was not accepted",
          "Get a new access token, or leave it out where none is needed.");
  public static final ProblemType ACCESS_REFUSED =
      new ProblemType(
          "forbidden",
          FORBIDDEN,
          "The caller may not do this",
          "Use an access token with the scope that is needed, or, in a browser, a page of an origin"
              + " that is allowed.");
  public static final ProblemType UNKNOWN_PATH =
      new ProblemType(
          "not-found",
          NOT_FOUND,
          "There is no such resource",
          "Check the address against the API descriptions under /openapi. It must have no path parameters,"
              + " no empty or dot segments, and no escaped slashes.");
  public static final ProblemType METHOD_REFUSED =
      new ProblemType(
          "method-not-allowed",
          METHOD_NOT_ALLOWED,
          "The resource does not have this method",
          "Use one of the methods that the Allow header names.");
  public static final ProblemType UNACCEPTABLE =
      new ProblemType(
          "not-acceptable",
          NOT_ACCEPTABLE,
          "The answer cannot be given in a media type that was asked for",
          "Accept application/json.");
  public static final ProblemType READ_TIMEOUT =
      new ProblemType(
          "request-timeout",
          REQUEST_TIMEOUT,
          "The request took too long to arrive",
          "Send the whole request without long pauses, over a better connection if need be.");
  public static final ProblemType BODY_TOO_LARGE =
      new ProblemType(
          "body-too-large",
          PAYLOAD_TOO_LARGE,
          "The body is too large",
          "Send a smaller body, for example fewer entries at once.");
  public static final ProblemType UNSUPPORTED_BODY =
      new ProblemType(
          "unsupported-media-type",
          UNSUPPORTED_MEDIA_TYPE,
          "The body is not of a media type or content coding that is understood",
          "Send application/json, not compressed, and say so in Content-Type.");
  public static final ProblemType INTERNAL_ERROR =
      new ProblemType(
          "internal-error",
          INTERNAL_SERVER_ERROR,
          "Something went wrong here",
          "This is a defect of the service. Report the trace id.");
  public static final ProblemType OVERLOADED =
      new ProblemType(
          "overloaded",
          SERVICE_UNAVAILABLE,
          "Too many requests are being served",
          "Try again after the time in Retry-After.");
  public static final ProblemType DEADLINE_EXCEEDED =
      new ProblemType(
          "deadline-exceeded",
          GATEWAY_TIMEOUT,
          "The operation did not end within its deadline",
          "Try again, or allow more time in X-Request-Timeout-Ms.");
  public static final ProblemType UPSTREAM_INVALID_ANSWER =
      new ProblemType(
          "upstream-invalid-answer",
          BAD_GATEWAY,
          "A service behind this one failed",
          "Try again later.");
  public static final ProblemType UPSTREAM_UNAVAILABLE =
      new ProblemType(
          "upstream-unavailable",
          SERVICE_UNAVAILABLE,
          "A service behind this one cannot be reached",
          "Try again after the time in Retry-After.");
  public static final ProblemType UPSTREAM_TIMEOUT =
      new ProblemType(
          "upstream-timeout",
          GATEWAY_TIMEOUT,
          "A service behind this one did not answer in time",
          "Try again.");

  static final ProblemTypes ALL =
      ProblemTypes.of(
          MALFORMED_REQUEST,
          INVALID_REQUEST,
          UNAUTHENTICATED,
          ACCESS_REFUSED,
          UNKNOWN_PATH,
          METHOD_REFUSED,
          UNACCEPTABLE,
          READ_TIMEOUT,
          BODY_TOO_LARGE,
          UNSUPPORTED_BODY,
          INTERNAL_ERROR,
          OVERLOADED,
          DEADLINE_EXCEEDED,
          UPSTREAM_INVALID_ANSWER,
          UPSTREAM_UNAVAILABLE,
          UPSTREAM_TIMEOUT);

  private CommonProblems() {}
}
