package io.pannier.product.adapter.in.web;

import io.pannier.product.domain.model.Product;
import io.pannier.shared.web.problem.CommonProblems;
import io.pannier.shared.web.problem.ErrorResponses;
import io.pannier.shared.web.problem.Problem;
import io.pannier.shared.web.problem.ProblemType;
import io.pannier.shared.web.problem.ProblemTypes;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
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
  Mono<Void> refused(Product.RefusedException refused, ServerWebExchange exchange) {
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

  /** The problem that product pages add to those of every operation. */
  enum ProductProblem implements ProblemType {
    PRODUCT_NOT_FOUND;

    @Override
    public String code() {
      return "product-not-found";
    }

    @Override
    public HttpStatus status() {
      return HttpStatus.NOT_FOUND;
    }

    @Override
    public String title() {
      return "There is no such product";
    }
  }
}
