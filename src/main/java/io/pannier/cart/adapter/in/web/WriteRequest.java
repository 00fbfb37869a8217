package io.pannier.cart.adapter.in.web;

import io.pannier.cart.application.Caller;
import io.pannier.cart.application.CartCommand;
import io.pannier.cart.application.VersionCondition;
import io.pannier.shared.web.input.Deadlines;
import io.pannier.shared.web.input.JsonFields;
import io.pannier.shared.web.input.Languages;
import io.pannier.shared.web.input.Violations;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * Reads a request that changes a cart, reports all its faults together (unless the body is not one
 * JSON object), and enforces its deadline. The order is that of use: make it, read the body's
 * fields, then {@link #orRefuse()}.
 */
public final class WriteRequest {

  private final CartCommand.Target target;
  private final HttpHeaders headers;
  private final Violations violations;

  private WriteRequest(CartCommand.Target target, HttpHeaders headers, Violations violations) {
    this.target = target;
    this.headers = headers;
    this.violations = violations;
  }

  /**
   * The part of a request that every change has.
   *
   * @param longest the operation's deadline, which the client may shorten
   */
  public static WriteRequest of(
      String cartId, Caller caller, ServerWebExchange exchange, Duration longest) {
    Violations violations = new Violations();
    HttpHeaders headers = exchange.getRequest().getHeaders();
    VersionCondition condition = CartHeaders.condition(headers, violations);
    return of(cartId, caller, condition, Languages.of(exchange), headers, violations, longest);
  }

  /** As {@link #of}, where {@code If-Match} and {@code Accept-Language} say nothing. */
  public static WriteRequest unconditional(
      String cartId, Caller caller, Locale language, ServerWebExchange exchange, Duration longest) {
    HttpHeaders headers = exchange.getRequest().getHeaders();
    return of(cartId, caller, VersionCondition.NONE, language, headers, new Violations(), longest);
  }

  private static WriteRequest of(
      String cartId,
      Caller caller,
      VersionCondition condition,
      Locale language,
      HttpHeaders headers,
      Violations violations,
      Duration longest) {
    CartCommand.Target target =
        new CartCommand.Target(
            CartHeaders.cartId(cartId),
            caller,
            condition,
            language,
            Deadlines.start(headers, longest, violations));
    return new WriteRequest(target, headers, violations);
  }

  /** The client's name for the change; absent if it has none. Only additions have a use for it. */
  public @Nullable String key() {
    return CartHeaders.key(headers, violations);
  }

  /**
   * The fields of the body; what is wrong with them is reported by {@link #orRefuse()}.
   *
   * @throws io.pannier.shared.web.problem.Problem.ProblemException if it is not one JSON object
   */
  public JsonFields fields(byte @Nullable [] body) {
    return JsonFields.of(body, violations);
  }

  /**
   * What the change is meant for.
   *
   * @throws io.pannier.shared.web.problem.Problem.ProblemException naming everything that is wrong
   *     with the request
   */
  public CartCommand.Target orRefuse() {
    violations.orThrow();
    return target;
  }

  /** The operation, or {@code deadline-exceeded} once its time is up. */
  public <T> Mono<T> enforce(Mono<T> operation) {
    return Deadlines.enforce(target.deadline(), operation);
  }
}
