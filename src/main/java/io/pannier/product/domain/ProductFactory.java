package io.pannier.product.domain;

import io.pannier.offer.domain.OfferFinder;
import io.pannier.offer.domain.model.Offers;
import io.pannier.offer.domain.model.Section;
import io.pannier.product.domain.model.Product;
import io.pannier.product.domain.model.ProductSelection;
import io.pannier.shared.model.Answer;
import io.pannier.shared.model.Answers;
import io.pannier.shared.model.Deadline;
import io.pannier.shared.model.ProductAtLocation;
import io.pannier.shared.model.ProductId;
import io.pannier.shared.model.SellingLocationId;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import reactor.core.publisher.Mono;

/** Composes product pages of the offers of their products. */
public final class ProductFactory {

  /** Time that the gateways do not get, so that a page can still be sent after their deadline. */
  private static final Duration COMPOSING = Duration.ofMillis(20);

  private final OfferFinder finder;

  public ProductFactory(OfferFinder finder) {
    this.finder = finder;
  }

  /**
   * The pages of these products; gateways that the selection does not need are not asked.
   *
   * @return in the order asked; never an error
   */
  public Mono<List<Product>> compose(
      Set<ProductId> ids,
      Set<SellingLocationId> locations,
      ProductSelection selection,
      Locale language,
      Deadline deadline) {
    return finder
        .ask(
            everywhere(ids, locations),
            selection.sections(),
            Offers.NONE,
            language,
            deadline.minus(COMPOSING))
        .map(offers -> ids.stream().map(id -> page(id, locations, selection, offers)).toList());
  }

  private static Set<ProductAtLocation> everywhere(
      Set<ProductId> ids, Set<SellingLocationId> locations) {
    Set<ProductAtLocation> products = new LinkedHashSet<>();
    ids.forEach(
        id -> locations.forEach(location -> products.add(new ProductAtLocation(id, location))));
    return products;
  }

  private static Product page(
      ProductId id, Set<SellingLocationId> locations, ProductSelection selection, Offers offers) {
    return new Product(
        id,
        selection,
        selection.needs(Section.CATALOG) ? offers.catalog().about(id) : null,
        selection.needs(Section.PRICING) ? at(locations, id, offers.pricing()) : Answers.none(),
        selection.needs(Section.INVENTORY)
            ? at(locations, id, offers.inventory())
            : Answers.none());
  }

  private static <T> Answers<SellingLocationId, T> at(
      Set<SellingLocationId> locations, ProductId id, Answers<ProductAtLocation, T> answers) {
    Map<SellingLocationId, Answer<T>> byLocation = new LinkedHashMap<>();
    locations.forEach(
        location -> byLocation.put(location, answers.about(new ProductAtLocation(id, location))));
    return new Answers<>(byLocation);
  }
}
