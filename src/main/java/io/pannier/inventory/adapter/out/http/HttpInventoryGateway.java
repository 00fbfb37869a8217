package io.pannier.inventory.adapter.out.http;

import io.pannier.inventory.domain.model.StockLevel;
import io.pannier.inventory.domain.port.InventoryGateway;
import io.pannier.shared.model.Answers;
import io.pannier.shared.model.Deadline;
import io.pannier.shared.model.ProductAtLocation;
import io.pannier.shared.upstream.Parts;
import io.pannier.shared.upstream.UpstreamClient;
import io.pannier.shared.upstream.UpstreamJson;
import java.util.List;
import java.util.Set;
import org.springframework.http.MediaType;
import reactor.core.publisher.Mono;

/** Asks the inventory service, at most 100 products a call with all their locations. */
record HttpInventoryGateway(UpstreamClient client, InventoryTranslator translator)
    implements InventoryGateway {

  private static final int MOST = 100;

  @Override
  public Mono<Answers<ProductAtLocation, StockLevel>> find(
      Set<ProductAtLocation> products, Deadline deadline) {
    List<Set<ProductAtLocation>> parts = Parts.by(products, ProductAtLocation::upc, MOST);
    return Parts.ask(products, parts, part -> lookUp(part, deadline));
  }

  private Mono<Answers<ProductAtLocation, StockLevel>> lookUp(
      Set<ProductAtLocation> part, Deadline deadline) {
    return client.find(
        part,
        deadline,
        web ->
            web.post()
                .uri("/inventory/v1/availability")
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(UpstreamJson.write(StockQuestionPayload.about(part))),
        body -> translator.answers(part, body));
  }
}
