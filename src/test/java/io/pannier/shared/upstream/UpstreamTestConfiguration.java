package io.pannier.shared.upstream;

import io.pannier.shared.time.ClockConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.data.mongo.MongoReactiveDataAutoConfiguration;
import org.springframework.boot.autoconfigure.data.mongo.MongoReactiveRepositoriesAutoConfiguration;
import org.springframework.boot.autoconfigure.mongo.MongoReactiveAutoConfiguration;
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
@Import({ClockConfiguration.class, UpstreamConfiguration.class})
public class UpstreamTestConfiguration {}
