package io.pannier.contract;

import java.util.ArrayList;
import java.util.List;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.web.reactive.function.client.ClientRequest;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.ExchangeFilterFunction;
import org.springframework.web.reactive.function.client.ExchangeFunction;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Holds what passes to the contracts, whatever a test asserts of it besides. */
final class ContractFilter implements ExchangeFilterFunction {

  private final ApiContracts contracts;
  private final ContractCoverage coverage;

  ContractFilter(ApiContracts contracts, ContractCoverage coverage) {
    this.contracts = contracts;
    this.coverage = coverage;
  }

  @Override
  public Mono<ClientResponse> filter(ClientRequest request, ExchangeFunction next) {
    if (!request.url().getRawPath().matches("/v[0-9]+(/.*)?")) {
      return next.exchange(request);
    }
    RequestRecorder recorder = new RequestRecorder();
    return next.exchange(recorder.recording(request))
        .flatMap(
            response ->
                response
                    .bodyToMono(byte[].class)
                    .defaultIfEmpty(new byte[0])
                    .map(body -> checked(request, recorder, response, body)));
  }

  private ClientResponse checked(
      ClientRequest request, RequestRecorder sent, ClientResponse response, byte[] body) {
    HttpExchange exchange =
        new HttpExchange(
            request.method(),
            request.url(),
            sent.headers(),
            sent.body(),
            response.statusCode().value(),
            response.headers().asHttpHeaders(),
            body);
    List<String> deviations = new ArrayList<>(contracts.deviations(exchange));
    if (exchange.status() == 500) {
      deviations.add("a 500 is always a defect");
    }
    if (!deviations.isEmpty()) {
      throw new ContractDeviationException(exchange, deviations);
    }
    contracts
        .operationFor(exchange.method(), exchange.uri().getRawPath())
        .ifPresent(operation -> coverage.record(operation, exchange.status()));
    return response
        .mutate()
        .body(Flux.just(DefaultDataBufferFactory.sharedInstance.wrap(body)))
        .build();
  }
}
