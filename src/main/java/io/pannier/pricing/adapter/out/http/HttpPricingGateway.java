package io.pannier.pricing.adapter.out.http;

import static java.util.stream.Collectors.joining;

import io.pannier.pricing.domain.model.Price;
import io.pannier.pricing.domain.port.PricingGateway;
import io.pannier.shared.model.Answers;
import io.pannier.shared.model.Deadline;
import io.pannier.shared.model.ProductAtLocation;
import io.pannier.shared.model.ProductId;
import io.pannier.shared.model.ProductId.Sku;
import io.pannier.shared.model.ProductId.Upc;
import io.pannier.shared.model.SellingLocationId;
import io.pannier.shared.upstream.Batches;
import io.pannier.shared.upstream.UpstreamClient;
import io.pannier.shared.upstream.UpstreamRequest;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import reactor.core.publisher.Mono;

/**
 * Asks the pricing service, at most 50 products a call with all their locations, or by location
 * where that would ask for much more than is needed.
 */
final class HttpPricingGateway implements PricingGateway {

  private static final int MOST = 50;

  /**
   * What a cart of 100 lines at 5 locations takes. A batch into a full cart may take more calls,
   * and waits: {@code resilience4j.bulkhead} counts on it.
   */
  private static final int AT_ONCE = 6;

  private final UpstreamClient client;
  private final PricingTranslator translator;

  HttpPricingGateway(UpstreamClient client, PricingTranslator translator) {
    this.client = client;
    this.translator = translator;
  }

  @Override
  public Mono<Answers<ProductAtLocation, Price>> find(
      Set<ProductAtLocation> products, Deadline deadline) {
    return Batches.askAll(
        products, Batches.splitGrid(products, MOST), AT_ONCE, part -> lookUp(part, deadline));
  }

  private Mono<Answers<ProductAtLocation, Price>> lookUp(
      Set<ProductAtLocation> part, Deadline deadline) {
    return client.find(
        part,
        deadline,
        ProductAtLocation::id,
        asked -> UpstreamRequest.get("/prices/bulk", query(asked)),
        translator::answers);
  }

  /** With the kinds of products that are asked for; pricing refuses an empty list. */
  private static String query(Set<ProductAtLocation> asked) {
    Set<ProductId> ids = ProductAtLocation.ids(asked);
    List<SellingLocationId> locations =
        asked.stream().map(ProductAtLocation::location).distinct().toList();
    List<Upc> upcs = ProductId.only(Upc.class, ids);
    List<Sku> skus = ProductId.only(Sku.class, ids);
    // Nothing in these has to be encoded: digits, what SKUs are made of, and commas.
    return (upcs.isEmpty() ? "" : "ids=" + list(upcs, PricingTranslator.Key::itemId) + "&")
        + (skus.isEmpty() ? "" : "skus=" + list(skus, Sku::value) + "&")
        + "loc="
        + list(locations, PricingTranslator.Key::loc);
  }

  private static <T> String list(List<T> values, Function<T, String> text) {
    return values.stream().map(text).collect(joining(","));
  }
}
