package io.pannier.faults;

import io.pannier.local.EmbeddedMongo;
import io.pannier.local.LocalIssuer;
import io.pannier.local.StubUpstream;
import io.pannier.local.StubUpstreams;
import io.pannier.testkit.TcpRelay;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtensionContext.Store.CloseableResource;
import org.springframework.util.FileSystemUtils;

/** Everything around the service, and the service itself as often as it needs other settings. */
final class FaultLab implements CloseableResource {

  /** Far above what a busy machine needs: only {@link Fault#isSlow() slow} faults meet a limit. */
  private static final Map<String, String> PATIENT =
      Map.ofEntries(
          Map.entry("pannier.mongodb.operation-timeout", "4s"),
          Map.entry("pannier.mongodb.server-selection-timeout", "4s"),
          Map.entry("pannier.mongodb.pool-wait", "4s"),
          Map.entry("pannier.deadline.product", "10s"),
          Map.entry("pannier.deadline.cart-read", "10s"),
          Map.entry("pannier.deadline.cart-write", "10s"),
          Map.entry("pannier.deadline.allocation-read", "10s"),
          Map.entry("pannier.deadline.allocation-write", "10s"),
          Map.entry("pannier.upstream.catalog.timeout", "4s"),
          Map.entry("pannier.upstream.pricing.timeout", "4s"),
          Map.entry("pannier.upstream.inventory.timeout", "4s"),
          Map.entry("pannier.upstream.legacy-inventory.timeout", "4s"),
          Map.entry("pannier.upstream.log-interval", "0s"),
          Map.entry("pannier.cart.guest-creation.enabled", "false"));

  private static final Map<String, String> IMPATIENT_WITH_THE_DATABASE =
      Map.of(
          "pannier.mongodb.operation-timeout", "500ms",
          "pannier.mongodb.server-selection-timeout", "500ms",
          "pannier.mongodb.pool-wait", "200ms");

  private final Path folder;
  private final EmbeddedMongo mongo;
  private final TcpRelay relay;
  private final StubUpstreams stubs;
  private final LocalIssuer issuer = LocalIssuer.start(0);
  private final Leaks leaks = new Leaks();
  private final Map<String, RunningPannier> services = new HashMap<>();

  private FaultLab(Path folder) {
    this.folder = folder;
    leaks.watch();
    this.mongo = EmbeddedMongo.onDisk(folder.resolve("carts.mv"), 0);
    this.relay = TcpRelay.to(URI.create(mongo.uri()).getPort());
    this.stubs = StubUpstreams.start();
  }

  static FaultLab open() {
    try {
      return new FaultLab(Files.createTempDirectory("pannier-faults"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A service that waits long for everybody. */
  RunningPannier patient() {
    return service("patient", Map.of());
  }

  /** A service that waits long for everybody but this upstream. */
  RunningPannier impatientWith(StubUpstream upstream) {
    return service(
        upstream.id(), Map.of("pannier.upstream." + upstream.id() + ".timeout", "300ms"));
  }

  /** A service that waits long for everybody but the database. */
  RunningPannier impatientWithTheDatabase() {
    return service("mongodb", IMPATIENT_WITH_THE_DATABASE);
  }

  /** Another service that waits long for everybody but the database; the caller closes it. */
  RunningPannier startImpatientWithTheDatabase(Map<String, String> settings) {
    Map<String, String> all = new HashMap<>(IMPATIENT_WITH_THE_DATABASE);
    all.putAll(settings);
    return start(all);
  }

  private RunningPannier start(Map<String, String> settings) {
    Map<String, String> all = new HashMap<>(PATIENT);
    all.putAll(issuer.properties());
    all.put("spring.data.mongodb.uri", relay.uri());
    all.putAll(settings);
    RunningPannier started = RunningPannier.start(stubs, all);
    leaks.watch();
    return started;
  }

  private RunningPannier service(String name, Map<String, String> settings) {
    return services.computeIfAbsent(name, absent -> start(settings));
  }

  /** Of access tokens that every service here takes. */
  LocalIssuer issuer() {
    return issuer;
  }

  EmbeddedMongo mongo() {
    return mongo;
  }

  TcpRelay relay() {
    return relay;
  }

  Leaks leaks() {
    return leaks;
  }

  @Override
  public void close() throws IOException {
    services.values().forEach(RunningPannier::close);
    stubs.close();
    relay.close();
    mongo.close();
    issuer.close();
    leaks.unwatch();
    FileSystemUtils.deleteRecursively(folder);
  }
}
