package io.pannier.inventory;

import io.pannier.inventory.domain.model.StockLevel;
import io.pannier.shared.model.Answers;
import io.pannier.shared.model.Deadline;
import io.pannier.shared.model.GatewayContract;
import io.pannier.shared.model.ProductAtLocation;
import io.pannier.shared.model.Reason;
import io.pannier.shared.model.SellingLocationId;
import io.pannier.shared.model.Upcs;
import java.util.List;
import java.util.Set;
import reactor.core.publisher.Mono;

class FakeInventoryGatewayTest extends GatewayContract<ProductAtLocation, StockLevel> {

  private final FakeInventoryGateway gateway = new FakeInventoryGateway();

  @Override
  protected Mono<Answers<ProductAtLocation, StockLevel>> find(
      Set<ProductAtLocation> asked, Deadline deadline) {
    return gateway.find(asked, deadline);
  }

  @Override
  protected ProductAtLocation key(int number) {
    return new ProductAtLocation(Upcs.numbered(number), new SellingLocationId(412));
  }

  @Override
  protected StockLevel value(int number) {
    return StockLevel.of(number, null);
  }

  @Override
  protected void upstreamHas(List<Integer> numbers) {
    numbers.forEach(number -> gateway.has(key(number), value(number)));
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
