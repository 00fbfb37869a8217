package io.pannier.shared.vendure;

import io.pannier.shared.model.Answer;
import io.pannier.shared.model.Answer.Reason;
import io.pannier.shared.model.Answers;
import io.pannier.shared.model.Deadline;
import io.pannier.shared.model.Provenance;
import io.pannier.shared.upstream.UpstreamClient;
import io.pannier.shared.upstream.UpstreamException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * The session of all questions. One login serves every question that waits for it, and goes on
 * after their deadlines. There is a pause between two logins, whether the first succeeded or not,
 * so that an engine that rejects our password, or gives us no permissions, is not made to check it
 * again and again.
 */
final class VendureSession {

  private static final String TOKEN_HEADER = "vendure-auth-token";

  /**
   * What a bearer token may consist of (RFC 6750, section 2.1), and no longer than a header may be.
   */
  private static final Pattern TOKEN = Pattern.compile("[\\x21-\\x7E]{1,1000}");

  /** So that the answer is sent before the operation's own deadline. */
  private static final Duration MARGIN = Duration.ofMillis(20);

  private static final String LOGIN =
      """
      mutation ($username: String!, $password: String!) {
        login(username: $username, password: $password) { __typename }
      }""";

  private static final String SUBJECT = "the session";

  private final Mono<Login> login;
  private final Duration pause;
  private final LongSupplier nanoTime;
  private volatile @Nullable Login last;

  private VendureSession(
      Mono<Answer<Token>> engine, VendureProperties properties, LongSupplier nanoTime) {
    this.pause = properties.loginPause();
    this.nanoTime = nanoTime;
    // Reactor's cache joins those who come while a login is under way; what is kept is in last.
    this.login =
        Mono.defer(() -> engine)
            .map(answer -> new Login(answer, nanoTime.getAsLong()))
            .doOnNext(one -> last = one)
            .cache(one -> Duration.ZERO, failure -> Duration.ZERO, () -> Duration.ZERO);
  }

  /**
   * Logs in when the first question needs it.
   *
   * @param engine logs in
   */
  static VendureSession of(
      UpstreamClient engine,
      VendureProperties properties,
      Supplier<Provenance> now,
      LongSupplier nanoTime) {
    AtomicReference<String> header = new AtomicReference<>("");
    VendureRequest.Body body =
        new VendureRequest.Body(
            LOGIN,
            Map.of("username", properties.username(), "password", properties.password().value()));
    Mono<Answer<Token>> login =
        Mono.defer(
                () ->
                    engine.<String, Token>find(
                        Set.of(SUBJECT),
                        Deadline.after(properties.loginTimeout().multipliedBy(2)),
                        Function.identity(),
                        subject ->
                            VendureRequest.post(null, body)
                                .answered(head -> header.set(head.get(TOKEN_HEADER, ""))),
                        (subject, answer) ->
                            Answers.of(
                                subject,
                                Map.of(SUBJECT, Answer.found(token(answer, header), now.get())))))
            .map(answers -> answers.about(SUBJECT));
    return new VendureSession(login, properties, nanoTime);
  }

  private static Token token(byte[] body, AtomicReference<String> header) {
    String result = VendureAnswer.of(body).data().path("login").path("__typename").asText("");
    if (!result.equals("CurrentUser")) {
      throw UpstreamException.failed(Reason.UPSTREAM_ERROR, "it refused to log us in");
    }
    String token = header.getAndSet("");
    if (!TOKEN.matcher(token).matches()) {
      throw UpstreamException.invalid("a login without a token");
    }
    return new Token(token);
  }

  /** The session's token before the deadline, or why there is none. */
  Mono<Answer<Token>> token(Deadline deadline) {
    return Mono.defer(
        () -> {
          Login here = last;
          return here != null && (here.isMade() || isYoung(here))
              ? Mono.just(here.answer())
              : login
                  .map(Login::answer)
                  .timeout(
                      deadline.minus(MARGIN).remaining(),
                      Mono.just(Answer.unavailable(Reason.TIMEOUT)));
        });
  }

  /**
   * Gives up a session that the engine does not know any more; the next question logs in.
   *
   * @return false, and keeps it, if it is so young that something else must be the cause
   */
  boolean giveUp(Token token) {
    Login here = last;
    if (here != null && here.isOf(token)) {
      if (isYoung(here)) {
        return false;
      }
      last = null;
    }
    return true;
  }

  private boolean isYoung(Login one) {
    return nanoTime.getAsLong() - one.at() < pause.toNanos();
  }

  /** What is sent with questions; never logged. */
  record Token(String value) {

    @Override
    public String toString() {
      return "***";
    }
  }

  /** What became of a login, and when. */
  private record Login(Answer<Token> answer, long at) {

    boolean isMade() {
      return answer.known().isPresent();
    }

    boolean isOf(Token token) {
      return answer.known().filter(token::equals).isPresent();
    }
  }
}
