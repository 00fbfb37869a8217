package io.pannier.shared.web.problem;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;

/** The problems that any operation can return. */
public enum CommonProblems implements ProblemType {
  MALFORMED_REQUEST(
      "malformed-request",
      HttpStatus.BAD_REQUEST,
      "The body is not one JSON object",
      "Send exactly one JSON object in UTF-8, without duplicate keys. The detail names the first fault."),
  INVALID_REQUEST(
      "invalid-request",
      HttpStatus.BAD_REQUEST,
      "The request is not valid",
      "Each entry of violations names a field and what is wrong with it; moreViolations counts those"
          + " beyond the first hundred. Correct them all and send it again."),
  UNAUTHENTICATED(
      "unauthenticated",
      HttpStatus.UNAUTHORIZED,
      "The access token was not accepted",
      "Get a new access token, or leave it out where none is needed."),
  FORBIDDEN(
      "forbidden",
      HttpStatus.FORBIDDEN,
      "The caller may not do this",
      "Use an access token with the scope that is needed, or, in a browser, a page of an origin"
          + " that is allowed."),
  NOT_FOUND(
      "not-found",
      HttpStatus.NOT_FOUND,
      "There is no such resource",
      "Check the address against the API descriptions under /openapi. It must have no path parameters,"
          + " no empty or dot segments, and no escaped slashes."),
  METHOD_NOT_ALLOWED(
      "method-not-allowed",
      HttpStatus.METHOD_NOT_ALLOWED,
      "The resource does not have this method",
      "Use one of the methods that the Allow header names."),
  NOT_ACCEPTABLE(
      "not-acceptable",
      HttpStatus.NOT_ACCEPTABLE,
      "The answer cannot be given in a media type that was asked for",
      "Accept application/json."),
  REQUEST_TIMEOUT(
      "request-timeout",
      HttpStatus.REQUEST_TIMEOUT,
      "The request took too long to arrive",
      "Send the whole request without long pauses, over a better connection if need be."),
  BODY_TOO_LARGE(
      "body-too-large",
      HttpStatus.PAYLOAD_TOO_LARGE,
      "The body is too large",
      "Send a smaller body, for example fewer entries at once."),
  UNSUPPORTED_MEDIA_TYPE(
      "unsupported-media-type",
      HttpStatus.UNSUPPORTED_MEDIA_TYPE,
      "The body is not of a media type or content coding that is understood",
      "Send application/json, not compressed, and say so in Content-Type."),
  INTERNAL_ERROR(
      "internal-error",
      HttpStatus.INTERNAL_SERVER_ERROR,
      "Something went wrong here",
      "This is a defect of the service. Report the trace id."),
  OVERLOADED(
      "overloaded",
      HttpStatus.SERVICE_UNAVAILABLE,
      "Too many requests are being served",
      "Try again after the time in Retry-After."),
  DEADLINE_EXCEEDED(
      "deadline-exceeded",
      HttpStatus.GATEWAY_TIMEOUT,
      "The operation did not end within its deadline",
      "Try again, or allow more time in X-Request-Timeout-Ms."),
  UPSTREAM_INVALID_ANSWER(
      "upstream-invalid-answer",
      HttpStatus.BAD_GATEWAY,
      "A service behind this one failed",
      "Try again later."),
  UPSTREAM_UNAVAILABLE(
      "upstream-unavailable",
      HttpStatus.SERVICE_UNAVAILABLE,
      "A service behind this one cannot be reached",
      "Try again after the time in Retry-After."),
  UPSTREAM_TIMEOUT(
      "upstream-timeout",
      HttpStatus.GATEWAY_TIMEOUT,
      "A service behind this one did not answer in time",
      "Try again.");

  private final String code;
  private final HttpStatus status;
  private final String title;
  private final String advice;

  CommonProblems(String code, HttpStatus status, String title, String advice) {
    this.code = code;
    this.status = status;
    this.title = title;
    this.advice = advice;
  }

  /** The problem of a body that is not declared as JSON. */
  public static Problem bodyNotJson() {
    return Problem.of(UNSUPPORTED_MEDIA_TYPE, "The body must be application/json.");
  }

  /** Closes the connection, so that the rest of the body need not be read. */
  public static Problem bodyTooLarge() {
    return Problem.of(BODY_TOO_LARGE, "The body is larger than is allowed.")
        .withHeader(HttpHeaders.CONNECTION, "close");
  }

  @Override
  public String code() {
    return code;
  }

  @Override
  public HttpStatus status() {
    return status;
  }

  @Override
  public String title() {
    return title;
  }

  @Override
  public String advice() {
    return advice;
  }
}
