package io.pannier.testkit;

import io.pannier.inventory.domain.model.StockLevel;
import io.pannier.inventory.domain.port.InventoryGateway;
import io.pannier.shared.model.ProductAtLocation;
import io.pannier.shared.model.Provenance.Source;

/** An inventory in memory. */
public final class FakeInventoryGateway
    extends FakeGateway<ProductAtLocation, StockLevel, FakeInventoryGateway>
    implements InventoryGateway {

  public FakeInventoryGateway() {
    this(Source.INVENTORY);
  }

  private FakeInventoryGateway(Source source) {
    super(source);
  }

  /** One whose answers come from the legacy inventory. */
  public static FakeInventoryGateway legacy() {
    return new FakeInventoryGateway(Source.LEGACY_INVENTORY);
  }

  @Override
  protected FakeInventoryGateway self() {
    return this;
  }
}
