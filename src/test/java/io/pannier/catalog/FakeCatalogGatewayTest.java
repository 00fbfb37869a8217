package io.pannier.catalog;

import io.pannier.catalog.domain.model.CatalogItem;
import io.pannier.shared.model.Answers;
import io.pannier.shared.model.Deadline;
import io.pannier.shared.model.GatewayContract;
import io.pannier.shared.model.Reason;
import io.pannier.shared.model.Upc;
import io.pannier.shared.model.Upcs;
import java.util.List;
import java.util.Set;
import reactor.core.publisher.Mono;

class FakeCatalogGatewayTest extends GatewayContract<Upc, CatalogItem> {

  private final FakeCatalogGateway gateway = new FakeCatalogGateway();

  @Override
  protected Mono<Answers<Upc, CatalogItem>> find(Set<Upc> asked, Deadline deadline) {
    return gateway.find(asked, deadline);
  }

  @Override
  protected Upc key(int number) {
    return Upcs.numbered(number);
  }

  @Override
  protected CatalogItem value(int number) {
    return CatalogItems.active(key(number));
  }

  @Override
  protected void upstreamHas(List<Integer> numbers) {
    numbers.forEach(number -> gateway.has(value(number)));
  }

  @Override
  protected void upstreamFails() {
    gateway.isDown(Reason.UPSTREAM_ERROR);
  }

  @Override
  protected int calls() {
    return gateway.questions().size();
  }
}
