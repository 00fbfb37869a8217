package io.pannier.gatewaykit;

import static org.assertj.core.api.Assertions.assertThat;

import io.pannier.pricing.domain.model.Price;
import io.pannier.pricing.domain.port.PricingGateway;
import io.pannier.shared.model.Answer;
import io.pannier.shared.model.Answer.Reason;
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
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

/** What every adapter of pricing promises. */
public abstract class PricingGatewayContract extends GatewayContract<ProductAtLocation, Price> {

  private static final SellingLocationId LOCATION = new SellingLocationId(412);

  protected abstract PricingGateway gateway();

  /**
   * From now on the upstream has this product for so many US dollars, as written, and works. {@code
   * Assumptions.abort} where it can only say what can be paid.
   */
  protected abstract void upstreamPrices(int number, String dollars);

  /** What its prices say of tax; null where they say nothing. */
  protected @Nullable Boolean taxIncluded() {
    return null;
  }

  /** Rounding it would make up a price. */
  @Test
  void a_price_finer_than_its_currency_is_not_believed() {
    upstreamPrices(1, "1.015");

    assertThat(ask(1).all()).containsExactly(Answer.unavailable(Reason.INVALID_ANSWER));

    upstreamPrices(1, "1.01");

    assertThat(ask(1).about(key(1)).known()).contains(value(1));
  }

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
    return new Price(usd, usd, Price.Kind.REGULAR, null, taxIncluded());
  }

  @Override
  protected final Source source() {
    return Source.PRICING;
  }
}
