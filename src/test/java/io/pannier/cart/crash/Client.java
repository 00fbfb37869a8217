package io.pannier.cart.crash;

import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * Writes to its carts, one write after the other, until the service is gone or it is told to end.
 */
final class Client implements Callable<@Nullable Void> {

  private final Random random;
  private final List<WatchedCart> carts;
  private final Figures figures;
  private final String url;
  private volatile boolean enough;
  private @Nullable Sent unanswered;
  private @Nullable Sent lastKeyed;

  private record Sent(WatchedCart cart, Write write) {}

  Client(String url, List<WatchedCart> carts, Random random, Figures figures) {
    this.url = url;
    this.carts = carts;
    this.random = random;
    this.figures = figures;
  }

  @Override
  public @Nullable Void call() throws InterruptedException {
    Outcome outcome = Outcome.ACKNOWLEDGED;
    while (outcome != Outcome.IN_DOUBT && !enough) {
      Sent next = new Sent(carts.get(random.nextInt(carts.size())), Write.random(random));
      outcome = next.cart.send(url, next.write);
      figures.sent(next.write, outcome);
      if (next.write.key() != null && outcome == Outcome.IN_DOUBT) {
        unanswered = next;
      } else if (next.write.key() != null && outcome == Outcome.ACKNOWLEDGED) {
        lastKeyed = next;
      }
    }
    return null;
  }

  /** After the write that it is at. */
  void end() {
    enough = true;
  }

  /** What was not answered is asked again until it is, and what was answered is asked again too. */
  void repeat(String newUrl) throws InterruptedException {
    if (unanswered != null) {
      Outcome outcome = Outcome.IN_DOUBT;
      for (int i = 0;
          i < 100 && outcome != Outcome.ACKNOWLEDGED && outcome != Outcome.REPLAYED;
          i++) {
        outcome = unanswered.cart.send(newUrl, unanswered.write);
      }
      figures.repeated(outcome);
    }
    if (lastKeyed != null) {
      figures.repeatedNeedlessly(lastKeyed.cart.repeat(newUrl, lastKeyed.write));
    }
  }
}
