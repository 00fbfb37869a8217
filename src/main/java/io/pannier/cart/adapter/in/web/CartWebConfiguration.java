package io.pannier.cart.adapter.in.web;

import io.github.bucket4j.TimeMeter;
import io.micrometer.core.instrument.MeterRegistry;
import io.pannier.cart.application.Caller;
import io.pannier.shared.web.problem.ProblemTypes;
import io.pannier.shared.web.server.ClientAddress;
import io.pannier.shared.web.token.CallerArgument;
import io.pannier.shared.web.token.TokenPaths;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.reactive.config.WebFluxConfigurer;
import org.springframework.web.reactive.result.method.annotation.ArgumentResolverConfigurer;

/** What carts add to the edge, whatever the version of the API. */
@Configuration(proxyBeanMethods = false)
class CartWebConfiguration implements WebFluxConfigurer {

  @Bean
  ProblemTypes cartProblems() {
    return ProblemTypes.of("cart", CartProblem.values());
  }

  @Bean
  TokenPaths cartTokenPaths() {
    return TokenPaths.of("/v2/carts/**");
  }

  @Bean
  GuestCreationLimit guestCreationLimit(
      GuestCreationLimit.Properties properties, ClientAddress clients) {
    return new GuestCreationLimit(properties, clients, TimeMeter.SYSTEM_NANOTIME);
  }

  @Bean
  CartReplays cartReplays(MeterRegistry meters) {
    return new CartReplays(meters);
  }

  @Override
  public void configureArgumentResolvers(ArgumentResolverConfigurer configurer) {
    configurer.addCustomResolver(new CallerArgument<>(Caller.class, CartHeaders::caller));
  }
}
