package io.pannier.pricing.adapter.out.http;

import static java.util.stream.Collectors.joining;

import io.pannier.pricing.domain.model.Price;
import io.pannier.pricing.domain.port.PricingGateway;
import io.pannier.shared.model.Answers;
import io.pannier.shared.model.Deadline;
import io.pannier.shared.model.ProductAtLocation;
import io.pannier.shared.upstream.Parts;
import io.pannier.shared.upstream.UpstreamClient;
import java.util.Set;
import java.util.function.Function;
import reactor.core.publisher.Mono;

/**
 * Asks the pricing service, at most 50 products a call with all their locations: more pairs than
 * needed, but as few calls as possible.
 */
record HttpPricingGateway(UpstreamClient client, PricingTranslator translator)
    implements PricingGateway {

  private static final int MOST = 50;

  @Override
  public Mono<Answers<ProductAtLocation, Price>> find(
      Set<ProductAtLocation> products, Deadline deadline) {
    return Parts.ask(
        products, Parts.by(products, ProductAtLocation::upc, MOST), part -> lookUp(part, deadline));
  }

  private Mono<Answers<ProductAtLocation, Price>> lookUp(
      Set<ProductAtLocation> part, Deadline deadline) {
    String ids = list(part, product -> PriceKey.itemId(product.upc()));
    String locations = list(part, product -> PriceKey.loc(product.location()));
    return client.find(
        part,
        deadline,
        web -> web.get().uri("/prices/bulk?ids={ids}&loc={loc}", ids, locations),
        body -> translator.answers(part, body));
  }

  private static String list(
      Set<ProductAtLocation> part, Function<ProductAtLocation, String> text) {
    return part.stream().map(text).distinct().collect(joining(","));
  }
}
