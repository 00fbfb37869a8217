package io.pannier.shared.web.problem;

import io.pannier.shared.web.PublicPath;
import io.pannier.shared.web.TraceId;
import java.net.URI;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.server.ServerWebExchange;

/**
 * How one API version writes errors. The format with the longest matching prefix is used.
 *
 * @param pathPrefix under which all paths of the version are
 * @param body turned into JSON
 */
public record ErrorFormat(
    String pathPrefix,
    MediaType mediaType,
    Function<ProblemType, HttpStatus> status,
    BiFunction<Problem, ServerWebExchange, Object> body) {

  /** RFC 9457 problem details; used wherever a version has no format of its own. */
  static ErrorFormat problemDetails() {
    return new ErrorFormat(
        "", MediaType.APPLICATION_PROBLEM_JSON, ProblemType::status, ErrorFormat::body);
  }

  private static ProblemDetail body(Problem problem, ServerWebExchange exchange) {
    ProblemType type = problem.type();
    ProblemDetail detail = ProblemDetail.forStatusAndDetail(type.status(), problem.detail());
    detail.setType(URI.create(PublicPath.of(exchange, "/problems/" + type.code())));
    detail.setTitle(type.title());
    detail.setInstance(instance(exchange.getRequest()));
    detail.setProperty("code", type.code());
    TraceId.of(exchange).ifPresent(traceId -> detail.setProperty("traceId", traceId));
    problem.members().forEach(detail::setProperty);
    return detail;
  }

  /**
   * Starts with exactly one slash: text after two slashes would be read as a host (RFC 3986, 4.2).
   */
  private static URI instance(ServerHttpRequest request) {
    return URI.create(request.getPath().value().replaceFirst("^/*", "/"));
  }
}
