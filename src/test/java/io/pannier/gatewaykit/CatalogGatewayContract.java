package io.pannier.gatewaykit;

import io.pannier.catalog.CatalogItems;
import io.pannier.catalog.domain.model.CatalogItem;
import io.pannier.catalog.domain.port.CatalogGateway;
import io.pannier.shared.model.Answers;
import io.pannier.shared.model.Deadline;
import io.pannier.shared.model.ProductId;
import io.pannier.shared.model.ProductId.Sku;
import io.pannier.shared.model.ProductId.Upc;
import io.pannier.shared.model.Provenance.Source;
import io.pannier.shared.model.Upcs;
import java.util.Set;
import reactor.core.publisher.Mono;

/** What every adapter of a catalog promises. Lines hold at most 999 of a product. */
public abstract class CatalogGatewayContract extends GatewayContract<ProductId, CatalogItem> {

  protected abstract CatalogGateway gateway();

  @Override
  protected final Mono<Answers<ProductId, CatalogItem>> find(
      Set<ProductId> asked, Deadline deadline) {
    return gateway().find(asked, deadline);
  }

  @Override
  protected final Upc key(int number) {
    return Upcs.numbered(number);
  }

  @Override
  protected final Sku keyOfASku() {
    return new Sku("LAMP-1");
  }

  /** On sale, without rules of its own: named "Product" and its GTIN, with nothing optional. */
  @Override
  protected final CatalogItem value(int number) {
    return CatalogItems.active(key(number));
  }

  @Override
  protected final Source source() {
    return Source.CATALOG;
  }
}
