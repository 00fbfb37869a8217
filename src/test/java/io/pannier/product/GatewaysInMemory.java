package io.pannier.product;

import static io.pannier.product.ProductFixture.ELEVEN;
import static io.pannier.product.ProductFixture.PROMOTION;
import static io.pannier.product.ProductFixture.at;
import static io.pannier.product.ProductFixture.item;

import io.pannier.catalog.FakeCatalogGateway;
import io.pannier.inventory.FakeInventoryGateway;
import io.pannier.offer.domain.OfferFinder;
import io.pannier.pricing.FakePricingGateway;
import io.pannier.product.domain.ProductFactory;
import io.pannier.shared.model.ProductId;
import io.pannier.shared.model.SellingLocationId;
import java.util.List;

/** The three gateways that product pages need, in memory. */
public record GatewaysInMemory(
    FakeCatalogGateway catalog, FakePricingGateway pricing, FakeInventoryGateway inventory) {

  public static GatewaysInMemory empty() {
    return new GatewaysInMemory(
        new FakeCatalogGateway(), new FakePricingGateway(), new FakeInventoryGateway());
  }

  /** All of them know this product, at this location. */
  public GatewaysInMemory selling(ProductId id, SellingLocationId location) {
    catalog.has(item(id));
    pricing.has(at(id, location), PROMOTION);
    inventory.has(at(id, location), ELEVEN);
    return this;
  }

  public ProductFactory factory() {
    return new ProductFactory(new OfferFinder(catalog, pricing, inventory));
  }

  /** How often catalog, pricing and inventory were asked. */
  public List<Integer> questions() {
    return List.of(
        catalog.questions().size(), pricing.questions().size(), inventory.questions().size());
  }
}
