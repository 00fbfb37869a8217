package io.pannier.product.domain;

import io.pannier.catalog.domain.model.CatalogItem;
import io.pannier.catalog.domain.port.CatalogGateway;
import io.pannier.inventory.domain.model.StockLevel;
import io.pannier.inventory.domain.port.InventoryGateway;
import io.pannier.pricing.domain.model.Price;
import io.pannier.pricing.domain.port.PricingGateway;
import io.pannier.product.domain.model.Product;
import io.pannier.product.domain.model.ProductSelection;
import io.pannier.shared.model.Answer;
import io.pannier.shared.model.Answers;
import io.pannier.shared.model.Deadline;
import io.pannier.shared.model.ProductAtLocation;
import io.pannier.shared.model.Provenance.Source;
import io.pannier.shared.model.SellingLocationId;
import io.pannier.shared.model.Upc;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import reactor.core.publisher.Mono;

/** Puts product pages together from what the gateways answer. */
public final class ProductFactory {

  /** Kept back from the gateways, so that an answer that is cut short can still be shown. */
  private static final Duration COMPOSING = Duration.ofMillis(20);

  private final CatalogGateway catalog;
  private final PricingGateway pricing;
  private final InventoryGateway inventory;

  public ProductFactory(
      CatalogGateway catalog, PricingGateway pricing, InventoryGateway inventory) {
    this.catalog = catalog;
    this.pricing = pricing;
    this.inventory = inventory;
  }

  /**
   * The pages of these products. One question goes to each gateway that the selection needs, all
   * side by side, and none to the others.
   *
   * @return in the order asked; never an error, since gateways always answer
   */
  public Mono<List<Product>> compose(
      Set<Upc> upcs,
      Set<SellingLocationId> locations,
      ProductSelection selection,
      Deadline deadline) {
    Deadline asking = deadline.minus(COMPOSING);
    Set<ProductAtLocation> offers = offers(upcs, locations);
    return Mono.zip(
            ask(selection, Source.CATALOG, () -> catalog.find(upcs, asking)),
            ask(selection, Source.PRICING, () -> pricing.find(offers, asking)),
            ask(selection, Source.INVENTORY, () -> inventory.find(offers, asking)))
        .map(
            answers ->
                upcs.stream()
                    .map(
                        upc ->
                            page(
                                upc,
                                locations,
                                selection,
                                answers.getT1(),
                                answers.getT2(),
                                answers.getT3()))
                    .toList());
  }

  private static <K, T> Mono<Answers<K, T>> ask(
      ProductSelection selection, Source section, Supplier<Mono<Answers<K, T>>> question) {
    return selection.needs(section) ? question.get() : Mono.just(Answers.none());
  }

  private static Product page(
      Upc upc,
      Set<SellingLocationId> locations,
      ProductSelection selection,
      Answers<Upc, CatalogItem> items,
      Answers<ProductAtLocation, Price> prices,
      Answers<ProductAtLocation, StockLevel> stock) {
    return new Product(
        upc,
        selection,
        selection.needs(Source.CATALOG) ? items.about(upc) : null,
        selection.needs(Source.PRICING) ? at(locations, upc, prices) : Answers.none(),
        selection.needs(Source.INVENTORY) ? at(locations, upc, stock) : Answers.none());
  }

  private static <T> Answers<SellingLocationId, T> at(
      Set<SellingLocationId> locations, Upc upc, Answers<ProductAtLocation, T> answers) {
    Map<SellingLocationId, Answer<T>> byLocation = new LinkedHashMap<>();
    locations.forEach(
        location -> byLocation.put(location, answers.about(new ProductAtLocation(upc, location))));
    return new Answers<>(byLocation);
  }

  private static Set<ProductAtLocation> offers(Set<Upc> upcs, Set<SellingLocationId> locations) {
    Set<ProductAtLocation> offers = new LinkedHashSet<>();
    upcs.forEach(
        upc -> locations.forEach(location -> offers.add(new ProductAtLocation(upc, location))));
    return offers;
  }
}
