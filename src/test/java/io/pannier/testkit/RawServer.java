package io.pannier.testkit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Treats each connection as it is told, for what no HTTP server would do. */
public final class RawServer implements AutoCloseable {

  private static final Pattern LENGTH = Pattern.compile("(?i)content-length: *([0-9]+)");

  private final ServerSocket server;
  private final AtomicInteger connections = new AtomicInteger();

  /** Says the same to whoever asks, and hangs up. */
  public RawServer(String said) throws IOException {
    this(
        socket -> {
          readRequest(socket);
          socket.getOutputStream().write(said.getBytes(ISO_8859_1));
        });
  }

  public RawServer(Treatment treatment) throws IOException {
    this(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), treatment);
  }

  public RawServer(ServerSocket server, Treatment treatment) {
    this.server = server;
    start(() -> serve(treatment));
  }

  public URI address() {
    return URI.create("http://127.0.0.1:" + server.getLocalPort());
  }

  public int connections() {
    return connections.get();
  }

  /**
   * Says on each connection, request by request, what stands in its list: bytes of HTTP, or a body
   * to be answered, or "reset". After the last one it closes the connection; connections after the
   * last list do as that one.
   */
  @SafeVarargs
  public static RawServer conversations(List<String>... connections) throws IOException {
    AtomicInteger number = new AtomicInteger();
    return new RawServer(
        socket -> {
          int index = Math.min(number.getAndIncrement(), connections.length - 1);
          for (String said : connections[index]) {
            if (!readRequest(socket)) {
              return;
            }
            if (said.equals("reset")) {
              reset(socket);
              return;
            }
            write(socket, said.startsWith("HTTP/") ? said : answer(said));
          }
        });
  }

  /** With status 200, as JSON. */
  public static String answer(String body) {
    return "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s"
        .formatted(body.length(), body);
  }

  /**
   * Reads a whole request: to hang up earlier would be a reset.
   *
   * @return whether there was one, or the client has hung up
   */
  public static boolean readRequest(Socket socket) throws IOException {
    InputStream in = socket.getInputStream();
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    while (!head.toString(ISO_8859_1).endsWith("\r\n\r\n")) {
      int next = read(in);
      if (next < 0) {
        return false;
      }
      head.write(next);
    }
    Matcher length = LENGTH.matcher(head.toString(ISO_8859_1));
    in.readNBytes(length.find() ? Integer.parseInt(length.group(1)) : 0);
    return true;
  }

  private static int read(InputStream in) throws IOException {
    try {
      return in.read();
    } catch (SocketException reset) {
      return -1;
    }
  }

  public static void write(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(ISO_8859_1));
  }

  /** Hangs up without a goodbye. */
  public static void reset(Socket socket) throws IOException {
    socket.setSoLinger(true, 0);
    socket.close();
  }

  private void serve(Treatment treatment) {
    while (!server.isClosed()) {
      try {
        Socket socket = server.accept();
        connections.incrementAndGet();
        start(() -> treat(socket, treatment));
      } catch (IOException closed) {
        // By the test.
      }
    }
  }

  private static void treat(Socket socket, Treatment treatment) {
    try (socket) {
      treatment.of(socket);
    } catch (IOException hungUp) {
      // By a client that has seen enough.
    }
  }

  private static void start(Runnable task) {
    Thread thread = new Thread(task, "raw-server");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() throws IOException {
    server.close();
  }

  /** What becomes of a connection, which is closed afterwards. */
  @FunctionalInterface
  public interface Treatment {

    void of(Socket socket) throws IOException;
  }
}
