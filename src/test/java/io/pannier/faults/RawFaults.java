package io.pannier.faults;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.pannier.local.StubUpstream;
import io.pannier.testkit.RawServer;
import io.pannier.testkit.RawServer.Treatment;
import io.pannier.testkit.ReservedPort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.Function;

/** Puts a server in an upstream's place that does what no HTTP server would, or none at all. */
final class RawFaults {

  private RawFaults() {}

  static FaultInjection refused() {
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

  /** Without hearing what is asked. */
  static FaultInjection atOnce(Treatment treatment) {
    return raw(upstream -> treatment);
  }

  /** Says this, in which {@code %s} is the upstream's media type, once it was asked. */
  static FaultInjection afterSaying(String text, Treatment treatment) {
    return raw(
        upstream ->
            socket -> {
              RawServer.readRequest(socket);
              byte[] said = text.formatted(GoodAnswers.mediaType(upstream)).getBytes(ISO_8859_1);
              socket.getOutputStream().write(said);
              treatment.of(socket);
            });
  }

  private static FaultInjection raw(Function<StubUpstream, Treatment> treatments) {
    return (upstream, pannier) -> {
      try {
        RawServer server = new RawServer(treatments.apply(upstream));
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

  private static void close(RawServer server) {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
