package io.pannier.cart.adapter.out.mongo;

import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerError;
import de.bwaldvogel.mongo.wire.message.MongoMessage;

/** A database that refuses one command. */
final class RefusingMongo implements AutoCloseable {

  private final MongoServer server;

  RefusingMongo(String command) {
    server = new MongoServer(new Backend(command));
    server.bind("localhost", 0);
  }

  String uri() {
    return "mongodb://localhost:%d/pannier".formatted(server.getLocalAddress().getPort());
  }

  @Override
  public void close() {
    server.shutdownNow();
  }

  private static final class Backend extends MemoryBackend {

    private final String refused;

    Backend(String refused) {
      this.refused = refused;
    }

    @Override
    public Document handleMessage(MongoMessage message) {
      if (message.getDocument().containsKey(refused)) {
        throw new MongoServerError(85, "IndexOptionsConflict", "it is here with other options");
      }
      return super.handleMessage(message);
    }
  }
}
