package io.pannier.testkit;

import io.pannier.gatewaykit.PricingGatewayContract;
import io.pannier.gatewaykit.ScriptedUpstream;
import org.junit.jupiter.api.Assumptions;

class FakePricingGatewayTest extends PricingGatewayContract {

  private final FakePricingGateway gateway = new FakePricingGateway();

  @Override
  protected FakePricingGateway gateway() {
    return gateway;
  }

  @Override
  protected void upstreamPrices(int number, String dollars) {
    Assumptions.abort("a fake has money, which can be paid");
  }

  @Override
  protected ScriptedUpstream upstream() {
    return new FakeUpstream<>(gateway, this::key, this::value);
  }
}
