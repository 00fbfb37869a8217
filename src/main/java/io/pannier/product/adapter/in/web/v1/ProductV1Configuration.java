package io.pannier.product.adapter.in.web.v1;

import io.pannier.shared.web.v1.V1Operation;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;

/** The operation of version 1. */
@Configuration(proxyBeanMethods = false)
class ProductV1Configuration {

  @Bean
  V1Operation productByUpc() {
    return new V1Operation(
        HttpMethod.GET, ProductV1Controller.PATH, "productByUpc", "/v2/products/query");
  }
}
