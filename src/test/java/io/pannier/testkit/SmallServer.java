package io.pannier.testkit;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;

/** An HTTP server on a free port of this machine, for a few answers that are written by hand. */
public final class SmallServer implements AutoCloseable {

  private final HttpServer server;

  private SmallServer(HttpServer server) {
    this.server = server;
  }

  /** One that answers nothing but 404 yet. */
  public static SmallServer start() {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.start();
      return new SmallServer(server);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** From now on this path is answered so. */
  public SmallServer at(String path, HttpHandler handler) {
    server.createContext(path, handler);
    return this;
  }

  /** A whole answer, with the headers that were set before. */
  public static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  public URI address(String path) {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
