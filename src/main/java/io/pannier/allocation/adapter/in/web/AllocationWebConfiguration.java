package io.pannier.allocation.adapter.in.web;

import io.pannier.allocation.application.Caller;
import io.pannier.shared.settings.PropertyChecks;
import io.pannier.shared.web.FilterOrder;
import io.pannier.shared.web.PathPrefix;
import io.pannier.shared.web.filter.Places;
import io.pannier.shared.web.problem.ProblemTypes;
import io.pannier.shared.web.token.AccessToken;
import io.pannier.shared.web.token.CallerArgument;
import io.pannier.shared.web.token.TokenPaths;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.web.reactive.config.WebFluxConfigurer;
import org.springframework.web.reactive.result.method.annotation.ArgumentResolverConfigurer;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import reactor.core.publisher.Mono;

/** What allocation adds to the edge, whatever the version of the API. */
@Configuration(proxyBeanMethods = false)
class AllocationWebConfiguration implements WebFluxConfigurer {

  /**
   * Its share of the requests that are served at once, so that a warehouse's sync does not keep
   * shoppers out.
   *
   * @param maxInFlight the most requests for stock and allocations at once
   */
  @ConfigurationProperties("pannier.admission.allocation")
  record Share(@DefaultValue("100") int maxInFlight) {
    Share {
      PropertyChecks.positive("pannier.admission.allocation.max-in-flight", maxInFlight);
    }
  }

  @Bean
  ProblemTypes allocationProblems() {
    return ProblemTypes.of("allocation", AllocationProblem.values());
  }

  @Bean
  TokenPaths allocationTokenPaths() {
    return TokenPaths.of("/v2/stock/**", "/v2/allocations/**");
  }

  @Bean
  @Order(FilterOrder.FEATURE_ADMISSION)
  WebFilter allocationShare(Share share) {
    PathPrefix stock = PathPrefix.of("/v2/stock");
    PathPrefix allocations = PathPrefix.of("/v2/allocations");
    Places places = new Places(share.maxInFlight());
    return (exchange, chain) ->
        stock.covers(exchange.getRequest()) || allocations.covers(exchange.getRequest())
            ? places.admit(exchange, chain)
            : chain.filter(exchange);
  }

  @Override
  public void configureArgumentResolvers(ArgumentResolverConfigurer configurer) {
    configurer.addCustomResolver(
        new CallerArgument<>(Caller.class, AllocationWebConfiguration::caller));
  }

  private static Mono<Caller> caller(ServerWebExchange exchange) {
    return AccessToken.of(exchange)
        .map(token -> new Caller(true, scopes(token)))
        .defaultIfEmpty(new Caller(false, Set.of()));
  }

  private static Set<Caller.Scope> scopes(AccessToken token) {
    Set<Caller.Scope> scopes = EnumSet.allOf(Caller.Scope.class);
    scopes.removeIf(scope -> !token.scopes().contains(scope.name().toLowerCase(Locale.ROOT)));
    return scopes;
  }
}
