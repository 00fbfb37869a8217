package io.pannier.shared.web;

import io.netty.channel.ChannelException;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.MethodNotAllowedException;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebExceptionHandler;
import reactor.core.publisher.Mono;

/**
 * Forms every error that no controller advice formed: unknown paths, wrong methods, bodies that
 * cannot be read, what filters refuse, and our own defects.
 */
final class ErrorHandler implements WebExceptionHandler {

  private static final Logger log = LoggerFactory.getLogger(ErrorHandler.class);

  private final ErrorResponses responses;

  ErrorHandler(ErrorResponses responses) {
    this.responses = responses;
  }

  @Override
  public Mono<Void> handle(ServerWebExchange exchange, Throwable error) {
    if (exchange.getResponse().isCommitted()) {
      return Mono.error(error);
    }
    return responses.write(exchange, problemOf(error, exchange));
  }

  private static Problem problemOf(Throwable error, ServerWebExchange exchange) {
    if (error instanceof ProblemException refused) {
      return refused.problem();
    }
    for (Throwable cause = error; cause != null; cause = cause.getCause()) {
      if (cause instanceof DataBufferLimitException) {
        return BodyLimitFilter.tooLarge();
      }
      if (cause
          instanceof
          ChannelException) { // Reactor Netty's RequestTimeoutException is one, and not public
        return Problem.of(CommonProblems.READ_TIMEOUT, "The request was not complete in time.")
            .withHeader(HttpHeaders.CONNECTION, "close");
      }
    }
    if (error instanceof MethodNotAllowedException refused) {
      return Problem.of(CommonProblems.METHOD_REFUSED, "This resource has other methods.")
          .withHeader(HttpHeaders.ALLOW, join(refused.getSupportedMethods()));
    }
    if (error instanceof ResponseStatusException refused
        && refused.getStatusCode().is4xxClientError()) {
      return ofStatus(HttpStatus.valueOf(refused.getStatusCode().value()));
    }
    log.error(
        "{} {} failed, trace {}",
        exchange.getRequest().getMethod(),
        exchange.getRequest().getPath().value(),
        TraceId.of(exchange).orElse("none"),
        error);
    return Problem.of(CommonProblems.INTERNAL_ERROR, "The service has a defect here.");
  }

  private static Problem ofStatus(HttpStatus status) {
    return switch (status) {
      case NOT_FOUND -> Problem.of(CommonProblems.UNKNOWN_PATH, "Nothing is at this address.");
      case NOT_ACCEPTABLE ->
          Problem.of(CommonProblems.UNACCEPTABLE, "No media type that is accepted can be given.");
      case UNSUPPORTED_MEDIA_TYPE ->
          Problem.of(CommonProblems.UNSUPPORTED_BODY, "The body must be application/json.");
      case PAYLOAD_TOO_LARGE -> BodyLimitFilter.tooLarge();
      default -> Problem.of(CommonProblems.INVALID_REQUEST, "The request cannot be read.");
    };
  }

  private static String join(Set<HttpMethod> methods) {
    return methods.stream().map(HttpMethod::name).sorted().collect(Collectors.joining(", "));
  }
}
