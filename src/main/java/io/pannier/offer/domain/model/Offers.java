package io.pannier.offer.domain.model;

import io.pannier.catalog.domain.model.CatalogItem;
import io.pannier.inventory.domain.model.StockLevel;
import io.pannier.pricing.domain.model.Price;
import io.pannier.shared.model.Answer;
import io.pannier.shared.model.Answers;
import io.pannier.shared.model.ProductAtLocation;
import io.pannier.shared.model.ProductId;
import java.util.Optional;
import java.util.Set;

/** What the gateways answered about several products; what was not asked is not there. */
public record Offers(
    Answers<ProductId, CatalogItem> catalog,
    Answers<ProductAtLocation, Price> pricing,
    Answers<ProductAtLocation, StockLevel> inventory) {

  public static final Offers NONE = new Offers(Answers.none(), Answers.none(), Answers.none());

  public Offer about(ProductAtLocation product) {
    return new Offer(
        answer(catalog, product.id()), answer(pricing, product), answer(inventory, product));
  }

  /** Whether all of these were asked about, in each of these sections. */
  public boolean cover(Set<ProductAtLocation> products, Set<Section> sections) {
    return products.stream()
        .map(this::about)
        .allMatch(
            offer ->
                (!sections.contains(Section.CATALOG) || offer.product().isPresent())
                    && (!sections.contains(Section.PRICING) || offer.price().isPresent())
                    && (!sections.contains(Section.INVENTORY) || offer.stock().isPresent()));
  }

  private static <K, T> Optional<Answer<T>> answer(Answers<K, T> answers, K key) {
    return Optional.ofNullable(answers.byKey().get(key));
  }
}
