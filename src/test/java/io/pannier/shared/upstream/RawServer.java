package io.pannier.shared.upstream;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;

/** Says the same to whoever connects and asks, and hangs up: for what no HTTP server would do. */
final class RawServer implements AutoCloseable {

  private final ServerSocket server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
  private final AtomicInteger connections = new AtomicInteger();

  RawServer(String said) throws IOException {
    Thread thread = new Thread(() -> serve(said), "raw-server");
    thread.setDaemon(true);
    thread.start();
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + server.getLocalPort());
  }

  int connections() {
    return connections.get();
  }

  private void serve(String said) {
    while (!server.isClosed()) {
      try (Socket socket = server.accept();
          OutputStream out = socket.getOutputStream()) {
        connections.incrementAndGet();
        if (socket.getInputStream().read(new byte[4_096]) > 0) {
          out.write(said.getBytes(StandardCharsets.ISO_8859_1));
        }
      } catch (IOException hungUp) {
        // Closed by the test, or by a client that has seen enough.
      }
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
