package io.pannier.pricing.adapter.out.vendure;

import com.fasterxml.jackson.databind.JsonNode;
import io.pannier.pricing.domain.model.Price;
import io.pannier.pricing.domain.port.PricingGateway;
import io.pannier.shared.model.Answer;
import io.pannier.shared.model.Answers;
import io.pannier.shared.model.Deadline;
import io.pannier.shared.model.ProductAtLocation;
import io.pannier.shared.model.Provenance;
import io.pannier.shared.upstream.Flaws;
import io.pannier.shared.vendure.Variants;
import io.pannier.shared.vendure.VendureLocations;
import java.util.Set;
import reactor.core.publisher.Mono;

/** Asks Vendure for prices, one channel a question: each has its own. */
final class VendurePricingGateway implements PricingGateway {

  /**
   * Of a variant {@code prices} only: its {@code price} is net whatever the channel says, and one
   * variant that has none would make the whole answer null.
   */
  private static final String DOCUMENT =
      """
      query ($skus: [String!]!) {
        activeChannel { defaultCurrencyCode pricesIncludeTax }
        globalSettings { serverConfig { moneyStrategyPrecision } }
        productVariants(options: {filter: {sku: {in: $skus}}, take: 1000}) {
          totalItems
          items { sku prices { currencyCode price } }
        }
      }""";

  private final VendureLocations locations;
  private final boolean zeroMeansUnpriced;
  private final Flaws flaws;

  VendurePricingGateway(VendureLocations locations, boolean zeroMeansUnpriced, Flaws flaws) {
    this.locations = locations;
    this.zeroMeansUnpriced = zeroMeansUnpriced;
    this.flaws = flaws;
  }

  @Override
  public Mono<Answers<ProductAtLocation, Price>> find(
      Set<ProductAtLocation> products, Deadline deadline) {
    return locations.find(products, DOCUMENT, deadline, this::read);
  }

  private Answers<ProductAtLocation, Price> read(
      Set<ProductAtLocation> asked, JsonNode data, Provenance received) {
    ChannelPrices channel = ChannelPrices.of(data, zeroMeansUnpriced, flaws);
    return Variants.answers(
        asked,
        ProductAtLocation::id,
        data.path("productVariants"),
        received,
        (product, variant) ->
            channel
                .priceOf(product, variant)
                .map(price -> Answer.found(price, received))
                .orElseGet(() -> Answer.notFound(received)));
  }
}
