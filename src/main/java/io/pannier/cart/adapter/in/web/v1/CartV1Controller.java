package io.pannier.cart.adapter.in.web.v1;

import io.pannier.cart.adapter.in.web.CartHeaders;
import io.pannier.cart.adapter.in.web.CartReplays;
import io.pannier.cart.adapter.in.web.CartWebProperties;
import io.pannier.cart.adapter.in.web.GuestCreationLimit;
import io.pannier.cart.adapter.in.web.WriteRequest;
import io.pannier.cart.application.Caller;
import io.pannier.cart.application.CartApplicationService;
import io.pannier.cart.application.CartCommand;
import io.pannier.cart.application.CartQuery;
import io.pannier.cart.application.CartResult;
import io.pannier.shared.model.SellingLocationId;
import io.pannier.shared.settings.LimitsProperties;
import io.pannier.shared.web.input.Deadlines;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * Carts, version 1; deprecated. Every answer is 200, names no version of the cart, and has names in
 * the first language of the shop, whatever the client asks for.
 */
@RestController
@RequestMapping("/v1/cart")
class CartV1Controller {

  private static final String JSON = MediaType.APPLICATION_JSON_VALUE;

  private final CartApplicationService service;
  private final CartWebProperties properties;
  private final SellingLocationId location;
  private final Locale language;
  private final CartWebProperties.Deadlines deadlines;
  private final GuestCreationLimit creations;
  private final CartReplays replays;

  CartV1Controller(
      CartApplicationService service,
      CartWebProperties properties,
      LimitsProperties limits,
      GuestCreationLimit creations,
      CartReplays replays) {
    this.service = service;
    this.properties = properties;
    this.location = limits.sellingLocation();
    this.language = limits.language();
    this.deadlines = properties.deadline();
    this.creations = creations;
    this.replays = replays;
  }

  @PostMapping(produces = JSON)
  Mono<CartV1Response.Created> create(
      Caller caller,
      @RequestBody(required = false) byte @Nullable [] body,
      ServerWebExchange exchange) {
    CartCommand.Create command =
        CartV1Requests.create(
            caller, body, exchange, properties.defaultCurrency(), language, deadlines.cartWrite());
    creations.admit(caller, exchange.getRequest());
    return Deadlines.enforce(command.deadline(), service.create(command))
        .doOnNext(created -> describe(exchange))
        .map(CartV1Response.Created::from);
  }

  @GetMapping(path = "/{cartId}", produces = JSON)
  Mono<CartV1Response> view(
      @PathVariable String cartId, Caller caller, ServerWebExchange exchange) {
    CartQuery.View query =
        CartV1Requests.view(cartId, caller, exchange, language, deadlines.cartRead());
    return Deadlines.enforce(query.deadline(), service.view(query))
        .doOnNext(cart -> describe(exchange))
        .map(CartV1Response::from);
  }

  @PostMapping(path = "/{cartId}/addItem", consumes = JSON, produces = JSON)
  Mono<CartV1Response> addItem(
      @PathVariable String cartId,
      Caller caller,
      @RequestBody(required = false) byte @Nullable [] body,
      ServerWebExchange exchange) {
    return write(
        cartId,
        caller,
        exchange,
        request ->
            service
                .add(CartV1Requests.addItem(request, body, location))
                .doOnNext(change -> replays.count(CartReplays.Operation.ADD, change)));
  }

  @PostMapping(path = "/{cartId}/updateItem", consumes = JSON, produces = JSON)
  Mono<CartV1Response> updateItem(
      @PathVariable String cartId,
      Caller caller,
      @RequestBody(required = false) byte @Nullable [] body,
      ServerWebExchange exchange) {
    return write(
        cartId,
        caller,
        exchange,
        request -> service.changeLine(CartV1Requests.updateItem(request, body, location)));
  }

  @PostMapping(path = "/{cartId}/removeItem", consumes = JSON, produces = JSON)
  Mono<CartV1Response> removeItem(
      @PathVariable String cartId,
      Caller caller,
      @RequestBody(required = false) byte @Nullable [] body,
      ServerWebExchange exchange) {
    return write(
        cartId,
        caller,
        exchange,
        request -> service.changeLine(CartV1Requests.removeItem(request, body, location)));
  }

  private Mono<CartV1Response> write(
      String cartId,
      Caller caller,
      ServerWebExchange exchange,
      Function<WriteRequest, Mono<CartResult.Changed>> change) {
    WriteRequest request =
        WriteRequest.unconditional(cartId, caller, language, exchange, deadlines.cartWrite());
    return request
        .enforce(change.apply(request))
        .doOnNext(changed -> describe(exchange, changed))
        .map(changed -> CartV1Response.from(changed.cart()));
  }

  private static void describe(ServerWebExchange exchange, CartResult.Changed changed) {
    describe(exchange);
    if (changed.replayed()) {
      exchange.getResponse().getHeaders().set(CartHeaders.REPLAYED, "true");
    }
  }

  private static void describe(ServerWebExchange exchange) {
    exchange.getResponse().getHeaders().setCacheControl("no-store");
  }
}
