package io.pannier.pricing.adapter.out.http;

import static java.util.stream.Collectors.joining;

import io.pannier.pricing.domain.model.Price;
import io.pannier.pricing.domain.port.PricingGateway;
import io.pannier.shared.model.Answers;
import io.pannier.shared.model.Deadline;
import io.pannier.shared.model.ProductAtLocation;
import io.pannier.shared.upstream.Batches;
import io.pannier.shared.upstream.UpstreamClient;
import io.pannier.shared.upstream.UpstreamRequest;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
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
    String itemIds = itemIds(asked);
    String skus = skus(asked);
    // Nothing in these has to be encoded: digits, what SKUs are made of, and commas.
    return (itemIds.isEmpty() ? "" : "ids=" + itemIds + "&")
        + (skus.isEmpty() ? "" : "skus=" + skus + "&")
        + "loc="
        + list(asked, product -> Stream.of(PricingTranslator.Key.loc(product.location())));
  }

  private static String itemIds(Set<ProductAtLocation> asked) {
    return list(
        asked,
        product ->
            product
                .id()
                .fold(upc -> Stream.of(PricingTranslator.Key.itemId(upc)), sku -> Stream.empty()));
  }

  private static String skus(Set<ProductAtLocation> asked) {
    return list(
        asked, product -> product.id().fold(upc -> Stream.empty(), sku -> Stream.of(sku.value())));
  }

  private static String list(
      Set<ProductAtLocation> part, Function<ProductAtLocation, Stream<String>> text) {
    return part.stream().flatMap(text).distinct().collect(joining(","));
  }
}
