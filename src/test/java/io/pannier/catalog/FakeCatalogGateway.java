package io.pannier.catalog;

import io.pannier.catalog.domain.model.CatalogItem;
import io.pannier.catalog.domain.port.CatalogGateway;
import io.pannier.shared.model.FakeGateway;
import io.pannier.shared.model.ProductId;
import io.pannier.shared.model.Provenance.Source;

/** A catalog in memory. */
public final class FakeCatalogGateway
    extends FakeGateway<ProductId, CatalogItem, FakeCatalogGateway> implements CatalogGateway {

  public FakeCatalogGateway() {
    super(Source.CATALOG);
  }

  /** It has this product, fresh. */
  public FakeCatalogGateway has(CatalogItem item) {
    return has(item.id(), item);
  }

  @Override
  protected FakeCatalogGateway self() {
    return this;
  }
}
