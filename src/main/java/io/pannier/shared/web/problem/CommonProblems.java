package io.pannier.shared.web.problem;

import io.pannier.shared.model.Answer.Reason;
import java.time.Duration;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;

/** The problems that any operation can return. */
public enum CommonProblems implements ProblemType {
  MALFORMED_REQUEST("malformed-request", HttpStatus.BAD_REQUEST, "The body is not one JSON object"),
  INVALID_REQUEST("invalid-request", HttpStatus.BAD_REQUEST, "The request is not valid"),
  UNAUTHENTICATED("unauthenticated", HttpStatus.UNAUTHORIZED, "The access token was not accepted"),
  FORBIDDEN("forbidden", HttpStatus.FORBIDDEN, "The caller may not do this"),
  NOT_FOUND("not-found", HttpStatus.NOT_FOUND, "There is no such resource"),
  METHOD_NOT_ALLOWED(
      "method-not-allowed",
      HttpStatus.METHOD_NOT_ALLOWED,
      "The resource does not have this method"),
  NOT_ACCEPTABLE(
      "not-acceptable",
      HttpStatus.NOT_ACCEPTABLE,
      "The answer cannot be given in a media type that was asked for"),
  REQUEST_TIMEOUT(
      "request-timeout", HttpStatus.REQUEST_TIMEOUT, "The request took too long to arrive"),
  BODY_TOO_LARGE("body-too-large", HttpStatus.PAYLOAD_TOO_LARGE, "The body is too large"),
  UNSUPPORTED_MEDIA_TYPE(
      "unsupported-media-type",
      HttpStatus.UNSUPPORTED_MEDIA_TYPE,
      "The body is not of a media type or content coding that is understood"),
  INTERNAL_ERROR("internal-error", HttpStatus.INTERNAL_SERVER_ERROR, "Something went wrong here"),
  OVERLOADED("overloaded", HttpStatus.SERVICE_UNAVAILABLE, "Too many requests are being served"),
  DEADLINE_EXCEEDED(
      "deadline-exceeded",
      HttpStatus.GATEWAY_TIMEOUT,
      "The operation did not end within its deadline"),
  UPSTREAM_INVALID_ANSWER(
      "upstream-invalid-answer", HttpStatus.BAD_GATEWAY, "A service behind this one failed"),
  UPSTREAM_UNAVAILABLE(
      "upstream-unavailable",
      HttpStatus.SERVICE_UNAVAILABLE,
      "A service behind this one cannot be reached"),
  UPSTREAM_TIMEOUT(
      "upstream-timeout",
      HttpStatus.GATEWAY_TIMEOUT,
      "A service behind this one did not answer in time");

  /** The most that are listed; the rest are only counted. */
  private static final int MOST_VIOLATIONS = 100;

  private static final Duration SOON = Duration.ofSeconds(1);

  /** As long as a circuit breaker stays open by default. */
  private static final Duration LATER = Duration.ofSeconds(5);

  private final String code;
  private final HttpStatus status;
  private final String title;

  CommonProblems(String code, HttpStatus status, String title) {
    this.code = code;
    this.status = status;
    this.title = title;
  }

  /** The problem of a request with these faults. */
  public static Problem invalidRequest(List<Violation> found) {
    String count = found.size() == 1 ? "one fault" : found.size() + " faults";
    Problem problem = Problem.of(INVALID_REQUEST, "The request has " + count + ".");
    return found.size() <= MOST_VIOLATIONS
        ? problem.with("violations", List.copyOf(found))
        : problem
            .with("violations", List.copyOf(found.subList(0, MOST_VIOLATIONS)))
            .with("moreViolations", found.size() - MOST_VIOLATIONS);
  }

  /** The problem of a request without an access token where one is needed. */
  public static Problem tokenNeeded() {
    return Problem.of(UNAUTHENTICATED, "An access token is needed.")
        .withHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
  }

  /** The problem of an access token that does not allow this. */
  public static Problem scopeNeeded() {
    return Problem.of(FORBIDDEN, "The access token lacks a scope.");
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

  /**
   * The problem of an operation that fails because an upstream is unavailable. {@code OVERLOADED}
   * is our own overload, not the upstream's.
   */
  public static Problem unavailable(Reason reason) {
    return switch (reason) {
      case OVERLOADED ->
          Problem.of(OVERLOADED, "Too much is being asked of a service behind this.")
              .retryAfter(SOON);
      case UNREACHABLE ->
          Problem.of(UPSTREAM_UNAVAILABLE, "A service that is needed cannot be reached.")
              .retryAfter(SOON);
      case THROTTLED ->
          Problem.of(UPSTREAM_UNAVAILABLE, "A service that is needed asked for fewer requests.")
              .retryAfter(LATER);
      case CIRCUIT_OPEN ->
          Problem.of(
                  UPSTREAM_UNAVAILABLE,
                  "A service that is needed failed too often and is being spared.")
              .retryAfter(LATER);
      case TIMEOUT ->
          Problem.of(UPSTREAM_TIMEOUT, "A service that is needed did not answer in time.");
      case UPSTREAM_ERROR ->
          Problem.of(UPSTREAM_INVALID_ANSWER, "A service that is needed reported a failure.");
      case INVALID_ANSWER ->
          Problem.of(
              UPSTREAM_INVALID_ANSWER,
              "A service that is needed gave an answer that makes no sense.");
    };
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

  /**
   * One thing that is wrong with a request.
   *
   * @param field a path into the body, or the name of a parameter or header
   */
  public record Violation(String field, String message) {}
}
