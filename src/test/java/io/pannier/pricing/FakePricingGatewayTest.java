package io.pannier.pricing;

import io.pannier.pricing.domain.model.Price;
import io.pannier.pricing.domain.model.PriceKind;
import io.pannier.shared.model.Answers;
import io.pannier.shared.model.Deadline;
import io.pannier.shared.model.GatewayContract;
import io.pannier.shared.model.Money;
import io.pannier.shared.model.ProductAtLocation;
import io.pannier.shared.model.Reason;
import io.pannier.shared.model.SellingLocationId;
import io.pannier.shared.model.Upcs;
import java.math.BigInteger;
import java.util.Currency;
import java.util.List;
import java.util.Set;
import reactor.core.publisher.Mono;

class FakePricingGatewayTest extends GatewayContract<ProductAtLocation, Price> {

  private final FakePricingGateway gateway = new FakePricingGateway();

  @Override
  protected Mono<Answers<ProductAtLocation, Price>> find(
      Set<ProductAtLocation> asked, Deadline deadline) {
    return gateway.find(asked, deadline);
  }

  @Override
  protected ProductAtLocation key(int number) {
    return new ProductAtLocation(Upcs.numbered(number), new SellingLocationId(412));
  }

  @Override
  protected Price value(int number) {
    Money usd = Money.ofMinor(BigInteger.valueOf(100L + number), Currency.getInstance("USD"));
    return new Price(usd, usd, PriceKind.REGULAR, null);
  }

  @Override
  protected void upstreamHas(List<Integer> numbers) {
    numbers.forEach(number -> gateway.has(key(number), value(number)));
  }

  @Override
  protected void upstreamFails() {
    gateway.isDown(Reason.UPSTREAM_ERROR);
  }

  @Override
  protected int calls() {
    return gateway.questions().size();
  }
}
