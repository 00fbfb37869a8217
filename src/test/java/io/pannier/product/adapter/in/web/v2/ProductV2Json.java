package io.pannier.product.adapter.in.web.v2;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.pannier.product.domain.model.Product;
import org.springframework.http.converter.json.Jackson2ObjectMapperBuilder;

/** Lets the tests of other versions see what version 2 says. */
public final class ProductV2Json {

  private static final ObjectMapper MAPPER =
      Jackson2ObjectMapperBuilder.json()
          .featuresToDisable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .build();

  private ProductV2Json() {}

  public static JsonNode of(Product product) {
    return MAPPER.valueToTree(ProductV2Response.from(product));
  }
}
