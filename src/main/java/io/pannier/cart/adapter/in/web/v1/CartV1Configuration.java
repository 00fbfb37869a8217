package io.pannier.cart.adapter.in.web.v1;

import io.pannier.shared.web.token.TokenPaths;
import io.pannier.shared.web.v1.V1Operation;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;

/** The operations of version 1, and where it reads access tokens. */
@Configuration(proxyBeanMethods = false)
class CartV1Configuration {

  private static final String CARTS = "/v1/cart";
  private static final String CART = CARTS + "/{cartId}";
  private static final String SUCCESSOR = "/v2/carts/{cartId}";

  @Bean
  TokenPaths cartV1TokenPaths() {
    return TokenPaths.of(CARTS + "/**");
  }

  @Bean
  V1Operation createCart() {
    return new V1Operation(HttpMethod.POST, CARTS, "createCart", "/v2/carts");
  }

  @Bean
  V1Operation viewCart() {
    return new V1Operation(HttpMethod.GET, CART, "viewCart", SUCCESSOR);
  }

  @Bean
  V1Operation addItem() {
    return action("addItem");
  }

  @Bean
  V1Operation updateItem() {
    return action("updateItem");
  }

  @Bean
  V1Operation removeItem() {
    return action("removeItem");
  }

  private static V1Operation action(String name) {
    return new V1Operation(HttpMethod.POST, CART + "/" + name, name, SUCCESSOR + "/items");
  }
}
