package io.pannier.offer.domain.model;

import io.pannier.catalog.domain.model.CatalogItem;
import io.pannier.inventory.domain.model.StockLevel;
import io.pannier.pricing.domain.model.Price;
import io.pannier.shared.model.Answer;
import io.pannier.shared.model.Answers;
import io.pannier.shared.model.ProductAtLocation;
import io.pannier.shared.model.ProductId;
import java.util.Optional;

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

  private static <K, T> Optional<Answer<T>> answer(Answers<K, T> answers, K key) {
    return Optional.ofNullable(answers.byKey().get(key));
  }
}
