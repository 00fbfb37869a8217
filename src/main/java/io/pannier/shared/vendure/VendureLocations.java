package io.pannier.shared.vendure;

import io.pannier.shared.model.Answer;
import io.pannier.shared.model.Answers;
import io.pannier.shared.model.Deadline;
import io.pannier.shared.model.ProductAtLocation;
import io.pannier.shared.model.SellingLocationId;
import io.pannier.shared.upstream.Batches;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import reactor.core.publisher.Mono;

/**
 * Asks by selling location. A question is about one channel: prices and stock differ from channel
 * to channel, and the engine answers for one at a time.
 */
public final class VendureLocations {

  /** Products of a question: of each at most four spellings, some 7 kB in all. */
  private static final int MOST = 100;

  private final VendureClient client;
  private final VendureProperties properties;
  private final int atOnce;

  VendureLocations(VendureClient client, VendureProperties properties, int atOnce) {
    this.client = client;
    this.properties = properties;
    this.atOnce = atOnce;
  }

  /**
   * Asks the channel of each selling location. At a location without a channel no product is found.
   *
   * @param document as of {@link VendureClient.Question}
   */
  public <V> Mono<Answers<ProductAtLocation, V>> find(
      Set<ProductAtLocation> products,
      String document,
      Deadline deadline,
      VendureClient.Reader<ProductAtLocation, V> reader) {
    Set<ProductAtLocation> sold = new LinkedHashSet<>();
    Map<ProductAtLocation, Answer<V>> elsewhere = new LinkedHashMap<>();
    for (ProductAtLocation product : products) {
      if (properties.at(product.location()).isPresent()) {
        sold.add(product);
      } else {
        elsewhere.put(product, Answer.notFound(client.now()));
      }
    }
    return Batches.askAll(
            products,
            parts(sold),
            atOnce,
            part ->
                client.find(
                    part,
                    ProductAtLocation::id,
                    new VendureClient.Question(document, channelOf(part.iterator().next()), null),
                    deadline,
                    reader))
        .map(answers -> answers.and(new Answers<>(elsewhere)));
  }

  /** The stock locations that a selling location is set to sell from; none: all of its channel. */
  public Set<String> stockLocations(SellingLocationId location) {
    return Set.copyOf(properties.at(location).orElseThrow().stockLocations());
  }

  private List<Set<ProductAtLocation>> parts(Set<ProductAtLocation> sold) {
    return Batches.splitBy(sold, this::channelOf, 1).stream()
        .flatMap(inOne -> Batches.splitBy(inOne, ProductAtLocation::id, MOST).stream())
        .toList();
  }

  private String channelOf(ProductAtLocation product) {
    return properties.at(product.location()).orElseThrow().channel();
  }
}
