package io.pannier.product.adapter.in.web.v2;

import io.pannier.shared.web.ProblemType;
import io.pannier.shared.web.ProblemTypes;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;

/** What product pages add to the problems that are explained to clients. */
@Configuration(proxyBeanMethods = false)
class ProductV2Configuration {

  static final ProblemType PRODUCT_NOT_FOUND =
      new ProblemType(
          "product-not-found",
          HttpStatus.NOT_FOUND,
          "There is no such product",
          "The catalog has no product with this UPC. Check the number, or drop the product.");

  @Bean
  ProblemTypes productProblems() {
    return ProblemTypes.of(PRODUCT_NOT_FOUND);
  }
}
