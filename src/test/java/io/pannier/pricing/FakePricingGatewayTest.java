package io.pannier.pricing;

import io.pannier.gatewaykit.PricingGatewayContract;
import io.pannier.gatewaykit.ScriptedUpstream;
import io.pannier.testkit.FakeUpstream;

class FakePricingGatewayTest extends PricingGatewayContract {

  private final FakePricingGateway gateway = new FakePricingGateway();

  @Override
  protected FakePricingGateway gateway() {
    return gateway;
  }

  @Override
  protected ScriptedUpstream upstream() {
    return new FakeUpstream<>(gateway, this::key, this::value);
  }
}
