package io.pannier.shared.web.v1;

import io.micrometer.core.instrument.MeterRegistry;
import io.pannier.shared.web.FilterOrder;
import io.pannier.shared.web.problem.ErrorFormat;
import io.pannier.shared.web.problem.ProblemType;
import io.pannier.shared.web.problem.ProblemTypes;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.WebFilter;

/** The filters, errors and problems of version 1. */
@Configuration(proxyBeanMethods = false)
class V1Configuration {

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
      return "Use version 2. The guide at /docs/migrating-to-v2 says how.";
    }
  }

  @Bean
  @Order(FilterOrder.V1)
  WebFilter v1Filter(V1Properties properties, List<V1Operation> operations, MeterRegistry meters) {
    return new V1Filter(properties, operations, meters);
  }

  @Bean
  @Order(FilterOrder.RETIRED_V1)
  WebFilter retiredV1Filter(V1Properties properties) {
    return new V1Filter.RetiredFilter(!properties.enabled());
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
