package io.pannier.shared.web.v1;

import io.micrometer.core.instrument.MeterRegistry;
import io.pannier.shared.web.FilterOrder;
import io.pannier.shared.web.problem.ErrorFormat;
import io.pannier.shared.web.problem.ProblemType;
import io.pannier.shared.web.problem.ProblemTypes;
import java.time.Clock;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.WebFilter;

/** The filters, errors and problems of version 1. */
@Configuration(proxyBeanMethods = false)
class V1Configuration {

  private static final Logger LOG = LoggerFactory.getLogger(V1Configuration.class);

  /** The problem that version 1 adds. */
  enum V1Problem implements ProblemType {
    VERSION_RETIRED;

    @Override
    public String code() {
      return "version-retired";
    }

    @Override
    public HttpStatus status() {
      return HttpStatus.GONE;
    }

    @Override
    public String title() {
      return "Version 1 of the API is retired";
    }

    @Override
    public String advice() {
      return "Use version 2. The guide at /docs/migrating-to-v2 says how. With a Retry-After, version 1 is switched off for some "
          + "hours only, as was announced, and answers again after that time.";
    }
  }

  @Bean
  @Order(FilterOrder.V1)
  WebFilter v1Filter(V1Properties properties, List<V1Operation> operations, MeterRegistry meters) {
    return new V1Filter(properties, operations, meters);
  }

  @Bean
  @Order(FilterOrder.RETIRED_V1)
  WebFilter retiredV1Filter(V1Properties properties, Blackouts blackouts, Clock clock) {
    return new V1Filter.RetiredFilter(!properties.enabled(), blackouts, clock);
  }

  /** Says in the log when version 1 is going to be switched off for some hours. */
  @Bean
  Blackouts blackouts(V1Properties properties, Clock clock) {
    Blackouts blackouts = Blackouts.of(properties.blackouts());
    blackouts
        .announcedAt(clock.instant())
        .ifPresent(
            periods -> LOG.info("{}: version 1 answers 410 {}", Blackouts.PROPERTY, periods));
    return blackouts;
  }

  @Bean
  ErrorFormat v1ErrorFormat() {
    return V1Errors.format();
  }

  @Bean
  ProblemTypes v1Problems() {
    return ProblemTypes.of(V1Problem.values());
  }
}
