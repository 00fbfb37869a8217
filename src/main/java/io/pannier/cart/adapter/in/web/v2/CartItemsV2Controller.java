package io.pannier.cart.adapter.in.web.v2;

import io.pannier.cart.application.CartApplicationService;
import io.pannier.cart.application.CartCommand;
import io.pannier.cart.application.CartQuery;
import io.pannier.cart.domain.model.LineId;
import io.pannier.shared.model.SellingLocationId;
import io.pannier.shared.web.DeadlineProperties;
import io.pannier.shared.web.Deadlines;
import org.jspecify.annotations.Nullable;
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
  private final CartV2Writes writes;
  private final ReplayMeter replays;

  CartItemsV2Controller(
      CartApplicationService service,
      CartV2Properties properties,
      DeadlineProperties deadlines,
      ReplayMeter replays) {
    this.service = service;
    this.properties = properties;
    this.deadlines = deadlines;
    this.writes = new CartV2Writes(deadlines);
    this.replays = replays;
  }

  @PostMapping(consumes = JSON, produces = JSON)
  Mono<CartV2Response> add(
      @PathVariable String cartId,
      @RequestBody(required = false) byte @Nullable [] body,
      ServerWebExchange exchange) {
    return writes
        .makeKeyed(
            cartId,
            body,
            exchange,
            AddItemV2Request::read,
            (target, said) ->
                service.add(said.request().toCommand(target, said.key(), defaultLocation())))
        .doOnNext(change -> replays.addition(change.replayed()))
        .map(change -> new CartV2Answer(exchange).ofAddition(change));
  }

  @PostMapping(path = "/batch", consumes = JSON, produces = JSON)
  Mono<Object> addBatch(
      @PathVariable String cartId,
      @RequestBody(required = false) byte @Nullable [] body,
      ServerWebExchange exchange) {
    return writes.makeKeyed(
        cartId,
        body,
        exchange,
        fields -> AddBatchV2Request.read(fields, properties.maxBatchEntries()),
        (target, said) ->
            service
                .addBatch(said.request().toCommand(target, said.key(), defaultLocation()))
                .doOnNext(change -> replays.batch(change.replayed()))
                .map(
                    change ->
                        new CartV2Answer(exchange).ofBatch(change, said.request().mode().get())));
  }

  @GetMapping(path = "/{lineId}", produces = JSON)
  Mono<CartItemV2> view(
      @PathVariable String cartId, @PathVariable String lineId, ServerWebExchange exchange) {
    CartQuery.ViewItem query =
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
    return writes
        .make(
            cartId,
            body,
            exchange,
            ChangeQuantityV2Request::read,
            (target, request) ->
                service.changeQuantity(request.toCommand(target, new LineId(lineId))))
        .map(cart -> new CartV2Answer(exchange).of(cart));
  }

  @DeleteMapping("/{lineId}")
  Mono<Void> remove(
      @PathVariable String cartId, @PathVariable String lineId, ServerWebExchange exchange) {
    return writes
        .make(
            cartId,
            exchange,
            target -> service.remove(new CartCommand.RemoveItem(target, new LineId(lineId))))
        .doOnNext(cart -> new CartV2Answer(exchange).empty(cart))
        .then();
  }

  @DeleteMapping
  Mono<Void> clear(@PathVariable String cartId, ServerWebExchange exchange) {
    return writes
        .make(cartId, exchange, target -> service.clear(new CartCommand.Clear(target)))
        .doOnNext(cart -> new CartV2Answer(exchange).empty(cart))
        .then();
  }

  private SellingLocationId defaultLocation() {
    return new SellingLocationId(properties.defaultSellingLocation());
  }
}
