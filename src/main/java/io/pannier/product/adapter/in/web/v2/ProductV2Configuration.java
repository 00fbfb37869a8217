package io.pannier.product.adapter.in.web.v2;

import io.pannier.shared.warmup.WarmUp;
import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;

/** What version 2 of product pages adds. */
@Configuration(proxyBeanMethods = false)
class ProductV2Configuration {

  @Bean
  WarmUp pageWarmUp() {
    return new WarmUp.Request(
        HttpMethod.GET,
        "/v2/products/" + WarmUp.UPC + "?sellingLocationIds=" + WarmUp.LOCATION,
        Map.of(),
        "");
  }
}
