package io.pannier.shared.web.problem;

import io.pannier.shared.logging.Trace;
import io.pannier.shared.web.TraceId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.web.reactive.error.ErrorWebExceptionHandler;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.util.DisconnectedClientHelper;
import reactor.core.publisher.Mono;

/**
 * Answers every error that no controller advice answered: unknown paths, wrong methods, unreadable
 * bodies, what filters reject, and our own defects. It is an {@link ErrorWebExceptionHandler} so
 * that Boot does not add its own, which would answer in another format.
 */
final class ErrorHandler implements ErrorWebExceptionHandler {

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
    if (DisconnectedClientHelper.isClientDisconnectedException(error)) {
      return Mono.empty(); // there is no client to answer
    }
    return responses.write(exchange, problemOf(error, exchange));
  }

  private static Problem problemOf(Throwable error, ServerWebExchange exchange) {
    return error instanceof Problem.ProblemException refused
        ? refused.problem()
        : FrameworkRefusals.of(error).orElseGet(() -> defect(error, exchange));
  }

  private static Problem defect(Throwable error, ServerWebExchange exchange) {
    Trace.around(
        TraceId.trace(exchange),
        () ->
            log.error(
                "{} {} failed, trace {}",
                exchange.getRequest().getMethod(),
                exchange.getRequest().getPath().value(),
                TraceId.of(exchange).orElse("none"),
                error));
    return Problem.of(CommonProblems.INTERNAL_ERROR, "The service has a defect here.");
  }
}
