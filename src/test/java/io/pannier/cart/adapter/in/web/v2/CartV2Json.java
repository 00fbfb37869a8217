package io.pannier.cart.adapter.in.web.v2;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.pannier.cart.domain.model.Cart;
import org.springframework.http.converter.json.Jackson2ObjectMapperBuilder;

/** Lets the tests of other versions see what version 2 says. */
public final class CartV2Json {

  private static final ObjectMapper MAPPER =
      Jackson2ObjectMapperBuilder.json()
          .featuresToDisable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .build();

  private CartV2Json() {}

  public static JsonNode of(Cart cart) {
    return MAPPER.valueToTree(CartV2Response.from(cart));
  }
}
