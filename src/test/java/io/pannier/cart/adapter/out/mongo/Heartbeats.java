package io.pannier.cart.adapter.out.mongo;

import com.mongodb.event.ServerHeartbeatSucceededEvent;
import com.mongodb.event.ServerMonitorListener;
import io.pannier.testkit.Await;
import java.util.concurrent.atomic.AtomicInteger;

/** Knows when the driver has noticed what has become of the database. */
final class Heartbeats implements ServerMonitorListener {

  private final AtomicInteger succeeded = new AtomicInteger();

  @Override
  public void serverHeartbeatSucceeded(ServerHeartbeatSucceededEvent event) {
    succeeded.incrementAndGet();
  }

  /**
   * Waits for two: the first may still have been under way on a connection that is broken since,
   * and the driver would notice that in the middle of the next test.
   */
  void awaitFreshOnes() throws InterruptedException {
    int before = succeeded.get();
    Await.until(() -> succeeded.get() >= before + 2);
  }
}
