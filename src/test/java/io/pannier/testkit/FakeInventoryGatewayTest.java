package io.pannier.testkit;

import io.pannier.gatewaykit.InventoryGatewayContract;
import io.pannier.gatewaykit.ScriptedUpstream;

class FakeInventoryGatewayTest extends InventoryGatewayContract {

  private final FakeInventoryGateway gateway = new FakeInventoryGateway();

  @Override
  protected FakeInventoryGateway gateway() {
    return gateway;
  }

  @Override
  protected ScriptedUpstream upstream() {
    return new FakeUpstream<>(gateway, this::key, this::value);
  }
}
