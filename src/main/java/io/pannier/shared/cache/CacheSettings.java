package io.pannier.shared.cache;

import io.pannier.shared.settings.PropertyChecks;
import java.time.Duration;
import org.springframework.util.unit.DataSize;

/**
 * For how long answers of one gateway are good.
 *
 * @param lifetime of what was found, counted from when it was asked; 0: nothing is kept
 * @param stale how much longer it stands in while the upstream fails
 * @param notFound how long it is good that there is no such thing; it never stands in
 * @param limit of a question that several callers may wait for, whatever deadline each has
 * @param maxSize of everything that is kept, as estimated
 * @param shadow what is kept is only compared with the upstream's answers, and never given
 */
public record CacheSettings(
    Duration lifetime,
    Duration stale,
    Duration notFound,
    Duration limit,
    DataSize maxSize,
    boolean shadow) {

  /** Of values that change too often to stand in for anything: never given past their lifetime. */
  public static CacheSettings neverStale(
      Duration lifetime, Duration notFound, Duration limit, DataSize maxSize) {
    return new CacheSettings(lifetime, Duration.ZERO, notFound, limit, maxSize, false);
  }

  /**
   * Checks what settings are made of.
   *
   * @param prefix what their properties begin with
   */
  public static void check(
      String prefix,
      Duration lifetime,
      Duration stale,
      Duration notFound,
      Duration limit,
      DataSize maxSize) {
    PropertyChecks.notNegative(prefix + ".lifetime", lifetime);
    PropertyChecks.notNegative(prefix + ".stale", stale);
    PropertyChecks.notNegative(prefix + ".not-found", notFound);
    PropertyChecks.positive(prefix + ".limit", limit);
    PropertyChecks.size(prefix + ".max-size", maxSize);
  }

  /** After which an answer is of no use any more. */
  Duration longest() {
    Duration found = lifetime.plus(stale);
    return found.compareTo(notFound) < 0 ? notFound : found;
  }
}
