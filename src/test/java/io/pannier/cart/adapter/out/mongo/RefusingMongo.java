package io.pannier.cart.adapter.out.mongo;

import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerError;
import de.bwaldvogel.mongo.wire.message.MongoMessage;

/** A database that answers one command with an error, until it is healed. */
final class RefusingMongo implements AutoCloseable {

  private final Backend backend;
  private final MongoServer server;

  /** With 85, the code of an index that is there with other options. */
  RefusingMongo(String command) {
    this(command, 85);
  }

  RefusingMongo(String command, int code) {
    backend = new Backend(command, code);
    server = new MongoServer(backend);
    server.bind("localhost", 0);
  }

  String uri() {
    return "mongodb://localhost:%d/pannier".formatted(server.getLocalAddress().getPort());
  }

  /** From now on the command is answered with this code. */
  void answer(int code) {
    backend.code = code;
  }

  /** From now on the command is done. */
  void heal() {
    backend.code = 0;
  }

  @Override
  public void close() {
    server.shutdownNow();
  }

  private static final class Backend extends MemoryBackend {

    private final String command;
    private volatile int code;

    Backend(String command, int code) {
      this.command = command;
      this.code = code;
    }

    @Override
    public Document handleMessage(MongoMessage message) {
      if (code != 0 && message.getDocument().containsKey(command)) {
        throw new MongoServerError(code, "Code" + code, "refused in this test");
      }
      return super.handleMessage(message);
    }
  }
}
