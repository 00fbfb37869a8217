package io.pannier.faults;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Stands before a server and lets through as much, and as fast, as it is told. */
public final class TcpRelay implements AutoCloseable {

  private enum Flow {
    FREE,
    SLOW,
    FROZEN,
    ANSWERS_LOST
  }

  private static final int SLOWNESS_MILLIS = 1_500;

  private final ReservedPort port = ReservedPort.any();
  private final int target;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private volatile Flow flow = Flow.FREE;
  private volatile @Nullable String lastWords;
  private volatile @Nullable String frozenBy;
  private volatile int toPass;
  private @Nullable ServerSocket server;
  private @Nullable Thread acceptor;

  private TcpRelay(int target) {
    this.target = target;
  }

  public static TcpRelay to(int target) {
    TcpRelay relay = new TcpRelay(target);
    relay.listen();
    return relay;
  }

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
  void cut() {
    open.forEach(TcpRelay::close);
  }

  /** Takes connections, and lets nothing through. */
  void freeze() {
    flow = Flow.FROZEN;
  }

  /** Lets everything through, each piece after a while. */
  void slowDown() {
    flow = Flow.SLOW;
  }

  /** From the next request on in which this occurs, requests get through and answers do not. */
  void loseAnswersFrom(String words) {
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

  /** Lets everything through. */
  public void mend() {
    lastWords = null;
    frozenBy = null;
    flow = Flow.FREE;
    if (server == null) {
      listen();
    }
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
        open.add(client);
        Socket behind = new Socket(InetAddress.getByName("localhost"), target);
        open.add(behind);
        daemon(() -> pump(client, behind, true));
        daemon(() -> pump(behind, client, false));
      } catch (IOException nobodyBehind) {
        cut();
      }
    }
  }

  private void pump(Socket from, Socket to, boolean isRequest) {
    byte[] piece = new byte[16 * 1_024];
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int size = in.read(piece); size >= 0; size = in.read(piece)) {
        if (isLetThrough(new String(piece, 0, size, ISO_8859_1), isRequest)) {
          out.write(piece, 0, size);
        }
      }
    } catch (IOException cut) {
      // Either side has had enough, or the test has.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      open.remove(from);
      open.remove(to);
    }
  }

  private boolean isLetThrough(String piece, boolean isRequest) throws InterruptedException {
    String words = lastWords;
    if (isRequest && words != null && piece.contains(words)) {
      flow = Flow.ANSWERS_LOST;
    }
    if (isRequest) {
      freezeIfDue(piece);
    }
    if (flow == Flow.SLOW) {
      Thread.sleep(SLOWNESS_MILLIS);
    }
    while (flow == Flow.FROZEN) {
      Thread.sleep(20);
    }
    return isRequest || flow != Flow.ANSWERS_LOST;
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
    flow = Flow.FREE;
    refuse();
    port.close();
  }
}
