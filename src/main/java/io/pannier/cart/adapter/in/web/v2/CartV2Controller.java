package io.pannier.cart.adapter.in.web.v2;

import io.pannier.cart.application.AddItemCommand;
import io.pannier.cart.application.CartApplicationService;
import io.pannier.cart.application.CartChange;
import io.pannier.cart.application.CreateCartCommand;
import io.pannier.cart.application.ViewCartQuery;
import io.pannier.cart.domain.model.EntryResult;
import io.pannier.cart.domain.model.LineId;
import io.pannier.shared.model.Deadline;
import io.pannier.shared.model.SellingLocationId;
import io.pannier.shared.web.DeadlineProperties;
import io.pannier.shared.web.Deadlines;
import io.pannier.shared.web.JsonFields;
import io.pannier.shared.web.Violations;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Carts, version 2. */
@RestController
@RequestMapping(path = "/v2/carts", produces = MediaType.APPLICATION_JSON_VALUE)
class CartV2Controller {

  private final CartApplicationService service;
  private final CartV2Properties properties;
  private final DeadlineProperties deadlines;

  CartV2Controller(
      CartApplicationService service, CartV2Properties properties, DeadlineProperties deadlines) {
    this.service = service;
    this.properties = properties;
    this.deadlines = deadlines;
  }

  @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
  Mono<CartV2Response> create(
      @RequestBody(required = false) byte @Nullable [] body, ServerWebExchange exchange) {
    Violations violations = new Violations();
    Deadline deadline =
        Deadlines.start(exchange.getRequest().getHeaders(), deadlines.cartWrite(), violations);
    CreateCartV2Request request = CreateCartV2Request.read(body, violations);
    violations.orThrow();
    CreateCartCommand command = request.toCommand(properties.defaultCurrency(), deadline);
    return Deadlines.enforce(deadline, service.create(command))
        .map(
            created -> {
              CartV2Answer answer = new CartV2Answer(exchange);
              answer.created(CartV2Answer.path(created.cart()));
              return answer.of(created);
            });
  }

  @GetMapping("/{cartId}")
  Mono<CartV2Response> view(@PathVariable String cartId, ServerWebExchange exchange) {
    ViewCartQuery query =
        ViewCartV2Request.toQuery(cartId, exchange.getRequest(), deadlines.cartRead());
    return Deadlines.enforce(query.deadline(), service.view(query))
        .map(cart -> new CartV2Answer(exchange).of(cart, query.sections()));
  }

  @PostMapping(path = "/{cartId}/items", consumes = MediaType.APPLICATION_JSON_VALUE)
  Mono<CartV2Response> add(
      @PathVariable String cartId,
      @RequestBody(required = false) byte @Nullable [] body,
      ServerWebExchange exchange) {
    Violations violations = new Violations();
    HttpHeaders headers = exchange.getRequest().getHeaders();
    WriteV2Request write = WriteV2Request.read(cartId, headers, deadlines.cartWrite(), violations);
    AddItemV2Request request = AddItemV2Request.read(JsonFields.of(body, violations));
    violations.orThrow();
    AddItemCommand command = request.toCommand(write.target(), write.key(), defaultLocation());
    return Deadlines.enforce(write.deadline(), service.add(command))
        .map(change -> added(change, exchange));
  }

  private static CartV2Response added(CartChange change, ServerWebExchange exchange) {
    CartV2Answer answer = new CartV2Answer(exchange);
    EntryResult result = change.results().get(0);
    if (result.created()) {
      answer.created(CartV2Answer.path(change.cart(), LineId.of(result.product())));
    }
    answer.replayed(change.replayed());
    return answer.of(change.cart());
  }

  private SellingLocationId defaultLocation() {
    return new SellingLocationId(properties.defaultSellingLocation());
  }
}
