package io.pannier.testkit;

import io.pannier.pricing.domain.model.Price;
import io.pannier.pricing.domain.port.PricingGateway;
import io.pannier.shared.model.ProductAtLocation;
import io.pannier.shared.model.Provenance.Source;

/** Pricing in memory. */
public final class FakePricingGateway
    extends FakeGateway<ProductAtLocation, Price, FakePricingGateway> implements PricingGateway {

  public FakePricingGateway() {
    super(Source.PRICING);
  }

  @Override
  protected FakePricingGateway self() {
    return this;
  }
}
