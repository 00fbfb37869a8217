package io.pannier.observability;

import com.sun.net.httpserver.HttpExchange;
import io.pannier.local.LocalIssuer;
import io.pannier.testkit.SmallServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;

/** Whoever runs the service: issues access tokens, and collects the spans that are exported. */
final class Operator implements AutoCloseable {

  static final String SUBJECT = "the-very-subject";

  private final Queue<String> exported = new ConcurrentLinkedQueue<>();
  private final LocalIssuer issuer = LocalIssuer.start(0);
  private final SmallServer collector =
      SmallServer.start().at("/v1/traces", exchange -> export(exchange));

  private void export(HttpExchange exchange) throws IOException {
    byte[] spans = exchange.getRequestBody().readAllBytes();
    exported.add(new String(spans, StandardCharsets.ISO_8859_1));
    SmallServer.answer(exchange, 200, new byte[0]);
  }

  /** What makes a service accept these tokens, export all of its spans, and have time for it. */
  String[] properties() {
    return Stream.concat(
            issuer.properties().entrySet().stream()
                .map(property -> property.getKey() + "=" + property.getValue()),
            Stream.of(
                "pannier.security.keys-timeout=10s",
                "pannier.deadline.product=20s",
                "management.otlp.tracing.endpoint=" + collector.address("/v1/traces"),
                "management.otlp.tracing.compression=none",
                "management.tracing.sampling.probability=1.0"))
        .toArray(String[]::new);
  }

  String token(String scope) {
    return issuer.token(SUBJECT, scope);
  }

  /** Everything that was exported, as protocol buffers that hold their text in the clear. */
  String spans() {
    return String.join("\n", exported);
  }

  @Override
  public void close() {
    collector.close();
    issuer.close();
  }
}
