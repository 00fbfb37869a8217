package io.pannier.pricing.adapter.out.http;

import io.pannier.pricing.domain.port.PricingGateway;
import io.pannier.shared.model.Provenance.Source;
import io.pannier.shared.settings.ConditionalOnUpstreamKind;
import io.pannier.shared.settings.UpstreamKinds;
import io.pannier.shared.upstream.Flaws;
import io.pannier.shared.upstream.UpstreamClients;
import io.pannier.shared.upstream.UpstreamSettings;
import io.pannier.shared.warmup.WarmUp;
import java.time.Clock;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.MediaType;
import org.springframework.util.unit.DataSize;

/** Creates the adapter; PricingConfiguration composes the port that others use around it. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnUpstreamKind(upstream = "pricing", kind = UpstreamKinds.REFERENCE)
@EnableConfigurationProperties(PricingProperties.class)
class PricingAdapterConfiguration {

  private static final DataSize LARGEST_ANSWER = DataSize.ofKilobytes(256);

  @Bean(defaultCandidate = false)
  @Qualifier("adapter")
  PricingGateway pricingAdapter(
      UpstreamClients clients, PricingProperties properties, Clock clock, Flaws flaws) {
    UpstreamSettings settings =
        new UpstreamSettings(
            Source.PRICING,
            "pricing",
            properties.baseUrl(),
            properties.timeout(),
            LARGEST_ANSWER,
            MediaType.APPLICATION_JSON,
            UpstreamSettings.Credentials.bearer(properties.token()));
    return new HttpPricingGateway(clients.create(settings), new PricingTranslator(clock, flaws));
  }

  @Bean
  WarmUp pricingWarmUp() {
    return new WarmUp.UpstreamAnswer(
        Source.PRICING,
        """
        {"asOfEpochMs": 1735711200000, "errors": [],
             "prices": [{"itemId": "36000291452", "loc": "1", "tiers": [
               {"type": "REG", "amt": "1299", "exp": 2, "ccy": "USD",
                "effFrom": 1577836800000, "effTo": null}]}]}
        """);
  }
}
