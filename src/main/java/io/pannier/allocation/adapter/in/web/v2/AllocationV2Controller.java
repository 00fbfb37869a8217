package io.pannier.allocation.adapter.in.web.v2;

import static io.pannier.allocation.application.Caller.Scope.ALLOCATIONS;
import static io.pannier.allocation.application.Caller.Scope.STOCK;

import io.pannier.allocation.adapter.in.web.AllocationDeadlines;
import io.pannier.allocation.adapter.in.web.AllocationProblems;
import io.pannier.allocation.adapter.in.web.v2.AllocationV2Response.AllocatedOrderV2;
import io.pannier.allocation.application.AllocationService;
import io.pannier.allocation.application.Caller;
import io.pannier.allocation.domain.model.OrderLine;
import io.pannier.allocation.domain.port.OrderLines.After;
import io.pannier.shared.model.Deadline;
import io.pannier.shared.web.PublicPath;
import io.pannier.shared.web.input.Field;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Lines of orders that are allocated to batches, version 2: for order systems. */
@RestController
@RequestMapping("/v2/allocations")
class AllocationV2Controller {

  private static final String JSON = MediaType.APPLICATION_JSON_VALUE;
  private static final int MOST_LINES = 100;
  private static final int MOST_OF_ORDER = 200;

  /** Lines of one order that are decided at once. */
  private static final int AT_ONCE = 8;

  private final AllocationService service;
  private final AllocationDeadlines deadlines;

  AllocationV2Controller(AllocationService service, AllocationDeadlines deadlines) {
    this.service = service;
    this.deadlines = deadlines;
  }

  @PostMapping(consumes = JSON, produces = JSON)
  Mono<AllocationV2Response.LineV2> allocate(
      Caller caller,
      @RequestBody(required = false) byte @Nullable [] body,
      ServerWebExchange exchange) {
    AllocationV2Request request = write(exchange);
    Field<OrderLine.Request> line = request.line(body);
    request.orRefuse();
    caller.require(ALLOCATIONS);
    return request
        .enforce(service.allocate(line.get(), request.deadline()))
        .map(
            result -> {
              if (result.created()) {
                PublicPath.created(exchange, "/v2/allocations/" + result.line().id());
              }
              return AllocationV2Response.LineV2.from(result);
            });
  }

  /** Each line by itself: what becomes of one changes nothing for the others. */
  @PostMapping(path = "/{orderId}", consumes = JSON, produces = JSON)
  Mono<AllocatedOrderV2> allocateOrder(
      @PathVariable String orderId,
      Caller caller,
      @RequestBody(required = false) byte @Nullable [] body,
      ServerWebExchange exchange) {
    AllocationV2Request request = write(exchange);
    Field<OrderLine.OrderId> order = request.orderId(orderId);
    Field<List<OrderLine.Request>> lines = request.lines(body, order);
    request.orRefuse();
    caller.require(ALLOCATIONS);
    return Flux.fromIterable(lines.get())
        .index()
        .flatMapSequential(
            line -> result(line.getT1().intValue(), line.getT2(), request.deadline()), AT_ONCE)
        .collectList()
        .map(
            results -> {
              exchange.getResponse().setStatusCode(HttpStatus.MULTI_STATUS);
              return new AllocatedOrderV2(order.get().value(), results);
            });
  }

  private Mono<AllocatedOrderV2.ResultV2> result(
      int index, OrderLine.Request line, Deadline deadline) {
    return service
        .allocate(line, deadline)
        .map(result -> AllocatedOrderV2.ResultV2.of(index, result))
        .onErrorResume(
            failure ->
                Mono.just(
                    AllocatedOrderV2.ResultV2.of(
                        index, line.id().sku(), AllocationProblems.ofOne(failure))));
  }

  @GetMapping(produces = JSON)
  Mono<AllocationV2Response.LinesV2> unallocated(Caller caller, ServerWebExchange exchange) {
    AllocationV2Request request = read(exchange);
    request.onlyUnallocated();
    Optional<After> after = request.after();
    request.orRefuse();
    caller.require(ALLOCATIONS);
    return request
        .enforce(service.unallocated(after, MOST_LINES + 1, request.deadline()))
        .map(
            found ->
                AllocationV2Response.LinesV2.from(
                    found, MOST_LINES, line -> line.changedAt().toEpochMilli()));
  }

  @GetMapping(path = "/{orderId}", produces = JSON)
  Mono<AllocationV2Response.OrderV2> viewOrder(
      @PathVariable String orderId, Caller caller, ServerWebExchange exchange) {
    AllocationV2Request request = read(exchange);
    Field<OrderLine.OrderId> order = request.orderId(orderId);
    Optional<After> after = request.after(order);
    request.orRefuse();
    caller.require(ALLOCATIONS, STOCK);
    return request
        .enforce(service.order(order.get(), after, MOST_OF_ORDER + 1, request.deadline()))
        .map(found -> AllocationV2Response.OrderV2.from(order.get(), found, MOST_OF_ORDER));
  }

  @GetMapping(path = "/{orderId}/{sku}", produces = JSON)
  Mono<AllocationV2Response.LineV2> view(
      @PathVariable String orderId,
      @PathVariable String sku,
      Caller caller,
      ServerWebExchange exchange) {
    AllocationV2Request request = read(exchange);
    Field<OrderLine.Id> line = request.line(orderId, sku);
    request.orRefuse();
    caller.require(ALLOCATIONS, STOCK);
    return request
        .enforce(service.line(line.get(), request.deadline()))
        .map(AllocationV2Response.LineV2::from);
  }

  @DeleteMapping("/{orderId}/{sku}")
  Mono<Void> release(
      @PathVariable String orderId,
      @PathVariable String sku,
      Caller caller,
      ServerWebExchange exchange) {
    AllocationV2Request request = write(exchange);
    Field<OrderLine.Id> line = request.line(orderId, sku);
    Field<Long> revision = request.revision();
    request.orRefuse();
    caller.require(ALLOCATIONS);
    exchange.getResponse().setStatusCode(HttpStatus.NO_CONTENT);
    return request.enforce(service.release(line.get(), revision.value(), request.deadline()));
  }

  @PostMapping(path = "/{orderId}/{sku}/ship", produces = JSON)
  Mono<AllocationV2Response.LineV2> ship(
      @PathVariable String orderId,
      @PathVariable String sku,
      Caller caller,
      ServerWebExchange exchange) {
    AllocationV2Request request = write(exchange);
    Field<OrderLine.Id> line = request.line(orderId, sku);
    request.orRefuse();
    caller.require(STOCK);
    return request
        .enforce(service.ship(line.get(), request.deadline()))
        .map(AllocationV2Response.LineV2::from);
  }

  private AllocationV2Request read(ServerWebExchange exchange) {
    return new AllocationV2Request(exchange, deadlines.allocationRead());
  }

  private AllocationV2Request write(ServerWebExchange exchange) {
    return new AllocationV2Request(exchange, deadlines.allocationWrite());
  }

  @ModelAttribute
  void neverKept(ServerWebExchange exchange) {
    exchange.getResponse().getHeaders().setCacheControl("no-store");
  }
}
