package io.pannier.shared.upstream;

import java.util.function.Predicate;

/** What is tried again. Named in {@code resilience4j.retry.configs}. */
public final class WorthAnotherTry implements Predicate<Throwable> {

  @Override
  public boolean test(Throwable failure) {
    return failure instanceof UpstreamException upstream && upstream.isWorthAnotherTry();
  }
}
