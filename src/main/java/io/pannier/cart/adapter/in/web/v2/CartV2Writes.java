package io.pannier.cart.adapter.in.web.v2;

import io.pannier.cart.application.CartCommand;
import io.pannier.shared.web.DeadlineProperties;
import io.pannier.shared.web.Deadlines;
import io.pannier.shared.web.JsonFields;
import io.pannier.shared.web.Violations;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * The way of every change of a cart: what it says is read, all that is wrong with it is told at
 * once, and it is given up at its deadline.
 */
final class CartV2Writes {

  private final DeadlineProperties deadlines;

  CartV2Writes(DeadlineProperties deadlines) {
    this.deadlines = deadlines;
  }

  /** What an addition says, with the key that makes it safe to repeat; none may have been sent. */
  record Keyed<R>(@Nullable String key, R request) {}

  /** Of a change that has a body. */
  <R, T> Mono<T> make(
      String cartId,
      byte @Nullable [] body,
      ServerWebExchange exchange,
      Function<JsonFields, R> form,
      BiFunction<CartCommand.Target, R, Mono<T>> change) {
    return make(
        cartId, exchange, violations -> form.apply(JsonFields.of(body, violations)), change);
  }

  /** Of an addition, where alone a key counts: everything else is safe to repeat without. */
  <R, T> Mono<T> makeKeyed(
      String cartId,
      byte @Nullable [] body,
      ServerWebExchange exchange,
      Function<JsonFields, R> form,
      BiFunction<CartCommand.Target, Keyed<R>, Mono<T>> change) {
    return make(
        cartId,
        exchange,
        violations ->
            new Keyed<>(
                CartV2Headers.key(exchange.getRequest().getHeaders(), violations),
                form.apply(JsonFields.of(body, violations))),
        change);
  }

  /** Of a change that has none. */
  <T> Mono<T> make(
      String cartId, ServerWebExchange exchange, Function<CartCommand.Target, Mono<T>> change) {
    return make(cartId, exchange, Function.identity(), (target, nothing) -> change.apply(target));
  }

  private <R, T> Mono<T> make(
      String cartId,
      ServerWebExchange exchange,
      Function<Violations, R> rest,
      BiFunction<CartCommand.Target, R, Mono<T>> change) {
    Violations violations = new Violations();
    HttpHeaders headers = exchange.getRequest().getHeaders();
    CartCommand.Target target =
        new CartCommand.Target(
            CartV2Headers.cartId(cartId),
            CartV2Headers.caller(exchange),
            CartV2Headers.condition(headers, violations),
            Deadlines.start(headers, deadlines.cartWrite(), violations));
    R request = rest.apply(violations);
    violations.orThrow();
    return Deadlines.enforce(target.deadline(), change.apply(target, request));
  }
}
