package io.pannier.shared.mongo;

import io.pannier.shared.settings.PropertyChecks;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long the database may take beside an operation's own time, and how many connections are kept
 * to it.
 *
 * @param serverSelectionTimeout until a server is found that takes it
 * @param poolWait until a connection is free
 * @param poolSize connections at most
 * @param indexTimeout for making sure of the indexes at start
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
