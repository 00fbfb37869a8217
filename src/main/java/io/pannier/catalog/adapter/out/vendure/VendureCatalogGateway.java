package io.pannier.catalog.adapter.out.vendure;

import io.pannier.catalog.domain.model.CatalogItem;
import io.pannier.catalog.domain.port.CatalogGateway;
import io.pannier.shared.model.Answer;
import io.pannier.shared.model.Answers;
import io.pannier.shared.model.Deadline;
import io.pannier.shared.model.ProductId;
import io.pannier.shared.upstream.Batches;
import io.pannier.shared.vendure.Variants;
import io.pannier.shared.vendure.VendureClient;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Asks Vendure about its variants, at most 100 products a call and one call at a time. */
final class VendureCatalogGateway implements CatalogGateway {

  private static final int MOST = 100;

  /** As of the reference catalog: {@code resilience4j.bulkhead} counts on it. */
  private static final int AT_ONCE = 1;

  private static final String DOCUMENT =
      """
      query ($skus: [String!]!) {
        productVariants(options: {filter: {sku: {in: $skus}}, take: 1000}) {
          totalItems
          items {
            sku name enabled
            facetValues { code name facet { code } }
            featuredAsset { type preview }
            assets { type preview }
            product {
              enabled description
              facetValues { code name facet { code } }
              featuredAsset { type preview }
              assets { type preview }
            }
          }
        }
      }""";

  private final VendureClient client;
  private final @Nullable String channel;
  private final VariantTranslator translator;

  VendureCatalogGateway(
      VendureClient client, @Nullable String channel, VariantTranslator translator) {
    this.client = client;
    this.channel = channel;
    this.translator = translator;
  }

  @Override
  public Mono<Answers<ProductId, CatalogItem>> find(
      Set<ProductId> ids, Locale language, Deadline deadline) {
    List<Set<ProductId>> parts = Batches.split(ids, MOST);
    return Batches.askAll(ids, parts, AT_ONCE, part -> lookUp(part, language, deadline));
  }

  private Mono<Answers<ProductId, CatalogItem>> lookUp(
      Set<ProductId> part, Locale language, Deadline deadline) {
    return client.find(
        part,
        Function.identity(),
        new VendureClient.Question(DOCUMENT, channel, language),
        deadline,
        (asked, data, received) ->
            Variants.answers(
                asked,
                Function.identity(),
                data.path("productVariants"),
                received,
                (id, variant) -> Answer.found(translator.translate(id, variant), received)));
  }
}
