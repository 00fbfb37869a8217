package io.pannier.shared.configuration;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What more than one part of the service goes by, so that they cannot be of two minds.
 *
 * @param mongodb what the database is given
 */
@ConfigurationProperties("pannier")
public record SharedProperties(@DefaultValue Mongodb mongodb) {

  /**
   * What the database is given.
   *
   * @param operationTimeout of one read or write, everything included; the driver's own limit is
   *     none
   */
  public record Mongodb(@DefaultValue("500ms") Duration operationTimeout) {

    public Mongodb {
      RequiredProperty.positive("pannier.mongodb.operation-timeout", operationTimeout);
    }
  }
}
