package io.pannier.local;

import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.common.Slf4jNotifier;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;
import org.springframework.util.FileSystemUtils;

/**
 * A WireMock server for each upstream, answering from a copy of the mappings of {@code
 * contracts/upstream}: its admin API can write files, and none of those that are kept is to change.
 * Tests add stubs of a priority below 5 to break one, and {@link #reset()} afterwards.
 */
public final class StubUpstreams implements AutoCloseable {

  private static final int FREE_PORT = 0;
  private static final int REMEMBERED_REQUESTS = 10_000;

  private final Map<StubUpstream, WireMockServer> servers = new EnumMap<>(StubUpstream.class);
  private final Path copies = newFolder();

  private StubUpstreams() {}

  /** Starts all of them on free ports. */
  public static StubUpstreams start() {
    return start(upstream -> FREE_PORT);
  }

  /** Starts each on the port that the function gives, 0 for any free one. */
  public static StubUpstreams start(ToIntFunction<StubUpstream> ports) {
    StubUpstreams stubs = new StubUpstreams();
    try {
      for (StubUpstream upstream : StubUpstream.values()) {
        stubs.start(upstream, ports.applyAsInt(upstream));
      }
      StubWarmUp.of(stubs);
      stubs.reset();
      return stubs;
    } catch (RuntimeException e) {
      stubs.close();
      throw e;
    }
  }

  private void start(StubUpstream upstream, int port) {
    WireMockServer server =
        new WireMockServer(
            options()
                .port(port)
                .usingFilesUnderDirectory(copyOf(upstream).toString())
                .maxRequestJournalEntries(REMEMBERED_REQUESTS)
                .stubRequestLoggingDisabled(true)
                .notifier(new Slf4jNotifier(false)));
    servers.put(upstream, server);
    server.start();
  }

  private static Path newFolder() {
    try {
      return Files.createTempDirectory("pannier-stubs");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Gone with this process, since many tests share stubs that nobody closes. */
  private Path copyOf(StubUpstream upstream) {
    Path copy = copies.resolve(upstream.id());
    try {
      FileSystemUtils.copyRecursively(upstream.folder(), copy);
      try (Stream<Path> files = Files.walk(copies)) {
        files.forEach(file -> file.toFile().deleteOnExit());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return copy;
  }

  /** The server that stands in for this upstream. */
  public WireMockServer server(StubUpstream upstream) {
    WireMockServer server = servers.get(upstream);
    if (server == null) {
      throw new IllegalStateException(upstream + " was not started");
    }
    return server;
  }

  public WireMockServer catalog() {
    return server(StubUpstream.CATALOG);
  }

  public WireMockServer pricing() {
    return server(StubUpstream.PRICING);
  }

  public WireMockServer inventory() {
    return server(StubUpstream.INVENTORY);
  }

  public WireMockServer legacyInventory() {
    return server(StubUpstream.LEGACY_INVENTORY);
  }

  /** The configuration that makes Pannier ask these stubs: {@code pannier.upstream.*}. */
  public Map<String, String> properties() {
    Map<String, String> properties = new TreeMap<>();
    servers.forEach(
        (upstream, server) -> {
          String prefix = "pannier.upstream." + upstream.id() + ".";
          properties.put(prefix + "base-url", server.baseUrl());
          upstream.settings().forEach((name, value) -> properties.put(prefix + name, value));
        });
    return properties;
  }

  /** Back to the mapping files alone, with no request remembered. */
  public void reset() {
    servers.values().forEach(WireMockServer::resetAll);
  }

  @Override
  public void close() {
    servers.values().forEach(WireMockServer::stop);
  }
}
