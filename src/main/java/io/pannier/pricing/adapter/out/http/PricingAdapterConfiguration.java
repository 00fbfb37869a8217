package io.pannier.pricing.adapter.out.http;

import io.pannier.pricing.domain.port.PricingGateway;
import io.pannier.shared.model.Provenance.Source;
import io.pannier.shared.settings.ConditionalOnUpstreamKind;
import io.pannier.shared.settings.PropertyChecks;
import io.pannier.shared.settings.Secret;
import io.pannier.shared.settings.UpstreamKinds;
import io.pannier.shared.upstream.Flaws;
import io.pannier.shared.upstream.UpstreamClients;
import io.pannier.shared.upstream.UpstreamSettings;
import io.pannier.shared.warmup.WarmUp;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.MediaType;
import org.springframework.util.unit.DataSize;

/** Creates the adapter; PricingConfiguration composes the port that others use around it. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnUpstreamKind(upstream = "pricing", kind = UpstreamKinds.REFERENCE)
@EnableConfigurationProperties(PricingAdapterConfiguration.Properties.class)
class PricingAdapterConfiguration {

  private static final DataSize LARGEST_ANSWER = DataSize.ofKilobytes(256);

  @Bean(defaultCandidate = false)
  @Qualifier("adapter")
  PricingGateway pricingAdapter(
      UpstreamClients clients, Properties properties, Clock clock, Flaws flaws) {
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

  /**
   * Where and how pricing is asked.
   *
   * @param timeout of one attempt
   */
  @ConfigurationProperties("pannier.upstream.pricing")
  @ConditionalOnUpstreamKind(upstream = "pricing", kind = UpstreamKinds.REFERENCE)
  record Properties(URI baseUrl, @DefaultValue("400ms") Duration timeout, Secret token) {

    Properties {
      PropertyChecks.address("pannier.upstream.pricing.base-url", baseUrl);
      PropertyChecks.positive("pannier.upstream.pricing.timeout", timeout);
      token = PropertyChecks.bearer("pannier.upstream.pricing.token", token);
    }
  }
}
