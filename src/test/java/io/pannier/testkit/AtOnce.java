package io.pannier.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;

/** Runs many things at once, each on a thread of its own: all are let go at the same moment. */
public final class AtOnce {

  private AtOnce() {}

  /**
   * What each of the runners, counted from 0, came to, in their order.
   *
   * @throws AssertionError if one of them failed
   */
  public static <T> List<T> run(int runners, IntFunction<T> runner) {
    ExecutorService threads = Executors.newFixedThreadPool(runners);
    try {
      CountDownLatch start = new CountDownLatch(1);
      List<Future<T>> running = new ArrayList<>();
      for (int i = 0; i < runners; i++) {
        int number = i;
        running.add(
            threads.submit(
                () -> {
                  start.await();
                  return runner.apply(number);
                }));
      }
      start.countDown();
      List<T> results = new ArrayList<>();
      for (Future<T> one : running) {
        results.add(one.get());
      }
      return results;
    } catch (ExecutionException failed) {
      throw new AssertionError("one of them failed", failed.getCause());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new AssertionError(interrupted);
    } finally {
      threads.shutdownNow();
    }
  }
}
