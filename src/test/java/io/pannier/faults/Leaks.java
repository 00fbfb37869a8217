package io.pannier.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.resilience4j.bulkhead.Bulkhead;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Metrics;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.util.ResourceLeakDetector;
import io.pannier.local.StubUpstream;
import io.pannier.testkit.Await;
import io.pannier.testkit.LogWatch;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Finds permits, connections and buffers that were not given back. */
final class Leaks {

  private static final String CONNECTIONS = "reactor.netty.connection.provider.";

  private static final Set<String> POOLS =
      Arrays.stream(StubUpstream.values()).map(StubUpstream::id).collect(Collectors.toSet());

  private final LogWatch log = new LogWatch(ResourceLeakDetector.class.getName());

  /** Has Netty follow every buffer from now on. */
  void watch() {
    ResourceLeakDetector.setLevel(ResourceLeakDetector.Level.PARANOID);
    log.resume();
  }

  void unwatch() {
    ResourceLeakDetector.setLevel(ResourceLeakDetector.Level.SIMPLE);
  }

  void assertNothingHeld(RunningPannier pannier) throws InterruptedException {
    for (StubUpstream upstream : StubUpstream.values()) {
      Bulkhead bulkhead = pannier.bulkhead(upstream);
      int all = bulkhead.getBulkheadConfig().getMaxConcurrentCalls();
      Await.until(() -> bulkhead.getMetrics().getAvailableConcurrentCalls() == all);
    }
    Await.until(() -> sum("active.connections") == 0);
    Await.until(() -> sum("pending.connections") == 0);
  }

  /** A leak shows at the next buffer after its collection. */
  void assertNoBufferLost() throws InterruptedException {
    for (int round = 0; round < 3; round++) {
      System.gc();
      Thread.sleep(100);
      for (int i = 0; i < 100; i++) {
        ByteBuf buffer = PooledByteBufAllocator.DEFAULT.buffer();
        buffer.release();
      }
    }
    assertThat(log.messages()).as("lost buffers").isEmpty();
  }

  private static double sum(String gauge) {
    Collection<Gauge> ofUpstreams = gauges(gauge);
    assertThat(ofUpstreams).as("gauges of pools").isNotEmpty();
    return ofUpstreams.stream().mapToDouble(Gauge::value).sum();
  }

  private static List<Gauge> gauges(String name) {
    return Metrics.globalRegistry.find(CONNECTIONS + name).gauges().stream()
        .filter(gauge -> POOLS.contains(String.valueOf(gauge.getId().getTag("name"))))
        .toList();
  }
}
