package io.pannier.inventory;

import io.pannier.inventory.domain.model.StockLevel;
import io.pannier.shared.model.FakeGatewayContract;
import io.pannier.shared.model.ProductAtLocation;
import io.pannier.shared.model.SellingLocationId;
import io.pannier.shared.model.Upcs;

class FakeInventoryGatewayTest extends FakeGatewayContract<ProductAtLocation, StockLevel> {

  FakeInventoryGatewayTest() {
    super(new FakeInventoryGateway());
  }

  @Override
  protected ProductAtLocation key(int number) {
    return new ProductAtLocation(Upcs.numbered(number), new SellingLocationId(412));
  }

  @Override
  protected StockLevel value(int number) {
    return StockLevel.of(number, null);
  }
}
