package io.pannier.cart.adapter.in.web.v2;

import io.pannier.cart.adapter.in.web.CartReplays;
import io.pannier.cart.adapter.in.web.CartReplays.Operation;
import io.pannier.cart.adapter.in.web.CartWebProperties;
import io.pannier.cart.adapter.in.web.WriteRequest;
import io.pannier.cart.application.Caller;
import io.pannier.cart.application.CartApplicationService;
import io.pannier.cart.application.CartCommand;
import io.pannier.cart.application.CartQuery;
import io.pannier.cart.domain.model.LineId;
import io.pannier.shared.model.SellingLocationId;
import io.pannier.shared.settings.LimitsProperties;
import io.pannier.shared.web.input.Deadlines;
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
  private final CartWebProperties properties;
  private final SellingLocationId defaultLocation;
  private final CartWebProperties.Deadlines deadlines;
  private final CartReplays replays;

  CartItemsV2Controller(
      CartApplicationService service,
      CartWebProperties properties,
      LimitsProperties limits,
      CartReplays replays) {
    this.service = service;
    this.properties = properties;
    this.defaultLocation = limits.sellingLocation();
    this.deadlines = properties.deadline();
    this.replays = replays;
  }

  @PostMapping(consumes = JSON, produces = JSON)
  Mono<CartV2Response> add(
      @PathVariable String cartId,
      Caller caller,
      @RequestBody(required = false) byte @Nullable [] body,
      ServerWebExchange exchange) {
    WriteRequest request = write(cartId, caller, exchange);
    CartCommand.AddItem command = CartV2Requests.addItem(request, body, defaultLocation);
    return request
        .enforce(service.add(command))
        .doOnNext(change -> replays.count(Operation.ADD, change))
        .map(change -> new CartV2Reply(exchange).ofAddition(change));
  }

  @PostMapping(path = "/batch", consumes = JSON, produces = JSON)
  Mono<Object> addBatch(
      @PathVariable String cartId,
      Caller caller,
      @RequestBody(required = false) byte @Nullable [] body,
      ServerWebExchange exchange) {
    WriteRequest request = write(cartId, caller, exchange);
    CartCommand.AddBatch command =
        CartV2Requests.addBatch(request, body, properties.maxBatchEntries(), defaultLocation);
    return request
        .enforce(service.addBatch(command))
        .doOnNext(change -> replays.count(Operation.BATCH, change))
        .map(change -> new CartV2Reply(exchange).ofBatch(change, command.mode()));
  }

  @GetMapping(path = "/{lineId}", produces = JSON)
  Mono<CartV2Response.ItemV2> view(
      @PathVariable String cartId,
      @PathVariable String lineId,
      Caller caller,
      ServerWebExchange exchange) {
    CartQuery.ViewItem query =
        ViewCartV2Request.toItemQuery(cartId, lineId, caller, exchange, deadlines.cartRead());
    return Deadlines.enforce(query.deadline(), service.viewItem(query))
        .map(cart -> new CartV2Reply(exchange).ofItem(cart));
  }

  @PutMapping(path = "/{lineId}", consumes = JSON, produces = JSON)
  Mono<CartV2Response> change(
      @PathVariable String cartId,
      @PathVariable String lineId,
      Caller caller,
      @RequestBody(required = false) byte @Nullable [] body,
      ServerWebExchange exchange) {
    WriteRequest request = write(cartId, caller, exchange);
    CartCommand.ChangeLine command = CartV2Requests.changeLine(request, body, lineId);
    return request
        .enforce(service.changeLine(command))
        .doOnNext(change -> replays.count(Operation.CHANGE, change))
        .map(change -> new CartV2Reply(exchange).ofChange(change, command.lineId()));
  }

  @DeleteMapping("/{lineId}")
  Mono<Void> remove(
      @PathVariable String cartId,
      @PathVariable String lineId,
      Caller caller,
      ServerWebExchange exchange) {
    WriteRequest request = write(cartId, caller, exchange);
    CartCommand.RemoveItem command =
        new CartCommand.RemoveItem(request.orRefuse(), new LineId(lineId));
    return request
        .enforce(service.remove(command))
        .doOnNext(cart -> new CartV2Reply(exchange).empty(cart))
        .then();
  }

  @DeleteMapping
  Mono<Void> clear(@PathVariable String cartId, Caller caller, ServerWebExchange exchange) {
    WriteRequest request = write(cartId, caller, exchange);
    CartCommand.Clear command = new CartCommand.Clear(request.orRefuse());
    return request
        .enforce(service.clear(command))
        .doOnNext(cart -> new CartV2Reply(exchange).empty(cart))
        .then();
  }

  private WriteRequest write(String cartId, Caller caller, ServerWebExchange exchange) {
    return WriteRequest.of(cartId, caller, exchange, deadlines.cartWrite());
  }
}
