package io.pannier.testkit;

import com.mongodb.ConnectionString;
import com.mongodb.reactivestreams.client.MongoClients;
import io.pannier.local.EmbeddedMongo;
import java.util.UUID;
import reactor.core.publisher.Mono;

/**
 * A database for the tests of one class: on an embedded MongoDB, or, where {@code
 * PANNIER_TEST_MONGODB_URI} names a server, one of its own there, which is dropped at the end.
 * Tests that use it carry the tag {@code mongodb}, so that they can be run alone on any server.
 */
public final class TestDatabase implements AutoCloseable {

  private static final String VARIABLE = "PANNIER_TEST_MONGODB_URI";

  private final String uri;
  private final Runnable end;

  private TestDatabase(String uri, Runnable end) {
    this.uri = uri;
    this.end = end;
  }

  public static TestDatabase open() {
    String server = System.getenv(VARIABLE);
    if (server == null || server.isBlank()) {
      EmbeddedMongo mongo = EmbeddedMongo.inMemory();
      return new TestDatabase(mongo.uri(), mongo::close);
    }
    String uri = withDatabase(server, "pannier-test-" + UUID.randomUUID());
    return new TestDatabase(uri, () -> drop(uri));
  }

  /** One that is dropped when this process ends. */
  public static TestDatabase untilTheEnd() {
    TestDatabase database = open();
    Runtime.getRuntime().addShutdownHook(new Thread(database::close));
    return database;
  }

  /** The URI with this database in the place of the one that it names, if any. */
  static String withDatabase(String uri, String database) {
    int hosts = uri.indexOf("://") + 3;
    int options = uri.indexOf('?', hosts);
    String server = options < 0 ? uri : uri.substring(0, options);
    int path = server.indexOf('/', hosts);
    return (path < 0 ? server : server.substring(0, path))
        + "/"
        + database
        + (options < 0 ? "" : uri.substring(options));
  }

  private static void drop(String uri) {
    try (var client = MongoClients.create(uri)) {
      String name = new ConnectionString(uri).getDatabase();
      Mono.from(client.getDatabase(name).drop()).block();
    }
  }

  public String uri() {
    return uri;
  }

  @Override
  public void close() {
    end.run();
  }
}
