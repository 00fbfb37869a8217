package io.pannier.product.adapter.in.web.v1;

import io.pannier.product.adapter.in.web.ProductCaching;
import io.pannier.product.adapter.in.web.ProductDeadlines;
import io.pannier.product.application.ProductQuery;
import io.pannier.product.application.ProductService;
import io.pannier.product.domain.model.Product;
import io.pannier.shared.settings.LimitsProperties;
import io.pannier.shared.web.input.Deadlines;
import io.pannier.shared.web.input.OptionalBody;
import io.pannier.shared.web.v1.V1Operation;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * Product pages, version 1; deprecated. Names are in the first language of the shop, whatever the
 * client asks for.
 */
@RestController
class ProductV1Controller {

  private static final String PATH = "/v1/productByUpc";

  private final ProductService service;
  private final Locale language;
  private final Duration longest;

  ProductV1Controller(ProductService service, LimitsProperties limits, ProductDeadlines deadlines) {
    this.service = service;
    this.language = limits.language();
    this.longest = deadlines.product();
  }

  @GetMapping(path = PATH, produces = MediaType.APPLICATION_JSON_VALUE)
  Mono<ResponseEntity<ProductV1Response>> view(
      @RequestBody(required = false) byte @Nullable [] body, ServerWebExchange exchange) {
    ProductQuery.One query =
        ProductV1Request.toQuery(
            OptionalBody.of(body, exchange.getRequest()), exchange.getRequest(), language, longest);
    V1Operation.succeededBy(exchange, "/v2/products/" + query.id().text());
    return Deadlines.enforce(query.deadline(), service.view(query)).map(ProductV1Controller::ok);
  }

  private static ResponseEntity<ProductV1Response> ok(Product product) {
    return ResponseEntity.ok()
        .header(HttpHeaders.CACHE_CONTROL, ProductCaching.of(product.sections()))
        .body(ProductV1Response.from(product));
  }

  /** The operation of version 1. */
  @Configuration(proxyBeanMethods = false)
  static class Operations {

    @Bean
    V1Operation productByUpc() {
      return new V1Operation(HttpMethod.GET, PATH, "productByUpc", "/v2/products/query");
    }
  }
}
