package io.pannier.gatewaykit;

import io.pannier.pricing.domain.model.Price;
import io.pannier.pricing.domain.port.PricingGateway;
import io.pannier.shared.model.Answers;
import io.pannier.shared.model.Deadline;
import io.pannier.shared.model.Money;
import io.pannier.shared.model.ProductAtLocation;
import io.pannier.shared.model.ProductId.Sku;
import io.pannier.shared.model.Provenance.Source;
import io.pannier.shared.model.SellingLocationId;
import io.pannier.shared.model.Upcs;
import java.math.BigInteger;
import java.util.Currency;
import java.util.Set;
import reactor.core.publisher.Mono;

/** What every adapter of pricing promises. */
public abstract class PricingGatewayContract extends GatewayContract<ProductAtLocation, Price> {

  private static final SellingLocationId LOCATION = new SellingLocationId(412);

  protected abstract PricingGateway gateway();

  @Override
  protected final Mono<Answers<ProductAtLocation, Price>> find(
      Set<ProductAtLocation> asked, Deadline deadline) {
    return gateway().find(asked, deadline);
  }

  /** At location 412. */
  @Override
  protected final ProductAtLocation key(int number) {
    return new ProductAtLocation(Upcs.numbered(number), LOCATION);
  }

  @Override
  protected final ProductAtLocation keyOfASku() {
    return new ProductAtLocation(new Sku("LAMP-1"), LOCATION);
  }

  /** So many cents more than a dollar, as the regular price without an end. */
  @Override
  protected final Price value(int number) {
    Money usd = Money.ofMinor(BigInteger.valueOf(100L + number), Currency.getInstance("USD"));
    return new Price(usd, usd, Price.Kind.REGULAR, null);
  }

  @Override
  protected final Source source() {
    return Source.PRICING;
  }
}
