package io.pannier.catalog;

import io.pannier.gatewaykit.CatalogGatewayContract;
import io.pannier.gatewaykit.ScriptedUpstream;
import io.pannier.testkit.FakeUpstream;

class FakeCatalogGatewayTest extends CatalogGatewayContract {

  private final FakeCatalogGateway gateway = new FakeCatalogGateway();

  @Override
  protected FakeCatalogGateway gateway() {
    return gateway;
  }

  @Override
  protected ScriptedUpstream upstream() {
    return new FakeUpstream<>(gateway, this::key, this::value);
  }
}
