package io.pannier.pricing;

import io.pannier.pricing.domain.model.Price;
import io.pannier.shared.model.FakeGatewayContract;
import io.pannier.shared.model.Money;
import io.pannier.shared.model.ProductAtLocation;
import io.pannier.shared.model.SellingLocationId;
import io.pannier.shared.model.Upcs;
import java.math.BigInteger;
import java.util.Currency;

class FakePricingGatewayTest extends FakeGatewayContract<ProductAtLocation, Price> {

  FakePricingGatewayTest() {
    super(new FakePricingGateway());
  }

  @Override
  protected ProductAtLocation key(int number) {
    return new ProductAtLocation(Upcs.numbered(number), new SellingLocationId(412));
  }

  @Override
  protected Price value(int number) {
    Money usd = Money.ofMinor(BigInteger.valueOf(100L + number), Currency.getInstance("USD"));
    return new Price(usd, usd, Price.Kind.REGULAR, null);
  }
}
