package io.pannier.cart.adapter.in.web;

import io.pannier.cart.application.Caller;
import io.pannier.cart.application.VersionCondition;
import io.pannier.cart.domain.model.Refusal.CartRefusedException;
import io.pannier.shared.storage.ChangeInDoubt;
import io.pannier.shared.storage.LostRace;
import io.pannier.shared.storage.StorageFailure;
import io.pannier.shared.web.problem.ErrorResponses;
import io.pannier.shared.web.problem.Problem;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * Turns failures of the cart controllers into answers, in the form of the version that was called.
 */
@RestControllerAdvice(basePackageClasses = CartAdvice.class)
class CartAdvice {

  private final ErrorResponses responses;

  CartAdvice(ErrorResponses responses) {
    this.responses = responses;
  }

  @ExceptionHandler
  Mono<Void> refused(CartRefusedException refused, ServerWebExchange exchange) {
    return responses.write(exchange, CartProblems.of(refused.refusal()));
  }

  @ExceptionHandler
  Mono<Void> denied(Caller.DeniedException denied, ServerWebExchange exchange) {
    return responses.write(exchange, CartProblems.of(denied));
  }

  @ExceptionHandler
  Mono<Void> otherVersion(VersionCondition.FailedException failed, ServerWebExchange exchange) {
    return responses.write(exchange, CartProblems.of(failed));
  }

  @ExceptionHandler(VersionCondition.RequiredException.class)
  Mono<Void> versionRequired(ServerWebExchange exchange) {
    return responses.write(exchange, CartProblems.versionRequired());
  }

  @ExceptionHandler(LostRace.class)
  Mono<Void> lostRace(ServerWebExchange exchange) {
    return responses.write(exchange, CartProblems.STORAGE.lostRace());
  }

  @ExceptionHandler
  Mono<Void> failed(StorageFailure failure, ServerWebExchange exchange) {
    return responses.write(exchange, storage(failure, exchange));
  }

  @ExceptionHandler
  Mono<Void> inDoubt(ChangeInDoubt doubt, ServerWebExchange exchange) {
    return responses.write(exchange, CartProblems.STORAGE.of(doubt.failure(), ""));
  }

  private Problem storage(StorageFailure failure, ServerWebExchange exchange) {
    boolean inDoubt = responses.changeMayHaveHappened(exchange);
    return CartProblems.STORAGE.of(failure, inDoubt ? "" : " Nothing was changed.");
  }
}
