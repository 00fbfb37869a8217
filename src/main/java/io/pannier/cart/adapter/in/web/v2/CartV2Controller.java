package io.pannier.cart.adapter.in.web.v2;

import io.pannier.cart.adapter.in.web.CartWebProperties;
import io.pannier.cart.adapter.in.web.GuestCreationLimit;
import io.pannier.cart.adapter.in.web.WriteRequest;
import io.pannier.cart.application.Caller;
import io.pannier.cart.application.CartApplicationService;
import io.pannier.cart.application.CartCommand;
import io.pannier.cart.application.CartQuery;
import io.pannier.shared.web.input.Deadlines;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.DeleteMapping;
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
@RequestMapping("/v2/carts")
class CartV2Controller {

  private static final String JSON = MediaType.APPLICATION_JSON_VALUE;

  private final CartApplicationService service;
  private final CartWebProperties properties;
  private final CartWebProperties.Deadlines deadlines;
  private final GuestCreationLimit creations;

  CartV2Controller(
      CartApplicationService service, CartWebProperties properties, GuestCreationLimit creations) {
    this.service = service;
    this.properties = properties;
    this.deadlines = properties.deadline();
    this.creations = creations;
  }

  @PostMapping(produces = JSON)
  Mono<CartV2Response> create(
      Caller caller,
      @RequestBody(required = false) byte @Nullable [] body,
      ServerWebExchange exchange) {
    CartCommand.Create command =
        CartV2Requests.create(
            caller, body, exchange, properties.defaultCurrency(), deadlines.cartWrite());
    creations.admit(caller, exchange.getRequest());
    return Deadlines.enforce(command.deadline(), service.create(command))
        .map(created -> new CartV2Reply(exchange).of(created));
  }

  @GetMapping(path = "/{cartId}", produces = JSON)
  Mono<CartV2Response> view(
      @PathVariable String cartId, Caller caller, ServerWebExchange exchange) {
    CartQuery.View query =
        ViewCartV2Request.toQuery(cartId, caller, exchange, deadlines.cartRead());
    return Deadlines.enforce(query.deadline(), service.view(query))
        .map(cart -> new CartV2Reply(exchange).of(cart, query.sections()));
  }

  @GetMapping(path = "/mine", produces = JSON)
  Mono<CartV2Response> viewMine(Caller caller, ServerWebExchange exchange) {
    CartQuery.ViewMine query = ViewCartV2Request.toQuery(caller, exchange, deadlines.cartRead());
    return Deadlines.enforce(query.deadline(), service.viewMine(query))
        .map(cart -> new CartV2Reply(exchange).of(cart, query.sections()));
  }

  @PostMapping(path = "/{cartId}/merge", consumes = JSON, produces = JSON)
  Mono<CartV2Response.Merged> merge(
      @PathVariable String cartId,
      Caller caller,
      @RequestBody(required = false) byte @Nullable [] body,
      ServerWebExchange exchange) {
    WriteRequest request = write(cartId, caller, exchange);
    CartCommand.Merge command = CartV2Requests.merge(request, body);
    return request
        .enforce(service.merge(command))
        .map(merged -> new CartV2Reply(exchange).of(merged));
  }

  @PostMapping(path = "/{cartId}/close", consumes = JSON, produces = JSON)
  Mono<CartV2Response> close(
      @PathVariable String cartId,
      Caller caller,
      @RequestBody(required = false) byte @Nullable [] body,
      ServerWebExchange exchange) {
    WriteRequest request = write(cartId, caller, exchange);
    CartCommand.Close command = CartV2Requests.close(request, body);
    return request.enforce(service.close(command)).map(cart -> new CartV2Reply(exchange).of(cart));
  }

  @DeleteMapping("/{cartId}")
  Mono<Void> erase(@PathVariable String cartId, Caller caller, ServerWebExchange exchange) {
    exchange.getResponse().setStatusCode(HttpStatus.NO_CONTENT);
    WriteRequest request = write(cartId, caller, exchange);
    return request.enforce(service.erase(new CartCommand.Erase(request.orRefuse())));
  }

  @DeleteMapping("/mine")
  Mono<Void> eraseMine(Caller caller, ServerWebExchange exchange) {
    exchange.getResponse().setStatusCode(HttpStatus.NO_CONTENT);
    CartCommand.EraseMine command =
        CartV2Requests.eraseMine(caller, exchange, deadlines.cartWrite());
    return Deadlines.enforce(command.deadline(), service.eraseMine(command));
  }

  @PostMapping(path = "/{cartId}/notices/acknowledge", consumes = JSON, produces = JSON)
  Mono<CartV2Response> acknowledge(
      @PathVariable String cartId,
      Caller caller,
      @RequestBody(required = false) byte @Nullable [] body,
      ServerWebExchange exchange) {
    WriteRequest request = write(cartId, caller, exchange);
    CartCommand.AcknowledgeNotices command = CartV2Requests.acknowledge(request, body);
    return request
        .enforce(service.acknowledge(command))
        .map(cart -> new CartV2Reply(exchange).of(cart));
  }

  private WriteRequest write(String cartId, Caller caller, ServerWebExchange exchange) {
    return WriteRequest.of(cartId, caller, exchange, deadlines.cartWrite());
  }
}
