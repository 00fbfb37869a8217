package io.pannier.cart.adapter.in.web.v2;

import io.pannier.cart.application.AddBatchCommand;
import io.pannier.cart.application.AddItemCommand;
import io.pannier.cart.application.BatchMode;
import io.pannier.cart.application.CartApplicationService;
import io.pannier.cart.application.CartChange;
import io.pannier.cart.application.ChangeQuantityCommand;
import io.pannier.cart.application.ClearCartCommand;
import io.pannier.cart.application.RemoveItemCommand;
import io.pannier.cart.application.ViewItemQuery;
import io.pannier.cart.domain.model.EntryResult;
import io.pannier.cart.domain.model.LineId;
import io.pannier.shared.model.SellingLocationId;
import io.pannier.shared.web.DeadlineProperties;
import io.pannier.shared.web.Deadlines;
import io.pannier.shared.web.JsonFields;
import io.pannier.shared.web.Violations;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** The lines of a cart, version 2. */
@RestController
@RequestMapping("/v2/carts/{cartId}/items")
class CartItemsV2Controller {

  private static final String JSON = MediaType.APPLICATION_JSON_VALUE;

  private final CartApplicationService service;
  private final CartV2Properties properties;
  private final DeadlineProperties deadlines;
  private final ReplayMeter replays;

  CartItemsV2Controller(
      CartApplicationService service,
      CartV2Properties properties,
      DeadlineProperties deadlines,
      ReplayMeter replays) {
    this.service = service;
    this.properties = properties;
    this.deadlines = deadlines;
    this.replays = replays;
  }

  @PostMapping(consumes = JSON, produces = JSON)
  Mono<CartV2Response> add(
      @PathVariable String cartId,
      @RequestBody(required = false) byte @Nullable [] body,
      ServerWebExchange exchange) {
    Violations violations = new Violations();
    WriteV2Request write = WriteV2Request.read(cartId, exchange, deadlines, violations);
    AddItemV2Request request = AddItemV2Request.read(JsonFields.of(body, violations));
    violations.orThrow();
    AddItemCommand command = request.toCommand(write.target(), write.key(), defaultLocation());
    return Deadlines.enforce(write.deadline(), service.add(command))
        .doOnNext(change -> replays.addition(change.replayed()))
        .map(change -> added(change, exchange));
  }

  @PostMapping(path = "/batch", consumes = JSON, produces = JSON)
  Mono<Object> addBatch(
      @PathVariable String cartId,
      @RequestBody(required = false) byte @Nullable [] body,
      ServerWebExchange exchange) {
    Violations violations = new Violations();
    WriteV2Request write = WriteV2Request.read(cartId, exchange, deadlines, violations);
    AddBatchV2Request request =
        AddBatchV2Request.read(JsonFields.of(body, violations), properties.maxBatchEntries());
    violations.orThrow();
    AddBatchCommand command = request.toCommand(write.target(), write.key(), defaultLocation());
    return Deadlines.enforce(write.deadline(), service.addBatch(command))
        .doOnNext(change -> replays.batch(change.replayed()))
        .map(change -> batch(change, command.mode(), exchange));
  }

  @GetMapping(path = "/{lineId}", produces = JSON)
  Mono<CartItemV2> view(
      @PathVariable String cartId, @PathVariable String lineId, ServerWebExchange exchange) {
    ViewItemQuery query =
        ViewCartV2Request.toItemQuery(cartId, lineId, exchange, deadlines.cartRead());
    return Deadlines.enforce(query.deadline(), service.viewItem(query))
        .map(cart -> new CartV2Answer(exchange).ofItem(cart));
  }

  @PutMapping(path = "/{lineId}", consumes = JSON, produces = JSON)
  Mono<CartV2Response> changeQuantity(
      @PathVariable String cartId,
      @PathVariable String lineId,
      @RequestBody(required = false) byte @Nullable [] body,
      ServerWebExchange exchange) {
    Violations violations = new Violations();
    WriteV2Request write = WriteV2Request.read(cartId, exchange, deadlines, violations);
    ChangeQuantityV2Request request = ChangeQuantityV2Request.read(JsonFields.of(body, violations));
    violations.orThrow();
    ChangeQuantityCommand command = request.toCommand(write.target(), new LineId(lineId));
    return Deadlines.enforce(write.deadline(), service.changeQuantity(command))
        .map(cart -> new CartV2Answer(exchange).of(cart));
  }

  @DeleteMapping("/{lineId}")
  Mono<Void> remove(
      @PathVariable String cartId, @PathVariable String lineId, ServerWebExchange exchange) {
    WriteV2Request write = WriteV2Request.read(cartId, exchange, deadlines);
    RemoveItemCommand command = new RemoveItemCommand(write.target(), new LineId(lineId));
    return Deadlines.enforce(write.deadline(), service.remove(command))
        .doOnNext(cart -> new CartV2Answer(exchange).empty(cart))
        .then();
  }

  @DeleteMapping
  Mono<Void> clear(@PathVariable String cartId, ServerWebExchange exchange) {
    WriteV2Request write = WriteV2Request.read(cartId, exchange, deadlines);
    return Deadlines.enforce(write.deadline(), service.clear(new ClearCartCommand(write.target())))
        .doOnNext(cart -> new CartV2Answer(exchange).empty(cart))
        .then();
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

  private static Object batch(CartChange change, BatchMode mode, ServerWebExchange exchange) {
    CartV2Answer answer = new CartV2Answer(exchange);
    answer.replayed(change.replayed());
    CartV2Response cart = answer.of(change.cart());
    if (mode == BatchMode.ATOMIC) {
      return cart;
    }
    exchange.getResponse().setStatusCode(HttpStatus.MULTI_STATUS);
    return PartialBatchV2Response.from(cart, change.results());
  }

  private SellingLocationId defaultLocation() {
    return new SellingLocationId(properties.defaultSellingLocation());
  }
}
