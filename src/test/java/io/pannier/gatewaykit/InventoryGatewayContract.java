package io.pannier.gatewaykit;

import io.pannier.inventory.domain.model.StockLevel;
import io.pannier.inventory.domain.port.InventoryGateway;
import io.pannier.shared.model.Answers;
import io.pannier.shared.model.Deadline;
import io.pannier.shared.model.ProductAtLocation;
import io.pannier.shared.model.ProductId.Sku;
import io.pannier.shared.model.Provenance.Source;
import io.pannier.shared.model.SellingLocationId;
import io.pannier.shared.model.Upcs;
import java.util.Set;
import reactor.core.publisher.Mono;

/** What every adapter of an inventory promises. */
public abstract class InventoryGatewayContract
    extends GatewayContract<ProductAtLocation, StockLevel> {

  private static final SellingLocationId LOCATION = new SellingLocationId(412);

  protected abstract InventoryGateway gateway();

  @Override
  protected final Mono<Answers<ProductAtLocation, StockLevel>> find(
      Set<ProductAtLocation> asked, Deadline deadline) {
    return gateway().find(asked, deadline);
  }

  /** At location 412. */
  @Override
  protected final ProductAtLocation key(int number) {
    return new ProductAtLocation(Upcs.numbered(number), LOCATION);
  }

  @Override
  protected final ProductAtLocation keyOfASku() {
    return new ProductAtLocation(new Sku("LAMP-1"), LOCATION);
  }

  /** So many of it, with no arrival known. */
  @Override
  protected final StockLevel value(int number) {
    return StockLevel.of(number, null);
  }

  @Override
  protected final Source source() {
    return Source.INVENTORY;
  }
}
