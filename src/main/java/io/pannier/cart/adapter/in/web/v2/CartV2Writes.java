package io.pannier.cart.adapter.in.web.v2;

import io.pannier.cart.application.CartTarget;
import io.pannier.shared.web.DeadlineProperties;
import io.pannier.shared.web.Deadlines;
import io.pannier.shared.web.JsonFields;
import io.pannier.shared.web.Violations;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
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

  /** Of a change that has a body. */
  <R, T> Mono<T> make(
      String cartId,
      byte @Nullable [] body,
      ServerWebExchange exchange,
      Function<JsonFields, R> form,
      BiFunction<CartTarget, R, Mono<T>> change) {
    Violations violations = new Violations();
    WriteV2Request write = WriteV2Request.read(cartId, exchange, deadlines, violations);
    R request = form.apply(JsonFields.of(body, violations));
    violations.orThrow();
    return Deadlines.enforce(write.deadline(), change.apply(write.target(), request));
  }

  /** Of an addition, which its key makes safe to repeat. */
  <R, T> Mono<T> makeKeyed(
      String cartId,
      byte @Nullable [] body,
      ServerWebExchange exchange,
      Function<JsonFields, R> form,
      BiFunction<WriteV2Request, R, Mono<T>> change) {
    Violations violations = new Violations();
    WriteV2Request write =
        WriteV2Request.read(cartId, exchange, deadlines, violations)
            .withKey(exchange.getRequest().getHeaders(), violations);
    R request = form.apply(JsonFields.of(body, violations));
    violations.orThrow();
    return Deadlines.enforce(write.deadline(), change.apply(write, request));
  }

  /** Of a change that has none. */
  <T> Mono<T> make(
      String cartId, ServerWebExchange exchange, Function<CartTarget, Mono<T>> change) {
    WriteV2Request write = WriteV2Request.read(cartId, exchange, deadlines);
    return Deadlines.enforce(write.deadline(), change.apply(write.target()));
  }
}
