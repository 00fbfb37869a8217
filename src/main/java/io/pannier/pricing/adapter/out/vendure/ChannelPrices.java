package io.pannier.pricing.adapter.out.vendure;

import com.fasterxml.jackson.databind.JsonNode;
import io.pannier.pricing.domain.model.Price;
import io.pannier.shared.model.InvalidValueException;
import io.pannier.shared.model.Money;
import io.pannier.shared.model.ProductAtLocation;
import io.pannier.shared.model.Provenance.Source;
import io.pannier.shared.upstream.Flaws;
import io.pannier.shared.upstream.Payloads;
import io.pannier.shared.upstream.UpstreamException;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.List;
import java.util.Optional;

/**
 * A channel's settings, with which the prices of its variants are read. They are regular prices:
 * the engine's promotions act on orders.
 *
 * @param currency the channel's own; prices in others are not shown
 * @param decimals of its integers
 * @param taxIncluded whether they are gross
 */
record ChannelPrices(
    Currency currency, int decimals, boolean taxIncluded, boolean zeroMeansUnpriced, Flaws flaws) {

  private static final int MOST_DECIMALS = 10;

  /**
   * Reads the settings from an answer.
   *
   * @throws UpstreamException if they are not in it: then no price in it can be used
   */
  static ChannelPrices of(JsonNode data, boolean zeroMeansUnpriced, Flaws flaws) {
    JsonNode channel = data.path("activeChannel");
    JsonNode taxIncluded = channel.path("pricesIncludeTax");
    try {
      Currency currency = Currency.getInstance(Payloads.text(channel.path("defaultCurrencyCode")));
      long decimals =
          Payloads.integer(
              data.path("globalSettings").path("serverConfig").path("moneyStrategyPrecision"));
      if (taxIncluded.isBoolean() && decimals >= 0 && decimals <= MOST_DECIMALS) {
        return new ChannelPrices(
            currency, (int) decimals, taxIncluded.booleanValue(), zeroMeansUnpriced, flaws);
      }
    } catch (IllegalArgumentException e) {
      // reported below, without what the upstream sent
    }
    throw UpstreamException.invalid("a channel without its currency, decimals or tax");
  }

  /**
   * A variant's price; empty where it has none in the channel's currency.
   *
   * @throws IllegalArgumentException if it cannot be believed
   */
  Optional<Price> priceOf(ProductAtLocation product, JsonNode variant) {
    List<JsonNode> own =
        Payloads.list(variant.path("prices")).stream()
            .filter(
                price ->
                    Payloads.text(price.path("currencyCode")).equals(currency.getCurrencyCode()))
            .toList();
    if (own.size() > 1) {
      throw new InvalidValueException("two prices in one currency");
    }
    return own.stream()
        .map(price -> Payloads.integer(price.path("price")))
        .filter(amount -> amount != 0 || !zeroMeansUnpriced)
        .map(amount -> price(product, amount))
        .findFirst();
  }

  private Price price(ProductAtLocation product, long amount) {
    Money money =
        flaws.money(
            Source.PRICING, product, "price", BigDecimal.valueOf(amount, decimals), currency);
    return new Price(money, money, Price.Kind.REGULAR, null, taxIncluded);
  }
}
