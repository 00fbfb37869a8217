package io.pannier.product.adapter.in.web.v2;

import io.pannier.product.adapter.in.web.ProductCaching;
import io.pannier.product.adapter.in.web.ProductDeadlines;
import io.pannier.product.application.ProductQuery;
import io.pannier.product.application.ProductService;
import io.pannier.product.domain.model.Product;
import io.pannier.shared.warmup.WarmUp;
import io.pannier.shared.web.input.Deadlines;
import io.pannier.shared.web.input.Languages;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Product pages, version 2. */
@RestController
@RequestMapping(path = ProductV2Controller.PATH, produces = MediaType.APPLICATION_JSON_VALUE)
class ProductV2Controller {

  static final String PATH = "/v2/products";

  private final ProductService service;
  private final ProductV2Requests.Limits limits;
  private final Duration longest;

  ProductV2Controller(
      ProductService service, ProductV2Requests.Limits limits, ProductDeadlines deadlines) {
    this.service = service;
    this.limits = limits;
    this.longest = deadlines.product();
  }

  @GetMapping("/{upc}")
  Mono<ResponseEntity<ProductV2Response>> view(
      @PathVariable String upc, ServerWebExchange exchange) {
    return page(ProductV2Requests.view(upc, exchange, limits, longest), exchange);
  }

  @GetMapping("/sku/{sku}")
  Mono<ResponseEntity<ProductV2Response>> viewBySku(
      @PathVariable String sku, ServerWebExchange exchange) {
    return page(ProductV2Requests.viewBySku(sku, exchange, limits, longest), exchange);
  }

  private Mono<ResponseEntity<ProductV2Response>> page(
      ProductQuery.One query, ServerWebExchange exchange) {
    return Deadlines.enforce(query.deadline(), service.view(query))
        .map(product -> ok(ProductV2Response.from(product), product.sections(), exchange));
  }

  @PostMapping(path = "/query", consumes = MediaType.APPLICATION_JSON_VALUE)
  Mono<ResponseEntity<ProductV2Response.Several>> query(
      @RequestBody(required = false) byte @Nullable [] body, ServerWebExchange exchange) {
    ProductQuery.Several query = ProductV2Requests.query(body, exchange, limits, longest);
    return Deadlines.enforce(query.deadline(), service.view(query))
        .map(
            products ->
                ok(ProductV2Response.Several.from(products), products.sections(), exchange));
  }

  private static <T> ResponseEntity<T> ok(
      T body, Product.Sections sections, ServerWebExchange exchange) {
    if (sections.catalog().isPresent()) {
      Languages.announce(exchange); // not by the entity, whose headers would replace other Vary
    }
    return ResponseEntity.ok()
        .header(HttpHeaders.CACHE_CONTROL, ProductCaching.of(sections))
        .body(body);
  }

  /** What is asked of version 2 before the service is ready. */
  @Configuration(proxyBeanMethods = false)
  static class WarmUps {

    @Bean
    WarmUp pageWarmUp() {
      return new WarmUp.Request(
          HttpMethod.GET,
          PATH + "/" + WarmUp.UPC + "?sellingLocationIds=" + WarmUp.LOCATION,
          Map.of(),
          "");
    }
  }
}
