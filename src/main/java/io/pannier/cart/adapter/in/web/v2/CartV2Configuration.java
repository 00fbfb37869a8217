package io.pannier.cart.adapter.in.web.v2;

import io.pannier.cart.adapter.in.web.CartHeaders;
import io.pannier.shared.warmup.WarmUp;
import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;

/** What version 2 of carts adds. */
@Configuration(proxyBeanMethods = false)
class CartV2Configuration {

  /** What stands in for the store has a cart of any id, and its token is the same text. */
  private static final String ID = "warm-up-warm-up-warm-up";

  private static final String PATH = "/v2/carts/" + ID;
  private static final Map<String, String> TOKEN = Map.of(CartHeaders.TOKEN, ID);

  @Bean
  WarmUp viewWarmUp() {
    return new WarmUp.Request(HttpMethod.GET, PATH, TOKEN, "");
  }

  @Bean
  WarmUp addWarmUp() {
    return new WarmUp.Request(
        HttpMethod.POST,
        PATH + "/items",
        TOKEN,
        "{\"upc\": \""
            + WarmUp.UPC
            + "\", \"quantity\": 1, \"sellingLocationId\": "
            + WarmUp.LOCATION
            + "}");
  }
}
