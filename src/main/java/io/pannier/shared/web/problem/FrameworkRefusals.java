package io.pannier.shared.web.problem;

import io.netty.channel.ChannelException;
import io.pannier.shared.web.problem.CommonProblems.Violation;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.core.annotation.AnnotationUtils;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.server.MethodNotAllowedException;
import org.springframework.web.server.MissingRequestValueException;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebInputException;
import org.springframework.web.server.UnsatisfiedRequestParameterException;

/** Makes problems of what the server and the framework reject before a controller is called. */
final class FrameworkRefusals {

  private FrameworkRefusals() {}

  /** The problem; empty if the error is not the client's fault. */
  static Optional<Problem> of(Throwable error) {
    if (error instanceof DataBufferLimitException) {
      return Optional.of(CommonProblems.bodyTooLarge());
    }
    if (error instanceof ChannelException) { // Reactor Netty's own timeout is one, and not public
      return Optional.of(
          Problem.of(CommonProblems.REQUEST_TIMEOUT, "The request was not complete in time.")
              .withHeader(HttpHeaders.CONNECTION, "close"));
    }
    return error instanceof ResponseStatusException refused
            && refused.getStatusCode().is4xxClientError()
        ? Optional.of(refusal(refused))
        : Optional.empty();
  }

  private static Problem refusal(ResponseStatusException refused) {
    if (refused instanceof MethodNotAllowedException method) {
      return Problem.of(CommonProblems.METHOD_NOT_ALLOWED, "This resource has other methods.")
          .withHeader(HttpHeaders.ALLOW, String.join(", ", allowed(method.getSupportedMethods())));
    }
    if (refused instanceof ServerWebInputException input) {
      return wrongInput(input);
    }
    return switch (Optional.ofNullable(HttpStatus.resolve(refused.getStatusCode().value()))
        .orElse(HttpStatus.BAD_REQUEST)) {
      case NOT_FOUND -> Problem.of(CommonProblems.NOT_FOUND, "Nothing is at this address.");
      case NOT_ACCEPTABLE ->
          Problem.of(CommonProblems.NOT_ACCEPTABLE, "No media type that is accepted can be given.");
      case UNSUPPORTED_MEDIA_TYPE -> CommonProblems.bodyNotJson();
      case PAYLOAD_TOO_LARGE -> CommonProblems.bodyTooLarge();
      default -> unreadable();
    };
  }

  /** Where GET is allowed so is HEAD, which the framework does not list. */
  private static Set<String> allowed(Set<HttpMethod> methods) {
    Set<String> names = new TreeSet<>();
    methods.forEach(method -> names.add(method.name()));
    if (methods.contains(HttpMethod.GET)) {
      names.add(HttpMethod.HEAD.name());
    }
    return names;
  }

  private static Problem wrongInput(ServerWebInputException input) {
    if (input instanceof MissingRequestValueException missing) {
      return invalid(new Violation(missing.getName(), "is required"));
    }
    if (input instanceof UnsatisfiedRequestParameterException unsatisfied) {
      return CommonProblems.invalidRequest(
          unsatisfied.getConditions().stream()
              .flatMap(alternative -> Arrays.stream(alternative.split("[\\[\\]& ]+")))
              .filter(condition -> !condition.isEmpty())
              .map(FrameworkRefusals::unsatisfied)
              .distinct()
              .toList());
    }
    MethodParameter parameter = input.getMethodParameter();
    if (parameter == null) {
      return unreadable();
    }
    if (parameter.hasParameterAnnotation(RequestBody.class)) {
      String detail =
          input.getCause() == null ? "The body is empty." : "The body cannot be understood.";
      return Problem.of(CommonProblems.MALFORMED_REQUEST, detail);
    }
    String name = boundName(parameter);
    return name == null ? unreadable() : invalid(new Violation(name, "is not of the right form"));
  }

  /** A condition is {@code name}, {@code !name}, {@code name=value} or {@code name!=value}. */
  private static Violation unsatisfied(String condition) {
    if (condition.startsWith("!")) {
      return new Violation(condition.substring(1), "must not be given");
    }
    String name = condition.replaceFirst("!?=.*", "");
    return new Violation(
        name, name.equals(condition) ? "is required" : "has a value that is not allowed");
  }

  private static Problem invalid(Violation violation) {
    return CommonProblems.invalidRequest(List.of(violation));
  }

  private static Problem unreadable() {
    return Problem.of(CommonProblems.INVALID_REQUEST, "The request cannot be read.");
  }

  /** The name that a controller's parameter has in a request. */
  private static @Nullable String boundName(MethodParameter parameter) {
    return Arrays.stream(parameter.getParameterAnnotations())
        .map(annotation -> AnnotationUtils.getAnnotationAttributes(annotation).get("name"))
        .filter(String.class::isInstance)
        .map(String.class::cast)
        .filter(name -> !name.isEmpty())
        .findFirst()
        .orElseGet(parameter::getParameterName);
  }
}
