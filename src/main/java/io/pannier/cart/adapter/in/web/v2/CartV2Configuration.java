package io.pannier.cart.adapter.in.web.v2;

import io.github.bucket4j.TimeMeter;
import io.micrometer.core.instrument.MeterRegistry;
import io.pannier.cart.adapter.in.web.CartProblem;
import io.pannier.shared.web.ProblemTypes;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What carts add to the edge. */
@Configuration(proxyBeanMethods = false)
class CartV2Configuration {

  @Bean
  ProblemTypes cartProblems() {
    return ProblemTypes.of(CartProblem.values());
  }

  @Bean
  GuestCreationLimit guestCreationLimit(GuestCreationProperties properties) {
    return new GuestCreationLimit(properties, TimeMeter.SYSTEM_NANOTIME);
  }

  @Bean
  ReplayMeter replayMeter(MeterRegistry meters) {
    return new ReplayMeter(meters);
  }
}
