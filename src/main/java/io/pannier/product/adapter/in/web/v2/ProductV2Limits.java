package io.pannier.product.adapter.in.web.v2;

import io.pannier.shared.settings.PropertyChecks;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The limits of one request.
 *
 * @param maxProducts of a query
 * @param maxLocations of a query or page
 * @param maxOffers products times locations of a query
 */
@ConfigurationProperties("pannier.product")
record ProductV2Limits(
    @DefaultValue("50") int maxProducts,
    @DefaultValue("20") int maxLocations,
    @DefaultValue("100") int maxOffers) {

  ProductV2Limits {
    PropertyChecks.positive("pannier.product.max-products", maxProducts);
    PropertyChecks.positive("pannier.product.max-locations", maxLocations);
    PropertyChecks.positive("pannier.product.max-offers", maxOffers);
  }
}
