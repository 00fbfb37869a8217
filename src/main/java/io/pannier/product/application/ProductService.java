package io.pannier.product.application;

import io.pannier.product.domain.ProductFactory;
import io.pannier.product.domain.model.Product;
import io.pannier.product.domain.model.QueriedProducts;
import io.pannier.shared.model.Answer.Reason;
import io.pannier.shared.model.SellingLocationId;
import java.util.Optional;
import java.util.Set;
import reactor.core.publisher.Mono;

/** Product pages, one or several at a time. */
public final class ProductService {

  private final ProductFactory factory;
  private final SellingLocationId defaultLocation;

  public ProductService(ProductFactory factory, SellingLocationId defaultLocation) {
    this.factory = factory;
    this.defaultLocation = defaultLocation;
  }

  /**
   * One page.
   *
   * @return the page; or {@link Product.RefusedException} if the catalog has no such product, or an
   *     answer that is needed is unavailable
   */
  public Mono<Product> view(ProductQuery.One query) {
    return factory
        .compose(
            Set.of(query.id()),
            orDefault(query.locations()),
            query.selection(),
            query.language(),
            query.deadline())
        .map(pages -> shown(pages.get(0), query.strict()));
  }

  /**
   * Several pages, asked for in one batch a gateway.
   *
   * @return each product as shown, missing or unresolved; or {@link Product.RefusedException} if
   *     all of them are unresolved
   */
  public Mono<QueriedProducts> view(ProductQuery.Several query) {
    return factory
        .compose(
            query.ids(),
            orDefault(query.locations()),
            query.selection(),
            query.language(),
            query.deadline())
        .map(pages -> answered(QueriedProducts.of(pages, query.strict())));
  }

  private static Product shown(Product page, boolean strict) {
    if (page.isMissing()) {
      throw Product.RefusedException.notFound(page.id());
    }
    refuseIf(page.obstacle(strict));
    return page;
  }

  private static QueriedProducts answered(QueriedProducts products) {
    refuseIf(products.obstacle());
    return products;
  }

  private static void refuseIf(Optional<Reason> obstacle) {
    if (obstacle.isPresent()) {
      throw Product.RefusedException.unavailable(obstacle.get());
    }
  }

  private Set<SellingLocationId> orDefault(Set<SellingLocationId> asked) {
    return asked.isEmpty() ? Set.of(defaultLocation) : asked;
  }
}
