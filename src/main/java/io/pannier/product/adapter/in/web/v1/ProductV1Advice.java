package io.pannier.product.adapter.in.web.v1;

import io.pannier.product.domain.model.ProductRefusedException;
import io.pannier.product.domain.model.ProductUntoldException;
import io.pannier.shared.web.ErrorResponses;
import io.pannier.shared.web.Problem;
import io.pannier.shared.web.ProblemType;
import io.pannier.shared.web.UpstreamProblems;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Tells clients of version 1 why a product is not given. */
@RestControllerAdvice(assignableTypes = ProductV1Controller.class)
class ProductV1Advice {

  /** Version 2 publishes and explains a problem of the same code; this version shows the code. */
  private static final ProblemType PRODUCT_NOT_FOUND =
      new ProblemType(
          "product-not-found",
          HttpStatus.NOT_FOUND,
          "There is no such product",
          "Check the number, or drop the product.");

  private final ErrorResponses responses;

  ProductV1Advice(ErrorResponses responses) {
    this.responses = responses;
  }

  @ExceptionHandler
  Mono<Void> refused(ProductRefusedException refusal, ServerWebExchange exchange) {
    return responses.write(exchange, problemOf(refusal));
  }

  private static Problem problemOf(ProductRefusedException refusal) {
    return switch (refusal.code()) {
      case PRODUCT_NOT_FOUND -> Problem.of(PRODUCT_NOT_FOUND, String.valueOf(refusal.getMessage()));
      case PRODUCT_UNTOLD -> UpstreamProblems.because(((ProductUntoldException) refusal).reason());
    };
  }
}
