package io.pannier.testkit;

import io.pannier.cart.CartFixture;
import io.pannier.cart.domain.CartFactory;
import io.pannier.cart.domain.model.CartPolicy;
import io.pannier.catalog.domain.model.CatalogItem;
import io.pannier.inventory.domain.model.StockLevel;
import io.pannier.offer.domain.OfferFinder;
import io.pannier.pricing.domain.model.Price;
import io.pannier.product.ProductFixture;
import io.pannier.product.domain.ProductFactory;
import io.pannier.shared.model.Answer.Reason;
import io.pannier.shared.model.ProductAtLocation;
import io.pannier.shared.model.ProductId;
import io.pannier.shared.model.SellingLocationId;
import java.util.List;

/** Catalog, pricing and inventory in memory. */
public record FakeGateways(
    FakeCatalogGateway catalog, FakePricingGateway pricing, FakeInventoryGateway inventory) {

  /** Which know nothing, and were never asked. */
  public static FakeGateways empty() {
    return new FakeGateways(
        new FakeCatalogGateway(), new FakePricingGateway(), new FakeInventoryGateway());
  }

  /** This product, for 9.99, with a thousand in stock. */
  public FakeGateways selling(ProductAtLocation product) {
    return selling(product, CartFixture.price("9.99"), 1000);
  }

  public FakeGateways selling(ProductAtLocation product, Price price, int available) {
    return selling(CartFixture.item(product.id()), product, price, StockLevel.of(available, null));
  }

  /** A product with something of everything: a promotion, and eleven in stock. */
  public FakeGateways selling(ProductId id, SellingLocationId location) {
    return selling(
        ProductFixture.item(id),
        ProductFixture.at(id, location),
        ProductFixture.PROMOTION,
        ProductFixture.ELEVEN);
  }

  /** All of them know this product, at this location. */
  public FakeGateways selling(
      CatalogItem item, ProductAtLocation product, Price price, StockLevel stock) {
    catalog.has(item);
    pricing.has(product, price);
    inventory.has(product, stock);
    return this;
  }

  /** From now on none of them can tell anything. */
  public FakeGateways isDown(Reason reason) {
    catalog.isDown(reason);
    pricing.isDown(reason);
    inventory.isDown(reason);
    return this;
  }

  /** How often catalog, pricing and inventory were asked. */
  public List<Integer> questions() {
    return List.of(
        catalog.questions().size(), pricing.questions().size(), inventory.questions().size());
  }

  public CartFactory cartFactory(CartPolicy policy) {
    return new CartFactory(finder(), policy);
  }

  public ProductFactory productFactory() {
    return new ProductFactory(finder());
  }

  private OfferFinder finder() {
    return new OfferFinder(catalog, pricing, inventory);
  }
}
