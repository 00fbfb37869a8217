package io.pannier.local;

import de.bwaldvogel.mongo.MongoBackend;
import de.bwaldvogel.mongo.MongoCollection;
import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.h2.H2Backend;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.wire.message.MongoMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A MongoDB look-alike in this process, for tests and for trying things out: it has no transactions
 * and loses up to a second of writes when it is killed. It keeps its port when it is stopped and
 * started again; its data only where it writes them to a file.
 */
public final class EmbeddedMongo implements AutoCloseable {

  private static final String HOST = "localhost";

  private final Supplier<MongoBackend> backends;
  private int port;
  private @Nullable MongoServer server;

  private EmbeddedMongo(Supplier<MongoBackend> backends, int port) {
    this.backends = backends;
    this.port = port;
  }

  /** Starts one on a free port that forgets everything when it is stopped. */
  public static EmbeddedMongo inMemory() {
    return started(new EmbeddedMongo(EmbeddedMongo::memory, 0));
  }

  /** Starts one that keeps its data in this file, on a port of which 0 means any free one. */
  public static EmbeddedMongo onDisk(Path file, int port) {
    return started(new EmbeddedMongo(() -> h2(file), port));
  }

  private static EmbeddedMongo started(EmbeddedMongo mongo) {
    mongo.start();
    return mongo;
  }

  private static MongoBackend h2(Path file) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new H2Backend(file.toString()) {
      @Override
      public Document handleMessage(MongoMessage message) {
        return copied(super.handleMessage(message), message, this);
      }
    };
  }

  private static MongoBackend memory() {
    return new MemoryBackend() {
      @Override
      public Document handleMessage(MongoMessage message) {
        return copied(super.handleMessage(message), message, this);
      }
    };
  }

  /**
   * Its answers hold the documents that are stored, and are written out while another request
   * changes these: half of one and half of the next, or no answer at all. Copied while the
   * collection is locked, as its own changes lock it, they are whole.
   */
  private static Document copied(Document answer, MongoMessage asked, MongoBackend backend) {
    Map.Entry<String, Object> command = asked.getDocument().entrySet().iterator().next();
    Object name =
        command.getKey().equals("getMore")
            ? asked.getDocument().get("collection")
            : command.getValue();
    MongoCollection<?> collection =
        name instanceof String text
            ? backend.resolveDatabase(asked.getDatabaseName()).resolveCollection(text, false)
            : null;
    if (collection == null) {
      return answer;
    }
    synchronized (collection) {
      return (Document) copy(answer);
    }
  }

  private static Object copy(Object value) {
    if (value instanceof Document document) {
      Document copy = new Document();
      document.forEach((key, member) -> copy.put(key, copy(member)));
      return copy;
    }
    return value instanceof Collection<?> list
        ? list.stream().map(EmbeddedMongo::copy).collect(Collectors.toList())
        : value;
  }

  /** Starts it again, on the port that it had. */
  public void start() {
    if (server != null) {
      throw new IllegalStateException("it is running");
    }
    MongoServer starting = new MongoServer(backends.get());
    try {
      starting.bind(HOST, port);
    } catch (RuntimeException e) {
      starting.shutdownNow();
      throw e;
    }
    port = starting.getLocalAddress().getPort();
    server = starting;
  }

  /** Cuts all connections and refuses new ones until it is started again. */
  public void stop() {
    if (server != null) {
      server.shutdownNow();
      server = null;
    }
  }

  /** Where it listens, with the database {@code pannier}. */
  public String uri() {
    return "mongodb://%s:%d/pannier".formatted(HOST, port);
  }

  @Override
  public void close() {
    stop();
  }
}
