package io.pannier.shared.web.problem;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.pannier.shared.web.FilterOrder;
import java.util.List;
import org.springframework.boot.web.reactive.error.ErrorWebExceptionHandler;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.web.server.WebFilter;

/** Forms and writes errors. */
@Configuration(proxyBeanMethods = false)
class ProblemConfiguration {

  @Bean
  @Order(FilterOrder.CHANGES_MADE)
  WebFilter changesMadeFilter() {
    return new ErrorResponses.ChangesMadeFilter();
  }

  @Bean
  ErrorFormat problemDetailFormat() {
    return ErrorFormat.problemDetails();
  }

  @Bean
  ErrorResponses errorResponses(List<ErrorFormat> formats, ObjectMapper mapper) {
    return new ErrorResponses(formats, mapper);
  }

  @Bean
  @Order(-2)
  ErrorWebExceptionHandler errorHandler(ErrorResponses responses) {
    return new ErrorHandler(responses);
  }

  @Bean
  ProblemTypes commonProblems() {
    return ProblemTypes.of("common", CommonProblems.values());
  }
}
