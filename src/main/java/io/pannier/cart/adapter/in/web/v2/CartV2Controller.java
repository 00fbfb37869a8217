package io.pannier.cart.adapter.in.web.v2;

import io.pannier.cart.application.Caller;
import io.pannier.cart.application.CartApplicationService;
import io.pannier.cart.application.CartCommand;
import io.pannier.cart.application.CartQuery;
import io.pannier.shared.model.Deadline;
import io.pannier.shared.web.ClientAddress;
import io.pannier.shared.web.DeadlineProperties;
import io.pannier.shared.web.Deadlines;
import io.pannier.shared.web.OptionalBody;
import io.pannier.shared.web.Violations;
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
  private final CartV2Properties properties;
  private final DeadlineProperties deadlines;
  private final CartV2Writes writes;
  private final GuestCreationLimit creations;
  private final ClientAddress clients;

  CartV2Controller(
      CartApplicationService service,
      CartV2Properties properties,
      DeadlineProperties deadlines,
      GuestCreationLimit creations,
      ClientAddress clients) {
    this.service = service;
    this.properties = properties;
    this.deadlines = deadlines;
    this.writes = new CartV2Writes(deadlines);
    this.creations = creations;
    this.clients = clients;
  }

  @PostMapping(produces = JSON)
  Mono<CartV2Response> create(
      @RequestBody(required = false) byte @Nullable [] body, ServerWebExchange exchange) {
    Violations violations = new Violations();
    Deadline deadline =
        Deadlines.start(exchange.getRequest().getHeaders(), deadlines.cartWrite(), violations);
    CreateCartV2Request request =
        CreateCartV2Request.read(OptionalBody.of(body, exchange.getRequest()), violations);
    violations.orThrow();
    Caller caller = CartV2Headers.caller(exchange);
    if (caller.identity() == null) {
      creations.admit(clients.of(exchange.getRequest()));
    }
    CartCommand.Create command = request.toCommand(caller, properties.defaultCurrency(), deadline);
    return Deadlines.enforce(deadline, service.create(command))
        .map(created -> new CartV2Answer(exchange).of(created));
  }

  @GetMapping(path = "/{cartId}", produces = JSON)
  Mono<CartV2Response> view(@PathVariable String cartId, ServerWebExchange exchange) {
    CartQuery.View query = ViewCartV2Request.toQuery(cartId, exchange, deadlines.cartRead());
    return Deadlines.enforce(query.deadline(), service.view(query))
        .map(cart -> new CartV2Answer(exchange).of(cart, query.sections()));
  }

  @GetMapping(path = "/mine", produces = JSON)
  Mono<CartV2Response> viewMine(ServerWebExchange exchange) {
    CartQuery.ViewMine query = ViewCartV2Request.toQuery(exchange, deadlines.cartRead());
    return Deadlines.enforce(query.deadline(), service.viewMine(query))
        .map(cart -> new CartV2Answer(exchange).of(cart, query.sections()));
  }

  @PostMapping(path = "/{cartId}/merge", consumes = JSON, produces = JSON)
  Mono<MergeV2Response> merge(
      @PathVariable String cartId,
      @RequestBody(required = false) byte @Nullable [] body,
      ServerWebExchange exchange) {
    return writes
        .make(
            cartId,
            body,
            exchange,
            MergeV2Request::read,
            (target, request) -> service.merge(request.toCommand(target)))
        .map(merged -> new CartV2Answer(exchange).of(merged));
  }

  @PostMapping(path = "/{cartId}/close", consumes = JSON, produces = JSON)
  Mono<CartV2Response> close(
      @PathVariable String cartId,
      @RequestBody(required = false) byte @Nullable [] body,
      ServerWebExchange exchange) {
    return writes
        .make(
            cartId,
            body,
            exchange,
            CloseV2Request::read,
            (target, request) -> service.close(request.toCommand(target)))
        .map(cart -> new CartV2Answer(exchange).of(cart));
  }

  @DeleteMapping("/{cartId}")
  Mono<Void> erase(@PathVariable String cartId, ServerWebExchange exchange) {
    exchange.getResponse().setStatusCode(HttpStatus.NO_CONTENT);
    return writes.make(cartId, exchange, target -> service.erase(new CartCommand.Erase(target)));
  }

  @DeleteMapping("/mine")
  Mono<Void> eraseMine(ServerWebExchange exchange) {
    exchange.getResponse().setStatusCode(HttpStatus.NO_CONTENT);
    Violations violations = new Violations();
    Deadline deadline =
        Deadlines.start(exchange.getRequest().getHeaders(), deadlines.cartWrite(), violations);
    violations.orThrow();
    CartCommand.EraseMine command =
        new CartCommand.EraseMine(CartV2Headers.caller(exchange), deadline);
    return Deadlines.enforce(deadline, service.eraseMine(command));
  }

  @PostMapping(path = "/{cartId}/notices/acknowledge", consumes = JSON, produces = JSON)
  Mono<CartV2Response> acknowledge(
      @PathVariable String cartId,
      @RequestBody(required = false) byte @Nullable [] body,
      ServerWebExchange exchange) {
    return writes
        .make(
            cartId,
            body,
            exchange,
            AcknowledgeV2Request::read,
            (target, request) -> service.acknowledge(request.toCommand(target)))
        .map(cart -> new CartV2Answer(exchange).of(cart));
  }
}
