package com.example.pricelist;

import io.pannier.pricing.domain.model.Price;
import io.pannier.pricing.domain.port.PricingGateway;
import io.pannier.shared.logging.LogThrottle;
import io.pannier.shared.model.Answer;
import io.pannier.shared.model.Answer.Reason;
import io.pannier.shared.model.Answers;
import io.pannier.shared.model.Deadline;
import io.pannier.shared.model.ProductAtLocation;
import io.pannier.shared.upstream.UpstreamException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** The prices of a file, which is read again when it has changed. */
final class PriceListGateway implements PricingGateway {

  private static final Logger log = LoggerFactory.getLogger(PriceListGateway.class);

  /** So that one file cannot fill the memory. */
  private static final long LARGEST = 8L * 1024 * 1024;

  private final LogThrottle<Reason> throttle = LogThrottle.usual();
  private final Path file;
  private @Nullable Copy copy;

  PriceListGateway(Path file) {
    this.file = file;
  }

  /** Reading a file blocks, so this leaves the threads that serve requests. */
  @Override
  public Mono<Answers<ProductAtLocation, Price>> find(
      Set<ProductAtLocation> products, Deadline deadline) {
    return Mono.defer(
        () ->
            Mono.fromCallable(() -> answers(products))
                .subscribeOn(Schedulers.boundedElastic())
                .timeout(
                    deadline.remaining(), Mono.just(Answers.unavailable(products, Reason.TIMEOUT)))
                .onErrorResume(failure -> Mono.just(unanswered(products, failure))));
  }

  private Answers<ProductAtLocation, Price> answers(Set<ProductAtLocation> products)
      throws IOException {
    PriceList list = list();
    Map<ProductAtLocation, Answer<Price>> answers = new LinkedHashMap<>();
    products.forEach(product -> answers.put(product, list.about(product)));
    return new Answers<>(answers);
  }

  private synchronized PriceList list() throws IOException {
    BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
    if (now.size() > LARGEST) {
      throw UpstreamException.invalid("larger than 8 MiB");
    }
    Copy last = copy;
    if (last == null || last.isOutdated(now)) {
      FileTime modified = now.lastModifiedTime();
      PriceList list = PriceList.of(Files.readAllBytes(file), modified.toInstant());
      last = new Copy(modified, now.size(), list);
      copy = last;
    }
    return last.list();
  }

  /** The log says what kind of failure it is, now and then, and nothing of what the file holds. */
  private Answers<ProductAtLocation, Price> unanswered(
      Set<ProductAtLocation> products, Throwable failure) {
    Reason reason =
        failure instanceof UpstreamException unreadable ? unreadable.reason() : Reason.UNREACHABLE;
    throttle
        .next(reason)
        .ifPresent(
            suppressed ->
                log.warn(
                    "the price list cannot be used: {} ({}), and {} times since the last line",
                    reason,
                    failure.getClass().getName(),
                    suppressed));
    return Answers.unavailable(products, reason);
  }

  /** What was read, and of which file. */
  private record Copy(FileTime modified, long size, PriceList list) {

    boolean isOutdated(BasicFileAttributes now) {
      return !modified.equals(now.lastModifiedTime()) || size != now.size();
    }
  }
}
