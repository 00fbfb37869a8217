package io.pannier.faults;

import static io.pannier.faults.Fault.failing;
import static io.pannier.faults.Fault.ignored;
import static io.pannier.faults.Fault.slow;
import static io.pannier.faults.Fault.triedAgain;
import static io.pannier.faults.RawFaults.afterSaying;
import static io.pannier.shared.model.Answer.Reason.INVALID_ANSWER;
import static io.pannier.shared.model.Answer.Reason.THROTTLED;
import static io.pannier.shared.model.Answer.Reason.UNREACHABLE;
import static io.pannier.shared.model.Answer.Reason.UPSTREAM_ERROR;
import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.pannier.testkit.RawServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.util.Random;
import java.util.stream.Stream;

/** What can become of a connection. */
final class ConnectionFaults {

  private static final String NOTHING = "";
  private static final String START_OF_HEADER = "HTTP/1.1 200 OK\r\nX-Endless: ";

  private static final String HALF_AN_ANSWER =
      """
      HTTP/1.1 200 OK\r
      Content-Type: %s\r
      Content-Length: 900\r
      \r
      half""";

  private static final String BROKEN_CHUNK =
      """
      HTTP/1.1 200 OK\r
      Content-Type: %s\r
      Transfer-Encoding: chunked\r
      \r
      no length\r
      {}\r
      0\r
      \r
      """;

  private static final String HEAD = "HTTP/1.1 %s\r\nContent-Length: 100000000\r\n\r\n";

  private ConnectionFaults() {}

  static Stream<Fault> all() {
    return Stream.of(
        triedAgain("refused", RawFaults.refused(), UNREACHABLE).requests(0),
        triedAgain("reset at once", RawFaults.atOnce(RawServer::reset), UNREACHABLE),
        triedAgain("reset", afterSaying(NOTHING, RawServer::reset), UNREACHABLE),
        triedAgain("reset mid-body", afterSaying(HALF_AN_ANSWER, RawServer::reset), UNREACHABLE),
        triedAgain("closed mid-body", afterSaying(HALF_AN_ANSWER, Socket::close), UNREACHABLE),
        triedAgain("empty response", afterSaying(NOTHING, Socket::close), UNREACHABLE),
        triedAgain("closed mid-head", afterSaying(START_OF_HEADER, Socket::close), UNREACHABLE),
        failing("random bytes", afterSaying(NOTHING, ConnectionFaults::noise), INVALID_ANSWER),
        failing("broken chunk", afterSaying(BROKEN_CHUNK, Socket::close), INVALID_ANSWER),
        failing(
            "endless header",
            afterSaying(START_OF_HEADER, ConnectionFaults::flood),
            INVALID_ANSWER),
        failing(
            "503 without its body",
            afterSaying(HEAD.formatted(503), ConnectionFaults::silence),
            UPSTREAM_ERROR),
        ignored(
            "429 without its body",
            afterSaying(HEAD.formatted(429), ConnectionFaults::silence),
            THROTTLED),
        failing(
            "500 with a long body",
            afterSaying(HEAD.formatted(500), ConnectionFaults::flood),
            UPSTREAM_ERROR),
        slow("slow first byte", afterSaying(NOTHING, ConnectionFaults::silence)),
        slow("slow trickle", afterSaying(HALF_AN_ANSWER, ConnectionFaults::trickle)),
        slow("slow trickle of headers", afterSaying(START_OF_HEADER, ConnectionFaults::trickle)));
  }

  private static void noise(Socket socket) throws IOException {
    byte[] noise = new byte[4_096];
    new Random(20_261_121).nextBytes(noise);
    socket.getOutputStream().write(noise);
  }

  /** A megabyte. */
  private static void flood(Socket socket) throws IOException {
    OutputStream out = socket.getOutputStream();
    byte[] kilobyte = "x".repeat(1_024).getBytes(ISO_8859_1);
    for (int count = 0; count < 1_024; count++) {
      out.write(kilobyte);
    }
  }

  /** Until the client hangs up. */
  private static void silence(Socket socket) throws IOException {
    socket.getInputStream().transferTo(OutputStream.nullOutputStream());
  }

  /** Byte by byte until the client hangs up; at most some 20 s. */
  private static void trickle(Socket socket) throws IOException {
    try {
      for (int count = 0; count < 400; count++) {
        Thread.sleep(50);
        socket.getOutputStream().write('x');
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
