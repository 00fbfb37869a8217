package io.pannier.product.adapter.in.web;

import io.pannier.product.domain.model.ProductRefusedException;
import io.pannier.shared.web.problem.CommonProblems;
import io.pannier.shared.web.problem.ErrorResponses;
import io.pannier.shared.web.problem.Problem;
import io.pannier.shared.web.problem.ProblemTypes;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Answers why a product page is refused, in the format of the version that was called. */
@RestControllerAdvice(basePackageClasses = ProductAdvice.class)
class ProductAdvice {

  private final ErrorResponses responses;

  ProductAdvice(ErrorResponses responses) {
    this.responses = responses;
  }

  @ExceptionHandler
  Mono<Void> refused(ProductRefusedException refused, ServerWebExchange exchange) {
    Problem problem =
        refused
            .reason()
            .map(CommonProblems::unavailable)
            .orElseGet(() -> Problem.of(ProductProblem.PRODUCT_NOT_FOUND, refused.detail()));
    return responses.write(exchange, problem);
  }

  @Configuration(proxyBeanMethods = false)
  static class Problems {

    @Bean
    ProblemTypes productProblems() {
      return ProblemTypes.of("product", ProductProblem.values());
    }
  }
}
