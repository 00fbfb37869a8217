package io.pannier.allocation.adapter.in.web.v2;

import static io.pannier.allocation.application.Caller.Scope.ALLOCATIONS;
import static io.pannier.allocation.application.Caller.Scope.STOCK;

import io.pannier.allocation.adapter.in.web.AllocationDeadlines;
import io.pannier.allocation.application.AllocationService;
import io.pannier.allocation.application.Caller;
import io.pannier.allocation.domain.model.Batch;
import io.pannier.allocation.domain.model.OrderLine;
import io.pannier.allocation.domain.port.OrderLines.After;
import io.pannier.shared.model.ProductId.Sku;
import io.pannier.shared.web.PublicPath;
import io.pannier.shared.web.input.Field;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Batches of stock, version 2: for warehouses, and for order systems to look at. */
@RestController
@RequestMapping("/v2/stock/{sku}")
class StockV2Controller {

  private static final String JSON = MediaType.APPLICATION_JSON_VALUE;
  private static final int MOST_LINES = 100;

  private final AllocationService service;
  private final AllocationDeadlines deadlines;

  StockV2Controller(AllocationService service, AllocationDeadlines deadlines) {
    this.service = service;
    this.deadlines = deadlines;
  }

  @GetMapping(produces = JSON)
  Mono<AllocationV2Response.StockV2> view(
      @PathVariable String sku, Caller caller, ServerWebExchange exchange) {
    AllocationV2Request request = new AllocationV2Request(exchange, deadlines.allocationRead());
    Field<Sku> of = request.sku(sku);
    request.orRefuse();
    caller.require(STOCK, ALLOCATIONS);
    return request
        .enforce(service.stock(of.get(), request.deadline()))
        .map(AllocationV2Response.StockV2::from);
  }

  @PutMapping(path = "/batches/{reference}", consumes = JSON, produces = JSON)
  Mono<AllocationV2Response.BatchSetV2> set(
      @PathVariable String sku,
      @PathVariable String reference,
      Caller caller,
      @RequestBody(required = false) byte @Nullable [] body,
      ServerWebExchange exchange) {
    AllocationV2Request request = new AllocationV2Request(exchange, deadlines.allocationWrite());
    Field<Sku> of = request.sku(sku);
    Field<Batch.Delivery> delivery = request.delivery(body, request.reference(reference));
    request.orRefuse();
    caller.require(STOCK);
    return request
        .enforce(service.set(of.get(), delivery.get(), request.deadline()))
        .map(
            set -> {
              if (set.created()) {
                PublicPath.created(exchange, "/v2/stock/" + sku + "/batches/" + reference);
              }
              return AllocationV2Response.BatchSetV2.from(of.get(), set);
            });
  }

  @GetMapping(path = "/batches/{reference}", produces = JSON)
  Mono<AllocationV2Response.BatchV2> viewBatch(
      @PathVariable String sku,
      @PathVariable String reference,
      Caller caller,
      ServerWebExchange exchange) {
    AllocationV2Request request = new AllocationV2Request(exchange, deadlines.allocationRead());
    Field<Sku> of = request.sku(sku);
    Field<Batch.Reference> batch = request.reference(reference);
    request.orRefuse();
    caller.require(STOCK, ALLOCATIONS);
    return request
        .enforce(service.batch(of.get(), batch.get(), request.deadline()))
        .map(AllocationV2Response.BatchV2::from);
  }

  @DeleteMapping("/batches/{reference}")
  Mono<Void> delete(
      @PathVariable String sku,
      @PathVariable String reference,
      Caller caller,
      ServerWebExchange exchange) {
    AllocationV2Request request = new AllocationV2Request(exchange, deadlines.allocationWrite());
    Field<Sku> of = request.sku(sku);
    Field<Batch.Reference> batch = request.reference(reference);
    request.orRefuse();
    caller.require(STOCK);
    exchange.getResponse().setStatusCode(HttpStatus.NO_CONTENT);
    return request.enforce(service.delete(of.get(), batch.get(), request.deadline()));
  }

  @GetMapping(path = "/lines", produces = JSON)
  Mono<AllocationV2Response.LinesV2> lines(
      @PathVariable String sku, Caller caller, ServerWebExchange exchange) {
    AllocationV2Request request = new AllocationV2Request(exchange, deadlines.allocationRead());
    Field<Sku> of = request.sku(sku);
    Field<OrderLine.State> state = request.state();
    Field<Batch.Reference> batch = request.batch();
    Optional<After> after = request.afterOf(of);
    request.orRefuse();
    caller.require(STOCK, ALLOCATIONS);
    return request
        .enforce(
            service.lines(
                of.get(),
                state.orElse(OrderLine.State.ALLOCATED),
                Optional.ofNullable(batch.value()),
                after,
                MOST_LINES + 1,
                request.deadline()))
        .map(
            found ->
                AllocationV2Response.LinesV2.from(
                    found, MOST_LINES, line -> batch.value() == null ? 0 : line.since()));
  }

  @GetMapping(path = "/audit", produces = JSON)
  Mono<AllocationV2Response.AuditV2> audit(
      @PathVariable String sku, Caller caller, ServerWebExchange exchange) {
    AllocationV2Request request = new AllocationV2Request(exchange, deadlines.allocationAudit());
    Field<Sku> of = request.sku(sku);
    request.orRefuse();
    caller.require(STOCK);
    return request
        .enforce(service.audit(of.get(), request.deadline()))
        .map(differences -> AllocationV2Response.AuditV2.from(of.get(), differences));
  }

  @ModelAttribute
  void neverKept(ServerWebExchange exchange) {
    exchange.getResponse().getHeaders().setCacheControl("no-store");
  }
}
