package io.pannier.shared.vendure;

import com.fasterxml.jackson.databind.JsonNode;
import io.pannier.shared.model.Answer.Reason;
import io.pannier.shared.model.Answers;
import io.pannier.shared.model.Deadline;
import io.pannier.shared.model.ProductId;
import io.pannier.shared.model.Provenance;
import io.pannier.shared.model.Provenance.Source;
import io.pannier.shared.upstream.UpstreamClient;
import io.pannier.shared.upstream.UpstreamException;
import io.pannier.shared.upstream.UpstreamRequest;
import java.time.Clock;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import reactor.core.publisher.Mono;

/** Asks the engine for one gateway. It always returns an answer, as {@link UpstreamClient} does. */
public final class VendureClient {

  private static final String CHANNEL_HEADER = "vendure-token";

  private final UpstreamClient client;
  private final VendureSession session;
  private final Source source;
  private final Clock clock;

  VendureClient(UpstreamClient client, VendureSession session, Source source, Clock clock) {
    this.client = client;
    this.session = session;
    this.source = source;
    this.clock = clock;
  }

  /**
   * A question about variants, of which {@code $skus} says which.
   *
   * @param document in GraphQL
   * @param channel the token of the channel that it is about; absent: the engine's default channel
   * @param language that texts are wanted in; absent where it does not matter
   */
  public record Question(String document, @Nullable String channel, @Nullable Locale language) {}

  /** Reads what the engine says about some of what was asked. */
  @FunctionalInterface
  public interface Reader<K, V> {

    /**
     * Reads it.
     *
     * @param data what was asked for
     * @param received source and time of receipt: the engine sends no time
     * @throws UpstreamException if nothing in it can be used
     */
    Answers<K, V> read(Set<K> asked, JsonNode data, Provenance received);
  }

  /**
   * One look-up, or several smaller ones if its answer is too large. It waits for a login where
   * there is no session, and is asked once more where the session is refused.
   *
   * @param idOf the product of a key: it gives {@code $skus}, and halves keep its keys together
   */
  public <K, V> Mono<Answers<K, V>> find(
      Set<K> asked,
      Function<K, ProductId> idOf,
      Question question,
      Deadline deadline,
      Reader<K, V> reader) {
    LookUp<K, V> lookUp = new LookUp<>(asked, idOf, question, deadline, reader);
    return Mono.defer(() -> asked.isEmpty() ? Mono.just(Answers.none()) : ask(lookUp, false));
  }

  /** Where an answer comes from that is received now. */
  Provenance now() {
    return Provenance.fresh(source, clock.instant());
  }

  private <K, V> Mono<Answers<K, V>> ask(LookUp<K, V> lookUp, boolean isLast) {
    return session
        .token(lookUp.deadline())
        .flatMap(
            login ->
                login.fold(
                    token -> ask(lookUp, token.value(), isLast),
                    none -> Mono.just(lookUp.unavailable(Reason.UPSTREAM_ERROR)),
                    unavailable -> Mono.just(lookUp.unavailable(unavailable.because()))));
  }

  private <K, V> Mono<Answers<K, V>> ask(
      LookUp<K, V> lookUp, VendureSession.Token token, boolean isLast) {
    AtomicBoolean isGivenUp = new AtomicBoolean();
    return client
        .find(
            lookUp.asked(),
            lookUp.deadline(),
            lookUp.idOf(),
            part -> lookUp.request(part, token),
            (part, body) -> {
              VendureAnswer answer = VendureAnswer.of(body);
              if (!answer.isForbidden()) {
                return lookUp.reader().read(part, answer.data(), now());
              }
              if (isLast || !session.giveUp(token)) {
                throw UpstreamException.failed(
                    Reason.UPSTREAM_ERROR, "forbidden to the administrator that we are");
              }
              // The engine works, and answers after another login: no failure to report.
              isGivenUp.set(true);
              return Answers.unavailable(part, Reason.UPSTREAM_ERROR);
            })
        .flatMap(answers -> isGivenUp.get() ? ask(lookUp, true) : Mono.just(answers));
  }

  /** What one caller wants to know. */
  private record LookUp<K, V>(
      Set<K> asked,
      Function<K, ProductId> idOf,
      Question question,
      Deadline deadline,
      Reader<K, V> reader) {

    UpstreamRequest request(Set<K> part, VendureSession.Token token) {
      VendureRequest.Body body =
          new VendureRequest.Body(question.document(), Map.of("skus", Variants.skus(part, idOf)));
      UpstreamRequest request =
          VendureRequest.post(question.language(), body)
              .header(HttpHeaders.AUTHORIZATION, "Bearer " + token.value());
      return question.channel() == null
          ? request
          : request.header(CHANNEL_HEADER, question.channel());
    }

    Answers<K, V> unavailable(Reason reason) {
      return Answers.unavailable(asked, reason);
    }
  }
}
