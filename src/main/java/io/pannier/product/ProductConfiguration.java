package io.pannier.product;

import io.pannier.offer.domain.OfferFinder;
import io.pannier.product.application.ProductService;
import io.pannier.product.domain.ProductFactory;
import io.pannier.shared.settings.LimitsProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Creates what serves product pages. */
@Configuration(proxyBeanMethods = false)
class ProductConfiguration {

  @Bean
  ProductFactory productFactory(OfferFinder finder) {
    return new ProductFactory(finder);
  }

  @Bean
  ProductService productService(ProductFactory factory, LimitsProperties limits) {
    return new ProductService(factory, limits.sellingLocation());
  }
}
