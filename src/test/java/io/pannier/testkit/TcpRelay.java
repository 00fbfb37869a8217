package io.pannier.testkit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Stands before a server, most often a database, and has the faults that lines and servers have.
 */
public final class TcpRelay implements AutoCloseable {

  private enum Flow {
    FREE,
    SLOW,
    FROZEN,
    ANSWERS_LOST
  }

  /** What becomes of one connection when the command comes that a fault is for. */
  private enum Fault {
    /** It is cut instead of the answer. */
    CUT,
    /** The answer never comes. */
    HELD
  }

  private static final int SLOWNESS_MILLIS = 1_500;

  private final ReservedPort port = ReservedPort.any();
  private final int target;
  private final Set<Connection> open = ConcurrentHashMap.newKeySet();
  private volatile Flow flow = Flow.FREE;
  private volatile @Nullable String lastWords;
  private volatile @Nullable String frozenBy;
  private volatile int toPass;
  private volatile Duration answersTake = Duration.ZERO;
  private volatile @Nullable String faultyCommand;
  private volatile Fault fault = Fault.CUT;
  private @Nullable ServerSocket server;
  private @Nullable Thread acceptor;

  private TcpRelay(int target) {
    this.target = target;
  }

  /** One that lets everything through. */
  public static TcpRelay to(int target) {
    TcpRelay relay = new TcpRelay(target);
    relay.listen();
    return relay;
  }

  /** How a database behind it is reached. */
  public String uri() {
    return "mongodb://127.0.0.1:" + port.number() + "/pannier";
  }

  /** Cuts all connections and refuses new ones. */
  public void refuse() {
    close(server);
    server = null;
    awaitTheLast(acceptor);
    cut();
  }

  /** Cuts all connections. */
  public void cut() {
    open.forEach(Connection::close);
  }

  /** Takes connections, and lets nothing through. */
  public void freeze() {
    flow = Flow.FROZEN;
  }

  /** Lets everything through, each piece after a while. */
  public void slowDown() {
    flow = Flow.SLOW;
  }

  /** Lets everything through, each piece of an answer after so long. */
  public void answersTake(Duration time) {
    answersTake = time;
  }

  /** From the next request on in which this occurs, requests get through and answers do not. */
  public void loseAnswersFrom(String words) {
    lastWords = words;
  }

  /** Freezes when so many requests in which this occurs are through and one more comes. */
  public void freezeAfter(int requests, String words) {
    toPass = requests;
    frozenBy = words;
  }

  /** Whether the request has come that {@link #freezeAfter} waits for; it is held back. */
  public boolean isFrozen() {
    return flow == Flow.FROZEN;
  }

  /** Commands of this name reach the database, and instead of the answer their line is cut. */
  public void cutAtTheAnswerTo(String command) {
    fault = Fault.CUT;
    faultyCommand = command;
  }

  /** Commands of this name reach the database, and on their line no answer comes any more. */
  public void holdTheAnswerTo(String command) {
    fault = Fault.HELD;
    faultyCommand = command;
  }

  /** Lets everything through; connections that had a fault of their own are cut. */
  public void mend() {
    lastWords = null;
    frozenBy = null;
    faultyCommand = null;
    answersTake = Duration.ZERO;
    open.stream().filter(connection -> connection.own != null).forEach(Connection::close);
    flow = Flow.FREE;
    if (server == null) {
      listen();
    }
  }

  /**
   * As good as new: what it held back never arrives.
   *
   * @return whether all connections were cut, the driver's own among them
   */
  public boolean renew() {
    boolean all = server == null || flow == Flow.FROZEN;
    if (all) {
      cut();
    }
    mend();
    return all;
  }

  private void listen() {
    ServerSocket listening = port.listen();
    server = listening;
    acceptor = daemon(() -> accept(listening));
  }

  /** While it still accepts, the port is not free. */
  private static void awaitTheLast(@Nullable Thread acceptor) {
    try {
      if (acceptor != null) {
        acceptor.join();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void accept(ServerSocket listening) {
    while (!listening.isClosed()) {
      try {
        Socket client = listening.accept();
        try {
          new Connection(client, new Socket(InetAddress.getByName("localhost"), target)).start();
        } catch (IOException nobodyBehind) {
          close(client);
        }
      } catch (IOException closed) {
        // It refuses.
      }
    }
  }

  private synchronized void freezeIfDue(String piece) {
    String words = frozenBy;
    if (words != null && piece.contains(words) && toPass-- == 0) {
      flow = Flow.FROZEN;
    }
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "tcp-relay");
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  private static void close(@Nullable Closeable closeable) {
    try {
      if (closeable != null) {
        closeable.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    refuse();
    flow = Flow.FREE;
    port.close();
  }

  /** One line between a client and the server. */
  private final class Connection {

    private final Socket client;
    private final Socket behind;
    private volatile @Nullable Fault own;

    Connection(Socket client, Socket behind) {
      this.client = client;
      this.behind = behind;
    }

    void start() {
      open.add(this);
      daemon(() -> pump(client, behind, true));
      daemon(() -> pump(behind, client, false));
    }

    void close() {
      TcpRelay.close(client);
      TcpRelay.close(behind);
    }

    private void pump(Socket from, Socket to, boolean isRequest) {
      byte[] piece = new byte[64 * 1_024];
      try (from;
          to) {
        InputStream in = from.getInputStream();
        OutputStream out = to.getOutputStream();
        for (int size = in.read(piece); size >= 0; size = in.read(piece)) {
          if (isRequest) {
            noteFaults(new String(piece, 0, size, ISO_8859_1));
          } else if (own == Fault.CUT) {
            return;
          }
          if (isLetThrough(isRequest)) {
            out.write(piece, 0, size);
          }
        }
      } catch (IOException cut) {
        // Either side has had enough, or the test has.
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } finally {
        open.remove(this);
      }
    }

    private void noteFaults(String request) {
      String words = lastWords;
      if (words != null && request.contains(words)) {
        flow = Flow.ANSWERS_LOST;
      }
      freezeIfDue(request);
      // A command's document begins with its name as the key of a string: 2, the name, 0.
      String command = faultyCommand;
      if (command != null && request.contains("\u0002" + command + "\0")) {
        own = fault;
      }
    }

    private boolean isLetThrough(boolean isRequest) throws InterruptedException {
      if (!isRequest) {
        Thread.sleep(answersTake.toMillis());
      }
      if (flow == Flow.SLOW) {
        Thread.sleep(SLOWNESS_MILLIS);
      }
      while (flow == Flow.FROZEN) {
        Thread.sleep(20);
      }
      return isRequest || (own == null && flow != Flow.ANSWERS_LOST);
    }
  }
}
