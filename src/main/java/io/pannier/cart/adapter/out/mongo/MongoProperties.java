package io.pannier.cart.adapter.out.mongo;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long the database may take, and how many connections are kept to it.
 *
 * @param operationTimeout of one read or write, everything included
 * @param serverSelectionTimeout until a server is found that takes it
 * @param poolWait until a connection is free
 * @param poolSize connections at most
 * @param indexTimeout for making sure of the indexes at start
 */
@ConfigurationProperties("pannier.mongodb")
record MongoProperties(
    @DefaultValue("500ms") Duration operationTimeout,
    @DefaultValue("500ms") Duration serverSelectionTimeout,
    @DefaultValue("200ms") Duration poolWait,
    @DefaultValue("50") int poolSize,
    @DefaultValue("30s") Duration indexTimeout) {}
