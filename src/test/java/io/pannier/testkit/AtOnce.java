package io.pannier.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** Runs many things at once, each on a thread of its own. */
public final class AtOnce {

  private AtOnce() {}

  /**
   * What each of the runners, counted from 0, came to, in their order. All are let go at the same
   * moment.
   *
   * @throws AssertionError if one of them failed
   */
  public static <T extends @Nullable Object> List<T> run(int runners, IntFunction<T> runner) {
    CountDownLatch start = new CountDownLatch(1);
    List<Callable<T>> all = new ArrayList<>();
    for (int i = 0; i < runners; i++) {
      int number = i;
      all.add(
          () -> {
            start.await();
            return runner.apply(number);
          });
    }
    try {
      return during(all, start::countDown);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new AssertionError(interrupted);
    }
  }

  /**
   * Does something while all of the runners are running, and waits for their ends.
   *
   * @throws AssertionError if one of them failed
   */
  public static <T extends @Nullable Object> List<T> during(
      List<? extends Callable<T>> runners, Meanwhile meanwhile) throws InterruptedException {
    ExecutorService threads = Executors.newFixedThreadPool(runners.size());
    try {
      List<Future<T>> running = new ArrayList<>();
      runners.forEach(runner -> running.add(threads.submit(runner)));
      meanwhile.happens();
      List<T> results = new ArrayList<>();
      for (Future<T> one : running) {
        results.add(one.get());
      }
      return results;
    } catch (ExecutionException failed) {
      throw new AssertionError("one of them failed", failed.getCause());
    } finally {
      threads.shutdownNow();
    }
  }

  /** What happens while others run. */
  @FunctionalInterface
  public interface Meanwhile {

    void happens() throws InterruptedException;
  }
}
