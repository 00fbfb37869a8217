package io.pannier.shared.model;

import io.pannier.shared.model.Answer.Reason;
import java.util.List;
import java.util.Set;
import reactor.core.publisher.Mono;

/** Fakes keep the contract of the gateways that they stand in for. */
public abstract class FakeGatewayContract<K, T> extends GatewayContract<K, T> {

  private final FakeGateway<K, T, ?> gateway;

  protected FakeGatewayContract(FakeGateway<K, T, ?> gateway) {
    this.gateway = gateway;
  }

  @Override
  protected final Mono<Answers<K, T>> find(Set<K> asked, Deadline deadline) {
    return gateway.find(asked, deadline);
  }

  @Override
  protected final void upstreamHas(List<Integer> numbers) {
    numbers.forEach(number -> gateway.has(key(number), value(number)));
  }

  @Override
  protected final void upstreamFails() {
    gateway.isDown(Reason.UPSTREAM_ERROR);
  }

  @Override
  protected final int calls() {
    return gateway.questions().size();
  }
}
