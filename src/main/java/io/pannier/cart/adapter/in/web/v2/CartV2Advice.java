package io.pannier.cart.adapter.in.web.v2;

import io.pannier.cart.domain.model.BatchRejectedException;
import io.pannier.cart.domain.model.CartNotActiveException;
import io.pannier.cart.domain.model.CartRefusedException;
import io.pannier.cart.domain.model.CartState;
import io.pannier.cart.domain.model.CartStorageException;
import io.pannier.cart.domain.model.PriceChangedException;
import io.pannier.cart.domain.model.RefusalCode;
import io.pannier.cart.domain.model.UnknownNoticesException;
import io.pannier.cart.domain.model.VersionMismatchException;
import io.pannier.shared.web.CommonProblems;
import io.pannier.shared.web.ErrorResponses;
import io.pannier.shared.web.MoneyJson;
import io.pannier.shared.web.Problem;
import io.pannier.shared.web.Violations;
import java.time.Duration;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Tells clients of version 2 what the cart refused, or could not do. */
@RestControllerAdvice(assignableTypes = {CartV2Controller.class, CartItemsV2Controller.class})
class CartV2Advice {

  private final ErrorResponses responses;

  CartV2Advice(ErrorResponses responses) {
    this.responses = responses;
  }

  @ExceptionHandler
  Mono<Void> refused(CartRefusedException refused, ServerWebExchange exchange) {
    return responses.write(exchange, RefusalProblem.of(refused.refusal()));
  }

  @ExceptionHandler
  Mono<Void> mismatch(VersionMismatchException mismatch, ServerWebExchange exchange) {
    return responses.write(
        exchange,
        Problem.of(
                CartV2Problems.PRECONDITION, "The cart is in version " + mismatch.current() + ".")
            .withHeader(HttpHeaders.ETAG, CartV2Headers.etag(mismatch.current())));
  }

  @ExceptionHandler
  Mono<Void> notActive(CartNotActiveException refused, ServerWebExchange exchange) {
    Problem problem =
        refused.state() instanceof CartState.Merged merged
            ? Problem.of(CartV2Problems.CART_MERGED, "The cart cannot be changed any more.")
                .with("mergedInto", merged.mergedInto().value())
            : Problem.of(CartV2Problems.CART_CLOSED, "The cart cannot be changed any more.");
    return responses.write(
        exchange,
        refused.state() instanceof CartState.Closed closed
            ? problem.with("orderId", closed.orderId())
            : problem);
  }

  @ExceptionHandler
  Mono<Void> priceChanged(PriceChangedException changed, ServerWebExchange exchange) {
    return responses.write(
        exchange,
        Problem.of(CartV2Problems.PRICE_CHANGED, "The cart costs something else now.")
            .with("expected", MoneyJson.of(changed.expected()))
            .with("current", MoneyJson.of(changed.current())));
  }

  @ExceptionHandler
  Mono<Void> rejected(BatchRejectedException rejected, ServerWebExchange exchange) {
    return responses.write(
        exchange,
        Problem.of(CartV2Problems.BATCH_REJECTED, "Nothing was put into the cart.")
            .with("items", PartialBatchV2Response.rejected(rejected.results())));
  }

  /** Which of them are facts can only be known here, but it is the request that is wrong. */
  @ExceptionHandler
  Mono<Void> unknown(UnknownNoticesException unknown, ServerWebExchange exchange) {
    if (unknown.code() == RefusalCode.NOTICES_CHANGED) {
      return responses.write(
          exchange,
          Problem.of(CartV2Problems.NOTICES_CHANGED, "Nothing was acknowledged.")
              .with("noticeIds", unknown.noticeIds()));
    }
    Violations violations = new Violations();
    unknown.noticeIds().forEach(id -> violations.add("noticeIds", id + " is no price notice"));
    return responses.write(exchange, violations.asProblem());
  }

  @ExceptionHandler
  Mono<Void> storage(CartStorageException failed, ServerWebExchange exchange) {
    String outcome = responses.changeMayHaveHappened(exchange) ? "" : " Nothing was changed.";
    Problem problem =
        failed.code() == RefusalCode.DEADLINE_EXCEEDED
            ? Problem.of(CommonProblems.DEADLINE_EXCEEDED, "The operation was given up." + outcome)
            : Problem.of(CartV2Problems.STORAGE_UNAVAILABLE, "Carts are out of reach." + outcome)
                .retryAfter(Duration.ofSeconds(1));
    return responses.write(exchange, problem);
  }
}
