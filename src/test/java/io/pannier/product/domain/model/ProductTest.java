package io.pannier.product.domain.model;

import static io.pannier.product.ProductFixture.ELEVEN;
import static io.pannier.product.ProductFixture.ONLINE;
import static io.pannier.product.ProductFixture.PROMOTION;
import static io.pannier.product.ProductFixture.TISSUES;
import static io.pannier.product.ProductFixture.item;
import static org.assertj.core.api.Assertions.assertThat;

import io.pannier.catalog.domain.model.CatalogItem;
import io.pannier.inventory.domain.model.StockLevel;
import io.pannier.pricing.domain.model.Price;
import io.pannier.shared.model.Answer;
import io.pannier.shared.model.Answer.Reason;
import io.pannier.shared.model.Answers;
import io.pannier.shared.model.Provenance;
import io.pannier.shared.model.Provenance.Source;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProductTest {

  private static final Instant NOW = Instant.parse("2026-11-20T10:15:00Z");

  private static final Answer<CatalogItem> KNOWN =
      Answer.found(item(TISSUES), Provenance.fresh(Source.CATALOG, NOW));
  private static final Answer<Price> PRICED =
      Answer.found(PROMOTION, Provenance.fresh(Source.PRICING, NOW));
  private static final Answer<StockLevel> STOCKED =
      Answer.found(ELEVEN, Provenance.fresh(Source.INVENTORY, NOW));
  private static final Answer<StockLevel> FROM_LEGACY =
      Answer.found(
          ELEVEN, Provenance.fresh(Source.LEGACY_INVENTORY, NOW).asFallback(Reason.TIMEOUT));

  @Test
  void is_missing_only_where_the_catalog_says_so() {
    Answer<CatalogItem> none = Answer.notFound(Provenance.fresh(Source.CATALOG, NOW));

    assertThat(page(none, PRICED, STOCKED).isMissing()).isTrue();
    assertThat(page(KNOWN, PRICED, STOCKED).isMissing()).isFalse();
    assertThat(page(Answer.unavailable(Reason.TIMEOUT), PRICED, STOCKED).isMissing()).isFalse();
  }

  @Test
  void cannot_be_shown_without_its_catalog_entry() {
    Product page = page(Answer.unavailable(Reason.THROTTLED), PRICED, STOCKED);

    assertThat(page.obstacle(false)).contains(Reason.THROTTLED);
  }

  @Test
  void can_be_shown_without_price_and_stock_unless_the_asker_is_strict() {
    Product page =
        page(KNOWN, Answer.unavailable(Reason.TIMEOUT), Answer.unavailable(Reason.UPSTREAM_ERROR));

    assertThat(page.obstacle(false)).isEmpty();
    assertThat(page.obstacle(true)).contains(Reason.UPSTREAM_ERROR);
  }

  @Test
  void substitute_from_the_legacy_inventory_is_no_obstacle() {
    assertThat(page(KNOWN, PRICED, FROM_LEGACY).obstacle(true)).isEmpty();
  }

  @Test
  void price_that_does_not_exist_is_no_obstacle() {
    Answer<Price> none = Answer.notFound(Provenance.fresh(Source.PRICING, NOW));

    assertThat(page(KNOWN, none, STOCKED).obstacle(true)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"FRESH,false", "CACHED,false", "STALE,true"})
  void is_degraded_by_what_is_past_its_lifetime(Answer.Status status, boolean degraded) {
    Reason reason = status == Answer.Status.STALE ? Reason.TIMEOUT : null;
    Answer<CatalogItem> item =
        Answer.found(item(TISSUES), new Provenance(Source.CATALOG, NOW, status, reason));

    assertThat(page(item, PRICED, STOCKED).sections().areDegraded()).isEqualTo(degraded);
  }

  @Test
  void is_degraded_by_fallbacks_and_by_what_is_unavailable() {
    assertThat(page(KNOWN, PRICED, FROM_LEGACY).sections().areDegraded()).isTrue();
    assertThat(page(KNOWN, Answer.unavailable(Reason.TIMEOUT), STOCKED).sections().areDegraded())
        .isTrue();
    assertThat(
            page(KNOWN, Answer.notFound(Provenance.fresh(Source.PRICING, NOW)), STOCKED)
                .sections()
                .areDegraded())
        .isFalse();
  }

  @Test
  void has_no_section_for_a_service_that_was_not_asked() {
    Product page =
        new Product(
            TISSUES,
            ProductSelection.of(ProductField.CATALOG_NAME),
            KNOWN,
            Answers.none(),
            Answers.none());

    assertThat(page.sections().catalog()).isPresent();
    assertThat(page.sections().pricing()).isEmpty();
    assertThat(page.sections().inventory()).isEmpty();
  }

  private static Product page(
      Answer<CatalogItem> item, Answer<Price> price, Answer<StockLevel> stock) {
    return new Product(
        TISSUES,
        ProductSelection.ALL,
        item,
        new Answers<>(Map.of(ONLINE, price)),
        new Answers<>(Map.of(ONLINE, stock)));
  }
}
