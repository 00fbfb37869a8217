package io.pannier.shared.web;

import io.pannier.shared.web.problem.ErrorFormat;
import io.pannier.shared.web.problem.ProblemType;
import java.time.Clock;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.data.mongo.MongoReactiveDataAutoConfiguration;
import org.springframework.boot.autoconfigure.mongo.MongoReactiveAutoConfiguration;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.http.MediaType;

/**
 * The edge with controllers made for these tests; not a component, so that no other scan finds it.
 */
@EnableAutoConfiguration(
    exclude = {MongoReactiveAutoConfiguration.class, MongoReactiveDataAutoConfiguration.class})
@ComponentScan("io.pannier.shared.web")
@ConfigurationPropertiesScan({"io.pannier.shared.settings", "io.pannier.shared.web"})
class EdgeApplication {

  @Bean
  Clock clock() {
    return Clock.systemUTC();
  }

  /** A version whose own form of errors is broken. */
  @Bean
  ErrorFormat brokenFormat() {
    return new ErrorFormat(
        "/broken-form/",
        MediaType.APPLICATION_JSON,
        ProblemType::status,
        (problem, exchange) -> {
          throw new IllegalStateException("form=broken");
        });
  }
}
