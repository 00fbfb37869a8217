package io.pannier.testkit;

import io.pannier.gatewaykit.CatalogGatewayContract;
import io.pannier.gatewaykit.ScriptedUpstream;
import java.util.List;
import java.util.Locale;
import java.util.Map;

class FakeCatalogGatewayTest extends CatalogGatewayContract {

  private final FakeCatalogGateway gateway = new FakeCatalogGateway();

  @Override
  protected FakeCatalogGateway gateway() {
    return gateway;
  }

  @Override
  protected void upstreamCalls(int number, Map<Locale, String> names) {
    upstreamHas(List.of(number));
    names.forEach((language, name) -> gateway.calls(key(number), language, name));
  }

  @Override
  protected ScriptedUpstream upstream() {
    return new FakeUpstream<>(gateway, this::key, this::value);
  }
}
