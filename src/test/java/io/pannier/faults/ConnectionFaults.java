package io.pannier.faults;

import static io.pannier.faults.Fault.failing;
import static io.pannier.faults.Fault.slow;
import static io.pannier.faults.Fault.triedAgain;
import static io.pannier.shared.model.Reason.INVALID_ANSWER;
import static io.pannier.shared.model.Reason.UNREACHABLE;
import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.github.tomakehurst.wiremock.http.Fault;
import io.pannier.shared.upstream.RawServer;
import io.pannier.shared.upstream.RawServer.Treatment;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.util.Random;
import java.util.stream.Stream;

/** What can become of a connection. */
final class ConnectionFaults {

  private static final String HALF_AN_ANSWER =
      "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 900\r\n\r\n{\"";

  private static final String BROKEN_CHUNK =
      "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"
          + "no length\r\n{}\r\n0\r\n\r\n";

  private ConnectionFaults() {}

  static Stream<io.pannier.faults.Fault> all() {
    return Stream.of(
        triedAgain("refused", refused(), UNREACHABLE).requests(0),
        triedAgain("reset at once", raw(RawServer::reset), UNREACHABLE),
        triedAgain("reset", StubFaults.fault(Fault.CONNECTION_RESET_BY_PEER), UNREACHABLE),
        triedAgain("reset mid-body", raw(ConnectionFaults::resetMidBody), UNREACHABLE),
        triedAgain("closed mid-body", says(HALF_AN_ANSWER), UNREACHABLE),
        triedAgain("empty response", StubFaults.fault(Fault.EMPTY_RESPONSE), UNREACHABLE),
        failing("random bytes", raw(ConnectionFaults::randomBytes), INVALID_ANSWER),
        failing("broken chunk", says(BROKEN_CHUNK), INVALID_ANSWER),
        failing("endless header", raw(ConnectionFaults::endlessHeader), INVALID_ANSWER),
        slow("slow first byte", raw(ConnectionFaults::silence)),
        slow("slow trickle", raw(ConnectionFaults::trickle)),
        slow("slow trickle of headers", raw(ConnectionFaults::trickleOfHeaders)));
  }

  private static Breakage refused() {
    return (upstream, pannier) -> {
      ReservedPort port = ReservedPort.any();
      pannier.detours().set(upstream, port.address());
      return new Broken(
          () -> 0,
          () -> {
            pannier.detours().clear(upstream);
            port.close();
          });
    };
  }

  private static Breakage says(String text) {
    return raw(
        socket -> {
          RawServer.readRequest(socket);
          socket.getOutputStream().write(text.getBytes(ISO_8859_1));
        });
  }

  private static Breakage raw(Treatment treatment) {
    return (upstream, pannier) -> {
      try {
        RawServer server = new RawServer(treatment);
        pannier.detours().set(upstream, server.address());
        return new Broken(
            server::connections,
            () -> {
              pannier.detours().clear(upstream);
              close(server);
            });
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    };
  }

  private static void resetMidBody(Socket socket) throws IOException {
    RawServer.readRequest(socket);
    socket.getOutputStream().write(HALF_AN_ANSWER.getBytes(ISO_8859_1));
    RawServer.reset(socket);
  }

  private static void randomBytes(Socket socket) throws IOException {
    RawServer.readRequest(socket);
    byte[] noise = new byte[4_096];
    new Random(20_261_121).nextBytes(noise);
    socket.getOutputStream().write(noise);
  }

  private static void endlessHeader(Socket socket) throws IOException {
    RawServer.readRequest(socket);
    OutputStream out = socket.getOutputStream();
    out.write("HTTP/1.1 200 OK\r\nX-Endless: ".getBytes(ISO_8859_1));
    byte[] more = "x".repeat(1_024).getBytes(ISO_8859_1);
    for (int kilobytes = 0; kilobytes < 1_024; kilobytes++) {
      out.write(more);
    }
  }

  /** Until the client hangs up. */
  @SuppressWarnings("CheckReturnValue")
  private static void silence(Socket socket) throws IOException {
    RawServer.readRequest(socket);
    socket.getInputStream().read();
  }

  private static void trickle(Socket socket) throws IOException {
    RawServer.readRequest(socket);
    socket.getOutputStream().write(HALF_AN_ANSWER.getBytes(ISO_8859_1));
    dribble(socket);
  }

  private static void trickleOfHeaders(Socket socket) throws IOException {
    RawServer.readRequest(socket);
    socket.getOutputStream().write("HTTP/1.1 200 OK\r\nX-Slow: ".getBytes(ISO_8859_1));
    dribble(socket);
  }

  /** Byte by byte until the client hangs up; at most some 20 s. */
  private static void dribble(Socket socket) throws IOException {
    try {
      for (int bytes = 0; bytes < 400; bytes++) {
        Thread.sleep(50);
        socket.getOutputStream().write('x');
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void close(RawServer server) {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
