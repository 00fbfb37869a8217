package io.pannier.cart.adapter.in.web.v2;

import io.pannier.cart.application.Caller;
import io.pannier.cart.application.CartTarget;
import io.pannier.cart.application.VersionCondition;
import io.pannier.shared.model.Deadline;
import io.pannier.shared.web.DeadlineProperties;
import io.pannier.shared.web.Deadlines;
import io.pannier.shared.web.Violations;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.web.server.ServerWebExchange;

/**
 * What every change of a cart says in its path and headers.
 *
 * @param key names the change; absent if none was sent, or if keys do not count there
 */
record WriteV2Request(
    String cartId,
    Caller caller,
    VersionCondition condition,
    Deadline deadline,
    @Nullable String key) {

  static WriteV2Request read(
      String cartId,
      ServerWebExchange exchange,
      DeadlineProperties deadlines,
      Violations violations) {
    HttpHeaders headers = exchange.getRequest().getHeaders();
    return new WriteV2Request(
        cartId,
        CartV2Headers.caller(exchange),
        CartV2Headers.condition(headers, violations),
        Deadlines.start(headers, deadlines.cartWrite(), violations),
        null);
  }

  /** With its key: of additions only, what else it is sent with is safe to repeat without. */
  WriteV2Request withKey(HttpHeaders headers, Violations violations) {
    return new WriteV2Request(
        cartId, caller, condition, deadline, CartV2Headers.key(headers, violations));
  }

  /** Of a change that has no body, so that nothing else can be wrong with it. */
  static WriteV2Request read(
      String cartId, ServerWebExchange exchange, DeadlineProperties deadlines) {
    Violations violations = new Violations();
    WriteV2Request write = read(cartId, exchange, deadlines, violations);
    violations.orThrow();
    return write;
  }

  CartTarget target() {
    return new CartTarget(CartV2Headers.cartId(cartId), caller, condition, deadline);
  }
}
