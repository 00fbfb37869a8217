package io.pannier.shared.web.v1;

import io.pannier.shared.web.problem.CommonProblems.Violation;
import io.pannier.shared.web.problem.ErrorFormat;
import io.pannier.shared.web.problem.Problem;
import io.pannier.shared.web.problem.ProblemType;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;

/** Version 1's own format of errors: {@code {"error": {"code", "message"}}}. */
final class V1Errors {

  private record Body(Fault error) {}

  private record Fault(String code, String message) {}

  private V1Errors() {}

  static ErrorFormat format() {
    return new ErrorFormat(
        V1Filter.PREFIX,
        MediaType.APPLICATION_JSON,
        V1Errors::status,
        (problem, exchange) -> new Body(new Fault(problem.type().code(), message(problem))));
  }

  /** Business refusals are always 400 in version 1, except a lost race, which can be retried. */
  private static HttpStatus status(ProblemType type) {
    return switch (type.status()) {
      case CONFLICT, UNPROCESSABLE_ENTITY ->
          type.code().equals("concurrent-update") ? type.status() : HttpStatus.BAD_REQUEST;
      default -> type.status();
    };
  }

  private static String message(Problem problem) {
    if (problem.members().get("violations") instanceof List<?> violations) {
      Object more = problem.members().get("moreViolations");
      return violations.stream()
          .map(Violation.class::cast)
          .map(violation -> violation.field() + " " + violation.message())
          .collect(Collectors.joining("; ", "", more == null ? "" : "; and " + more + " more"));
    }
    return problem.detail();
  }
}
