package io.pannier.shared.mongo;

import io.pannier.shared.settings.PropertyChecks;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Time limits of the database besides that of an operation, and the size of the connection pool.
 *
 * @param serverSelectionTimeout for finding a server
 * @param poolWait for a free connection
 * @param poolSize connections at most
 * @param indexTimeout for creating the indexes at the start
 */
@ConfigurationProperties("pannier.mongodb")
public record MongoProperties(
    @DefaultValue("500ms") Duration serverSelectionTimeout,
    @DefaultValue("200ms") Duration poolWait,
    @DefaultValue("50") int poolSize,
    @DefaultValue("30s") Duration indexTimeout) {

  public MongoProperties {
    PropertyChecks.positive("pannier.mongodb.server-selection-timeout", serverSelectionTimeout);
    PropertyChecks.positive("pannier.mongodb.pool-wait", poolWait);
    PropertyChecks.positive("pannier.mongodb.pool-size", poolSize);
    PropertyChecks.positive("pannier.mongodb.index-timeout", indexTimeout);
  }
}
