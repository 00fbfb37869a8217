package io.pannier.cart.adapter.out.mongo;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The line between the driver and a database, with the faults that lines and databases have. */
final class MongoLink implements AutoCloseable {

  /** What becomes of the answer to a command. */
  private enum Fault {
    /** The connection is cut instead. */
    CUT,
    /** It never comes. */
    HELD
  }

  private final InetSocketAddress database;
  private final Set<Line> lines = ConcurrentHashMap.newKeySet();
  private volatile Listener listener;
  private volatile @Nullable String faultyCommand;
  private volatile Fault fault = Fault.CUT;
  private volatile boolean frozen;

  /** A healthy one. */
  MongoLink(String databaseUri) {
    int port = Integer.parseInt(databaseUri.replaceAll(".*:([0-9]+)/.*", "$1"));
    database = new InetSocketAddress("localhost", port);
    listener = listen(0);
  }

  String uri() {
    return "mongodb://127.0.0.1:" + listener.port() + "/pannier";
  }

  /** All connections are broken and new ones refused. */
  void refuse() {
    listener.stop();
    breakAll();
  }

  /** Everything is accepted and nothing answered. */
  void freeze() {
    frozen = true;
  }

  /** All connections are broken; new ones are accepted and never answered. */
  void hang() {
    frozen = true;
    breakAll();
  }

  /** Commands of this name reach the database, and instead of the answer the line is cut. */
  void cutAtTheAnswerTo(String command) {
    fault = Fault.CUT;
    faultyCommand = command;
  }

  /** Commands of this name reach the database, and the answer never comes. */
  void holdTheAnswerTo(String command) {
    fault = Fault.HELD;
    faultyCommand = command;
  }

  /**
   * As good as new: connections that had a fault are broken.
   *
   * @return whether that may have been all of them, the driver's own among them
   */
  boolean heal() {
    faultyCommand = null;
    lines.forEach(Line::breakIfFaulty);
    boolean refusing = listener.isStopped();
    if (refusing) {
      listener = listen(listener.port());
    }
    boolean all = refusing || frozen;
    frozen = false;
    if (all) {
      breakAll();
    }
    return all;
  }

  @Override
  public void close() {
    refuse();
  }

  private Listener listen(int port) {
    try {
      ServerSocket listening = new ServerSocket();
      listening.setReuseAddress(true);
      listening.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return new Listener(listening, start(() -> accept(listening)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void accept(ServerSocket listening) {
    while (!listening.isClosed()) {
      try {
        Socket client = listening.accept();
        try {
          new Line(client, new Socket(database.getHostName(), database.getPort())).start();
        } catch (IOException databaseDown) {
          closeQuietly(client);
        }
      } catch (IOException closed) {
        // The link is down.
      }
    }
  }

  private void breakAll() {
    lines.forEach(Line::close);
  }

  private static Thread start(Runnable work) {
    Thread thread = new Thread(work, "mongo-link");
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  private static void closeQuietly(AutoCloseable socket) {
    try {
      socket.close();
    } catch (Exception closed) {
      // Then it is closed.
    }
  }

  /** Accepts connections until it is stopped; then the port is free at once. */
  private record Listener(ServerSocket socket, Thread acceptor) {

    int port() {
      return socket.getLocalPort();
    }

    boolean isStopped() {
      return socket.isClosed();
    }

    void stop() {
      closeQuietly(socket);
      try {
        acceptor.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** One connection of the driver. */
  private final class Line {

    private final Socket client;
    private final Socket behind;
    private volatile @Nullable Fault own;

    Line(Socket client, Socket behind) {
      this.client = client;
      this.behind = behind;
    }

    void start() {
      lines.add(this);
      MongoLink.start(() -> pump(client, behind, true));
      MongoLink.start(() -> pump(behind, client, false));
    }

    void breakIfFaulty() {
      if (own != null) {
        close();
      }
    }

    void close() {
      closeQuietly(client);
      closeQuietly(behind);
    }

    private void pump(Socket from, Socket to, boolean commands) {
      byte[] buffer = new byte[65_536];
      try (from;
          to) {
        InputStream in = from.getInputStream();
        OutputStream out = to.getOutputStream();
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
          if (commands) {
            note(new String(buffer, 0, read, StandardCharsets.ISO_8859_1));
          } else if (own == Fault.CUT) {
            return;
          }
          if (!frozen && (commands || own == null)) {
            out.write(buffer, 0, read);
          }
        }
      } catch (IOException cut) {
        // Then the other end is closed, too.
      } finally {
        lines.remove(this);
      }
    }

    /** A command's document begins with its name as the key of a string: 2, the name, 0. */
    private void note(String bytes) {
      String command = faultyCommand;
      if (command != null && bytes.contains("\u0002" + command + "\0")) {
        own = fault;
      }
    }
  }
}
