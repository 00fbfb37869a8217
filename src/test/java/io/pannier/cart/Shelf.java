package io.pannier.cart;

import io.pannier.cart.domain.CartFactory;
import io.pannier.cart.domain.model.CartPolicy;
import io.pannier.catalog.FakeCatalogGateway;
import io.pannier.catalog.domain.model.CatalogItem;
import io.pannier.inventory.FakeInventoryGateway;
import io.pannier.inventory.domain.model.StockLevel;
import io.pannier.offer.domain.OfferFinder;
import io.pannier.pricing.FakePricingGateway;
import io.pannier.pricing.domain.model.Price;
import io.pannier.shared.model.Answer.Reason;
import io.pannier.shared.model.ProductAtLocation;
import java.util.List;

/** What can be put into carts: the three gateways in memory. */
public record Shelf(
    FakeCatalogGateway catalog, FakePricingGateway pricing, FakeInventoryGateway inventory) {

  public static Shelf empty() {
    return new Shelf(
        new FakeCatalogGateway(), new FakePricingGateway(), new FakeInventoryGateway());
  }

  /** This product, for 9.99, with a thousand in stock. */
  public Shelf selling(ProductAtLocation product) {
    return selling(product, CartFixture.price("9.99"), 1000);
  }

  public Shelf selling(ProductAtLocation product, Price price, int available) {
    return selling(CartFixture.item(product.id()), product, price, available);
  }

  public Shelf selling(CatalogItem item, ProductAtLocation product, Price price, int available) {
    catalog.has(item);
    pricing.has(product, price);
    inventory.has(product, StockLevel.of(available, null));
    return this;
  }

  /** Nobody can tell anything any more. */
  public Shelf isDown(Reason reason) {
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

  public CartFactory factory(CartPolicy policy) {
    return new CartFactory(new OfferFinder(catalog, pricing, inventory), policy);
  }
}
