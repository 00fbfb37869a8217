package io.pannier.catalog;

import io.pannier.catalog.domain.model.CatalogItem;
import io.pannier.shared.model.FakeGatewayContract;
import io.pannier.shared.model.ProductId;
import io.pannier.shared.model.ProductId.Upc;
import io.pannier.shared.model.Upcs;

class FakeCatalogGatewayTest extends FakeGatewayContract<ProductId, CatalogItem> {

  FakeCatalogGatewayTest() {
    super(new FakeCatalogGateway());
  }

  @Override
  protected Upc key(int number) {
    return Upcs.numbered(number);
  }

  @Override
  protected CatalogItem value(int number) {
    return CatalogItems.active(key(number));
  }
}
