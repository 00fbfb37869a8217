package io.pannier.cart.crash;

import io.pannier.testkit.Client;
import io.pannier.testkit.Replicas;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** Writes to its carts, one write after the other, until the service is gone or it is ended. */
final class Writer implements Callable<@Nullable Void>, Replicas.Sender {

  private final Random random;
  private final List<WatchedCart> carts;
  private final Figures figures;
  private final Client client;
  private volatile boolean enough;
  private volatile boolean ended;
  private @Nullable Sent unanswered;
  private @Nullable Sent lastKeyed;

  private record Sent(WatchedCart cart, Write write) {}

  Writer(Client client, List<WatchedCart> carts, Random random, Figures figures) {
    this.client = client;
    this.carts = carts;
    this.random = random;
    this.figures = figures;
  }

  @Override
  public @Nullable Void call() {
    try {
      write();
    } finally {
      ended = true;
    }
    return null;
  }

  private void write() {
    Outcome outcome = Outcome.ACKNOWLEDGED;
    while (outcome != Outcome.IN_DOUBT && !enough) {
      Sent next = new Sent(carts.get(random.nextInt(carts.size())), Write.random(random));
      outcome = next.cart.send(client, next.write);
      figures.sent(next.write, outcome);
      if (next.write.key() != null && outcome == Outcome.IN_DOUBT) {
        unanswered = next;
      } else if (next.write.key() != null && outcome == Outcome.ACKNOWLEDGED) {
        lastKeyed = next;
      }
    }
  }

  @Override
  public void end() {
    enough = true;
  }

  @Override
  public boolean hasEnded() {
    return ended;
  }

  /** What was not answered is asked again until it is, and what was answered is asked again too. */
  @Override
  public void repeat(Client restarted) {
    if (unanswered != null) {
      Outcome outcome = Outcome.IN_DOUBT;
      for (int i = 0;
          i < 100 && outcome != Outcome.ACKNOWLEDGED && outcome != Outcome.REPLAYED;
          i++) {
        outcome = unanswered.cart.send(restarted, unanswered.write);
      }
      figures.repeated(outcome);
    }
    if (lastKeyed != null) {
      figures.repeatedNeedlessly(lastKeyed.cart.repeat(restarted, lastKeyed.write));
    }
  }
}
