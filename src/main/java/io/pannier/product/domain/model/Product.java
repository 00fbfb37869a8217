package io.pannier.product.domain.model;

import io.pannier.catalog.domain.model.CatalogItem;
import io.pannier.inventory.domain.model.StockLevel;
import io.pannier.pricing.domain.model.Price;
import io.pannier.shared.model.Answer;
import io.pannier.shared.model.Answer.Reason;
import io.pannier.shared.model.Answers;
import io.pannier.shared.model.ProductId;
import io.pannier.shared.model.SectionSummary;
import io.pannier.shared.model.SellingLocationId;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A product page: the answers of the services that were asked about one product.
 *
 * @param catalog absent where the catalog was not asked
 * @param pricing by location; of nothing where pricing was not asked
 * @param inventory by location; of nothing where the inventory was not asked
 */
public record Product(
    ProductId id,
    ProductSelection selection,
    @Nullable Answer<CatalogItem> catalog,
    Answers<SellingLocationId, Price> pricing,
    Answers<SellingLocationId, StockLevel> inventory) {

  /** Only the catalog knows what exists; where it was not asked, nothing is missing. */
  public boolean isMissing() {
    return catalog != null && catalog.<Boolean>fold(found -> false, none -> true, u -> false);
  }

  /**
   * Why this page cannot be shown: without the catalog there is no page, while a price or a stock
   * level may be unknown. Empty if it can.
   *
   * @param strict an unknown price or stock level counts as well
   */
  public Optional<Reason> obstacle(boolean strict) {
    Stream<Answer<?>> needed =
        strict
            ? Stream.of(catalogAnswers(), pricing.all(), inventory.all())
                .flatMap(Collection::stream)
            : Stream.of(catalogAnswers()).flatMap(Collection::stream);
    return needed.flatMap(answer -> whyUnavailable(answer).stream()).max(Comparator.naturalOrder());
  }

  public Sections sections() {
    return new Sections(
        SectionSummary.of(catalogAnswers()),
        SectionSummary.of(pricing.all()),
        SectionSummary.of(inventory.all()));
  }

  List<Answer<CatalogItem>> catalogAnswers() {
    return catalog == null ? List.of() : List.of(catalog);
  }

  private static Optional<Reason> whyUnavailable(Answer<?> answer) {
    return answer.fold(
        found -> Optional.empty(),
        none -> Optional.empty(),
        unavailable -> Optional.of(unavailable.because()));
  }

  /** What each service contributed; a section is empty where its service was not asked. */
  public record Sections(
      Optional<SectionSummary> catalog,
      Optional<SectionSummary> pricing,
      Optional<SectionSummary> inventory) {

    /** Whether any value is stale, a fallback or unavailable. */
    public boolean areDegraded() {
      return Stream.of(catalog, pricing, inventory)
          .flatMap(Optional::stream)
          .anyMatch(section -> section.status().compareTo(Answer.Status.NOT_FOUND) > 0);
    }

    /** How long all of this may be shown again without asking; zero if a part of it is not kept. */
    public Duration goodFor() {
      return Stream.of(catalog, pricing, inventory)
          .flatMap(Optional::stream)
          .map(SectionSummary::goodFor)
          .min(Comparator.naturalOrder())
          .orElse(Duration.ZERO);
    }
  }

  /**
   * A product page is refused: the catalog has no such product, or an answer that is needed is
   * unavailable.
   */
  public static final class RefusedException extends RuntimeException {

    private final String detail;
    private final @Nullable Reason reason;

    private RefusedException(String detail, @Nullable Reason reason) {
      super(detail, null, false, false);
      this.detail = detail;
      this.reason = reason;
    }

    public static RefusedException notFound(ProductId id) {
      return new RefusedException("The catalog has no product " + id + ".", null);
    }

    public static RefusedException unavailable(Reason reason) {
      return new RefusedException("What was asked for is unavailable.", reason);
    }

    /** What happened; may be shown to the client. */
    public String detail() {
      return detail;
    }

    /** Why an answer is unavailable; empty where there is no such product. */
    public Optional<Reason> reason() {
      return Optional.ofNullable(reason);
    }
  }
}
