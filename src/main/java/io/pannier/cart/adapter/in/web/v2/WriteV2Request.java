package io.pannier.cart.adapter.in.web.v2;

import io.pannier.cart.application.Caller;
import io.pannier.cart.application.CartTarget;
import io.pannier.cart.application.VersionCondition;
import io.pannier.shared.model.Deadline;
import io.pannier.shared.web.Deadlines;
import io.pannier.shared.web.Violations;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/**
 * What every change of a cart says in its path and headers.
 *
 * @param key names the change; absent if none was sent
 */
record WriteV2Request(
    String cartId,
    Caller caller,
    VersionCondition condition,
    Deadline deadline,
    @Nullable String key) {

  static WriteV2Request read(
      String cartId, HttpHeaders headers, Duration longest, Violations violations) {
    return new WriteV2Request(
        cartId,
        CartV2Headers.caller(headers),
        CartV2Headers.condition(headers, violations),
        Deadlines.start(headers, longest, violations),
        CartV2Headers.key(headers, violations));
  }

  CartTarget target() {
    return new CartTarget(CartV2Headers.cartId(cartId), caller, condition, deadline);
  }
}
