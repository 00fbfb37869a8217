package io.pannier.product.adapter.in.web.v2;

import io.pannier.product.domain.model.ProductRefusedException;
import io.pannier.product.domain.model.ProductUntoldException;
import io.pannier.shared.web.ErrorResponses;
import io.pannier.shared.web.Problem;
import io.pannier.shared.web.UpstreamProblems;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Tells clients of version 2 why a product page is not given. */
@RestControllerAdvice(assignableTypes = ProductV2Controller.class)
class ProductV2Advice {

  private final ErrorResponses responses;

  ProductV2Advice(ErrorResponses responses) {
    this.responses = responses;
  }

  @ExceptionHandler
  Mono<Void> refused(ProductRefusedException refusal, ServerWebExchange exchange) {
    return responses.write(exchange, problemOf(refusal));
  }

  private static Problem problemOf(ProductRefusedException refusal) {
    return switch (refusal.code()) {
      case PRODUCT_NOT_FOUND ->
          Problem.of(
              ProductV2Configuration.PRODUCT_NOT_FOUND, String.valueOf(refusal.getMessage()));
      case PRODUCT_UNTOLD -> UpstreamProblems.because(((ProductUntoldException) refusal).reason());
    };
  }
}
