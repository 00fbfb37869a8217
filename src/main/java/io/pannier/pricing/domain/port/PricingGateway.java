package io.pannier.pricing.domain.port;

import io.pannier.pricing.domain.model.Price;
import io.pannier.shared.model.Answers;
import io.pannier.shared.model.Deadline;
import io.pannier.shared.model.ProductAtLocation;
import java.util.Set;
import reactor.core.publisher.Mono;

/** Pricing, as the rest of Pannier sees it. */
public interface PricingGateway {

  /**
   * The prices in force now, for any number of products at their locations.
   *
   * @return exactly one answer for each, before the deadline; never an error, never empty
   */
  Mono<Answers<ProductAtLocation, Price>> find(Set<ProductAtLocation> products, Deadline deadline);
}
