package io.pannier.shared.upstream;

import java.time.Clock;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.data.mongo.MongoReactiveDataAutoConfiguration;
import org.springframework.boot.autoconfigure.data.mongo.MongoReactiveRepositoriesAutoConfiguration;
import org.springframework.boot.autoconfigure.mongo.MongoReactiveAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/**
 * What an adapter needs around it: Boot's own configuration and {@code application.yaml}, without a
 * database. No {@code @Configuration}, so that no component scan finds it.
 */
@EnableAutoConfiguration(
    exclude = {
      MongoReactiveAutoConfiguration.class,
      MongoReactiveDataAutoConfiguration.class,
      MongoReactiveRepositoriesAutoConfiguration.class
    })
@Import(UpstreamConfiguration.class)
public class UpstreamTestConfiguration {

  @Bean
  Clock clock() {
    return Clock.systemUTC();
  }
}
