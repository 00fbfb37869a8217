package io.pannier.inventory.adapter.out.http;

import io.pannier.inventory.domain.model.StockLevel;
import io.pannier.inventory.domain.port.InventoryGateway;
import io.pannier.shared.model.Answers;
import io.pannier.shared.model.Deadline;
import io.pannier.shared.model.ProductAtLocation;
import io.pannier.shared.upstream.Batches;
import io.pannier.shared.upstream.UpstreamClient;
import io.pannier.shared.upstream.UpstreamRequest;
import java.util.Set;
import org.springframework.http.MediaType;
import reactor.core.publisher.Mono;

/** Asks the legacy inventory: at most 10 products of one location a call, a few calls at once. */
final class HttpLegacyInventoryGateway implements InventoryGateway {

  private static final int MOST = 10;

  private final UpstreamClient client;
  private final LegacyTranslator translator;
  private final int atOnce;

  /**
   * Creates one.
   *
   * @param atOnce how many
   */
  HttpLegacyInventoryGateway(UpstreamClient client, LegacyTranslator translator, int atOnce) {
    this.client = client;
    this.translator = translator;
    this.atOnce = atOnce;
  }

  @Override
  public Mono<Answers<ProductAtLocation, StockLevel>> find(
      Set<ProductAtLocation> products, Deadline deadline) {
    return Batches.askAll(
        products, Batches.splitByLocation(products, MOST), atOnce, part -> lookUp(part, deadline));
  }

  private Mono<Answers<ProductAtLocation, StockLevel>> lookUp(
      Set<ProductAtLocation> part, Deadline deadline) {
    return client.find(
        part,
        deadline,
        ProductAtLocation::id,
        asked ->
            UpstreamRequest.post(
                "/STKINQ",
                new MediaType(MediaType.TEXT_XML, LegacyXml.CHARSET),
                LegacyXml.write(LegacyTranslator.question(asked))),
        translator::answers);
  }
}
