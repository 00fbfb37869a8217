package io.pannier.product.domain.model;

import io.pannier.shared.model.Answer.Reason;
import io.pannier.shared.model.ProductId;
import io.pannier.shared.model.SectionSummary;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The result of a query: each product is shown, missing or unresolved, in the order asked.
 *
 * @param missing products that the catalog does not have
 * @param unresolved products of which something needed is unavailable, and why
 */
public record QueriedProducts(
    List<Product> shown,
    List<ProductId> missing,
    Map<ProductId, Reason> unresolved,
    Product.Sections sections) {

  public QueriedProducts {
    shown = List.copyOf(shown);
    missing = List.copyOf(missing);
    unresolved = Collections.unmodifiableMap(new LinkedHashMap<>(unresolved));
  }

  /**
   * Sorts the pages.
   *
   * @param strict an unknown price or stock level leaves a product unresolved
   */
  public static QueriedProducts of(List<Product> asked, boolean strict) {
    List<Product> shown = new ArrayList<>();
    List<ProductId> missing = new ArrayList<>();
    Map<ProductId, Reason> unresolved = new LinkedHashMap<>();
    for (Product product : asked) {
      Optional<Reason> obstacle = product.obstacle(strict);
      if (product.isMissing()) {
        missing.add(product.id());
      } else if (obstacle.isPresent()) {
        unresolved.put(product.id(), obstacle.get());
      } else {
        shown.add(product);
      }
    }
    return new QueriedProducts(shown, missing, unresolved, sections(asked));
  }

  /** The worst reason, if every product is unresolved. */
  public Optional<Reason> obstacle() {
    return shown.isEmpty() && missing.isEmpty()
        ? unresolved.values().stream().max(Reason::compareTo)
        : Optional.empty();
  }

  /**
   * Without prices and stock of products that the catalog does not have: they say nothing about
   * what is shown.
   */
  private static Product.Sections sections(List<Product> asked) {
    List<Product> existing =
        asked.stream()
            .filter(product -> !product.isMissing() && product.obstacle(false).isEmpty())
            .toList();
    return new Product.Sections(
        SectionSummary.of(asked.stream().flatMap(p -> p.catalogAnswers().stream()).toList()),
        SectionSummary.of(existing.stream().flatMap(p -> p.pricing().all().stream()).toList()),
        SectionSummary.of(existing.stream().flatMap(p -> p.inventory().all().stream()).toList()));
  }
}
