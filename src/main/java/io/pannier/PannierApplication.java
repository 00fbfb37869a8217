package io.pannier;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Locale;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Bean;

/** The service: carts and product pages over four upstream services and a MongoDB. */
@SpringBootApplication(proxyBeanMethods = false)
@ConfigurationPropertiesScan
public class PannierApplication {

  /**
   * Starts the service. It does not use the machine's language: libraries would write digits and
   * metrics' tags in it.
   */
  public static void main(String[] args) {
    Locale.setDefault(Locale.ROOT);
    SpringApplication.run(PannierApplication.class, args);
  }

  /**
   * The wall clock, injected so that tests can set it. Its times are whole milliseconds, as
   * databases and upstreams keep them. Deadlines use the monotonic clock instead.
   */
  @Bean
  Clock clock() {
    return Clock.tickMillis(ZoneOffset.UTC);
  }
}
