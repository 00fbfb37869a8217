package io.pannier.inventory.adapter.out.http;

import io.pannier.inventory.domain.model.StockLevel;
import io.pannier.inventory.domain.port.InventoryGateway;
import io.pannier.shared.model.Answers;
import io.pannier.shared.model.Deadline;
import io.pannier.shared.model.ProductAtLocation;
import io.pannier.shared.upstream.Batches;
import io.pannier.shared.upstream.UpstreamClient;
import io.pannier.shared.upstream.UpstreamJson;
import io.pannier.shared.upstream.UpstreamRequest;
import java.util.Set;
import org.springframework.http.MediaType;
import reactor.core.publisher.Mono;

/**
 * Asks the inventory service, at most 100 products a call with all their locations, or by location
 * where that would ask for much more than is needed.
 */
final class HttpInventoryGateway implements InventoryGateway {

  private static final int MOST = 100;

  /**
   * What a cart of 100 lines at 5 locations takes. A batch into a full cart may take more calls,
   * and waits: {@code resilience4j.bulkhead} counts on it.
   */
  private static final int AT_ONCE = 5;

  private final UpstreamClient client;
  private final InventoryTranslator translator;

  HttpInventoryGateway(UpstreamClient client, InventoryTranslator translator) {
    this.client = client;
    this.translator = translator;
  }

  @Override
  public Mono<Answers<ProductAtLocation, StockLevel>> find(
      Set<ProductAtLocation> products, Deadline deadline) {
    return Batches.askAll(
        products, Batches.splitGrid(products, MOST), AT_ONCE, part -> lookUp(part, deadline));
  }

  private Mono<Answers<ProductAtLocation, StockLevel>> lookUp(
      Set<ProductAtLocation> part, Deadline deadline) {
    return client.find(
        part,
        deadline,
        ProductAtLocation::id,
        asked ->
            UpstreamRequest.post(
                "/inventory/v1/availability",
                MediaType.APPLICATION_JSON,
                UpstreamJson.write(InventoryTranslator.Question.about(asked))),
        translator::answers);
  }
}
