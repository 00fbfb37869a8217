package io.pannier.inventory.adapter.out.vendure;

import com.fasterxml.jackson.databind.JsonNode;
import io.pannier.inventory.domain.model.StockLevel;
import io.pannier.inventory.domain.port.InventoryGateway;
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

/** Asks Vendure for stock, one channel a question: each sells from stock locations of its own. */
final class VendureInventoryGateway implements InventoryGateway {

  /** With the stock locations of the channel: a level that is not there may be out of sight. */
  private static final String DOCUMENT =
      """
      query ($skus: [String!]!) {
        globalSettings { trackInventory outOfStockThreshold }
        stockLocations(options: {take: 1000}) { totalItems items { id } }
        productVariants(options: {filter: {sku: {in: $skus}}, take: 1000}) {
          totalItems
          items {
            sku trackInventory useGlobalOutOfStockThreshold outOfStockThreshold
            stockLevels { stockLocationId stockOnHand stockAllocated }
          }
        }
      }""";

  private final VendureLocations locations;
  private final Flaws flaws;

  VendureInventoryGateway(VendureLocations locations, Flaws flaws) {
    this.locations = locations;
    this.flaws = flaws;
  }

  @Override
  public Mono<Answers<ProductAtLocation, StockLevel>> find(
      Set<ProductAtLocation> products, Deadline deadline) {
    return locations.find(products, DOCUMENT, deadline, this::read);
  }

  private Answers<ProductAtLocation, StockLevel> read(
      Set<ProductAtLocation> asked, JsonNode data, Provenance received) {
    ChannelStock channel = ChannelStock.of(data, flaws);
    return Variants.answers(
        asked,
        ProductAtLocation::id,
        data.path("productVariants"),
        received,
        (product, variant) ->
            Answer.found(
                channel.levelOf(product, variant, locations.stockLocations(product.location())),
                received));
  }
}
