package io.pannier.gatewaykit;

import static org.assertj.core.api.Assertions.assertThat;

import io.pannier.catalog.CatalogItems;
import io.pannier.catalog.domain.model.CatalogItem;
import io.pannier.catalog.domain.port.CatalogGateway;
import io.pannier.shared.model.Answers;
import io.pannier.shared.model.Deadline;
import io.pannier.shared.model.ProductId;
import io.pannier.shared.model.ProductId.Sku;
import io.pannier.shared.model.ProductId.Upc;
import io.pannier.shared.model.Provenance.Source;
import io.pannier.shared.model.Upcs;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

/** What every adapter of a catalog promises. Lines hold at most 999 of a product. */
public abstract class CatalogGatewayContract extends GatewayContract<ProductId, CatalogItem> {

  private static final Map<Locale, String> NAMES =
      Map.of(Locale.ENGLISH, "Facial tissue", Locale.GERMAN, "Kosmetiktuch");

  protected abstract CatalogGateway gateway();

  /**
   * From now on the upstream has this product under a name in each language, and works. {@code
   * Assumptions.abort} where it knows no languages.
   */
  protected abstract void upstreamCalls(int number, Map<Locale, String> names);

  @Test
  void names_are_in_the_language_that_was_asked_for() {
    upstreamCalls(1, NAMES);

    NAMES.forEach(
        (language, name) ->
            assertThat(answered(gateway().find(Set.of(key(1)), language, soon())).all())
                .as(language.toLanguageTag())
                .extracting(answer -> answer.known().map(CatalogItem::name))
                .containsExactly(Optional.of(name)));
  }

  @Override
  protected final Mono<Answers<ProductId, CatalogItem>> find(
      Set<ProductId> asked, Deadline deadline) {
    return gateway().find(asked, Locale.ENGLISH, deadline);
  }

  @Override
  protected final Upc key(int number) {
    return Upcs.numbered(number);
  }

  @Override
  protected final Sku keyOfASku() {
    return new Sku("LAMP-1");
  }

  /** On sale, without rules of its own: named "Product" and its GTIN, with nothing optional. */
  @Override
  protected final CatalogItem value(int number) {
    return CatalogItems.active(key(number));
  }

  @Override
  protected final Source source() {
    return Source.CATALOG;
  }
}
