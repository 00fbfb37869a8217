package io.pannier.shared.warmup;

import io.pannier.shared.model.Deadline;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;

/**
 * Warms up on a thread of its own, since Boot says that the service is ready when its runners have
 * ended. However it ends, the service starts: it only answers its first clients more slowly.
 */
final class WarmUpRunner implements ApplicationRunner {

  private static final Logger log = LoggerFactory.getLogger(WarmUpRunner.class);

  private final Duration limit;
  private final Predicate<Deadline> work;

  /**
   * A runner.
   *
   * @param limit after which the start goes on
   * @param work is interrupted then; false where there is nothing that it may do
   */
  WarmUpRunner(Duration limit, Predicate<Deadline> work) {
    this.limit = limit;
    this.work = work;
  }

  @Override
  public void run(ApplicationArguments arguments) throws InterruptedException {
    long began = System.nanoTime();
    FutureTask<Boolean> task = new FutureTask<>(() -> work.test(Deadline.after(limit)));
    new WarmUpThread(task).start();
    try {
      if (task.get(limit.toNanos(), TimeUnit.NANOSECONDS)) {
        log.info("Warmed up in {} ms", millisSince(began));
      } else {
        log.info("Nothing was warmed up: an adapter of another kind would ask its upstream");
      }
    } catch (TimeoutException e) {
      task.cancel(true);
      log.warn("The warm-up was cut after {} ms", millisSince(began));
    } catch (ExecutionException e) {
      log.warn("The warm-up failed after {} ms: {}", millisSince(began), described(e));
    }
  }

  /** Whether this is done for the warm-up, so that it is not measured. */
  static boolean isRunningThis() {
    return Thread.currentThread() instanceof WarmUpThread;
  }

  private static final class WarmUpThread extends Thread {

    WarmUpThread(Runnable task) {
      super(task, "warm-up");
      setDaemon(true);
    }
  }

  /** The message only if it is ours: others may repeat the values of settings. */
  private static String described(ExecutionException failed) {
    Throwable failure = failed.getCause() == null ? failed : failed.getCause();
    return failure instanceof Rehearsal.FailedException
        ? String.valueOf(failure.getMessage())
        : failure.getClass().getName();
  }

  private static long millisSince(long began) {
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
  }
}
