package io.pannier.local;

import de.bwaldvogel.mongo.MongoBackend;
import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.h2.H2Backend;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;
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
    return started(new EmbeddedMongo(MemoryBackend::new, 0));
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
    return new H2Backend(file.toString());
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
