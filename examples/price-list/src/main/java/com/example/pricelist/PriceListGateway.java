package com.example.pricelist;

import io.pannier.pricing.domain.model.Price;
import io.pannier.pricing.domain.port.PricingGateway;
import io.pannier.shared.model.Answer;
import io.pannier.shared.model.Answer.Reason;
import io.pannier.shared.model.Answers;
import io.pannier.shared.model.Deadline;
import io.pannier.shared.model.ProductAtLocation;
import io.pannier.shared.upstream.UpstreamException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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

  private final Path file;
  private @Nullable PriceList last;

  PriceListGateway(Path file) {
    this.file = file;
  }

  /** Files block whoever reads them, so this leaves the threads that serve requests. */
  @Override
  public Mono<Answers<ProductAtLocation, Price>> find(
      Set<ProductAtLocation> products, Deadline deadline) {
    return Mono.defer(
        () ->
            Mono.fromCallable(() -> answers(products))
                .subscribeOn(Schedulers.boundedElastic())
                .timeout(
                    deadline.remaining(),
                    Mono.just(Answers.unavailable(products, Reason.TIMEOUT)))
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
    FileTime modified = Files.getLastModifiedTime(file);
    if (last == null || !last.modified().equals(modified)) {
      last = PriceList.of(Files.readAllBytes(file), modified);
    }
    return last;
  }

  /** The log says what kind of failure it is, and nothing of what the file holds. */
  private static Answers<ProductAtLocation, Price> unanswered(
      Set<ProductAtLocation> products, Throwable failure) {
    Reason reason =
        failure instanceof UpstreamException unreadable ? unreadable.reason() : Reason.UNREACHABLE;
    log.warn("the price list could not tell: {} ({})", reason, failure.getClass().getName());
    return Answers.unavailable(products, reason);
  }
}
