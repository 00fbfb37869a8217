package io.pannier.cart.adapter.in.web.v2;

import io.pannier.cart.adapter.in.web.CartHeaders;
import io.pannier.cart.application.CartCommand;
import io.pannier.cart.application.CartResult;
import io.pannier.cart.domain.model.Cart;
import io.pannier.cart.domain.model.CartEntry;
import io.pannier.cart.domain.model.LineId;
import io.pannier.cart.domain.model.StoredCart;
import io.pannier.offer.domain.model.Section;
import io.pannier.shared.web.PublicPath;
import io.pannier.shared.web.input.Languages;
import java.util.Objects;
import java.util.Set;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.server.ServerWebExchange;

/**
 * Sets what a cart's answer says besides its body. The tag is set on the exchange and not by a
 * response entity, which would answer 304 to {@code If-None-Match}: prices live outside the
 * version.
 */
final class CartV2Reply {

  private final ServerWebExchange exchange;
  private final ServerHttpResponse response;

  CartV2Reply(ServerWebExchange exchange) {
    this.exchange = exchange;
    this.response = exchange.getResponse();
  }

  private static String path(Cart cart) {
    return "/v2/carts/" + cart.stored().id();
  }

  private static String path(Cart cart, LineId lineId) {
    return path(cart) + "/items/" + lineId;
  }

  CartV2Response of(CartResult.Created created) {
    if (created.isNew()) {
      PublicPath.created(exchange, path(created.cart()));
    }
    describeNamed(created.cart());
    return CartV2Response.from(created);
  }

  CartV2Response of(Cart cart) {
    describeNamed(cart);
    return CartV2Response.from(cart);
  }

  CartV2Response of(Cart cart, Set<Section> sections) {
    describe(cart.stored());
    if (sections.contains(Section.CATALOG)) {
      Languages.announce(exchange);
    }
    return CartV2Response.from(cart, sections);
  }

  CartV2Response.Merged of(CartResult.Merged merged) {
    describeNamed(merged.cart());
    return CartV2Response.Merged.from(merged);
  }

  CartV2Response ofAddition(CartResult.Changed change) {
    CartEntry.Result result = change.results().get(0);
    if (result.created()) {
      PublicPath.created(exchange, path(change.cart(), Objects.requireNonNull(result.lineId())));
    }
    replayed(change.replayed());
    return of(change.cart());
  }

  /** With the address of the line, if that has changed. */
  CartV2Response ofChange(CartResult.Changed change, LineId former) {
    change.results().stream()
        .map(CartEntry.Result::lineId)
        .filter(line -> line != null && !line.equals(former))
        .forEach(line -> PublicPath.locate(exchange, path(change.cart(), line)));
    replayed(change.replayed());
    return of(change.cart());
  }

  /** The cart alone where a batch is taken whole, else with what became of each entry. */
  Object ofBatch(CartResult.Changed change, CartCommand.BatchMode mode) {
    replayed(change.replayed());
    CartV2Response cart = of(change.cart());
    if (mode == CartCommand.BatchMode.ATOMIC) {
      return cart;
    }
    response.setStatusCode(HttpStatus.MULTI_STATUS);
    return CartV2Response.PartialBatch.from(cart, change.results());
  }

  /** Of a cart that was reduced to one line. */
  CartV2Response.ItemV2 ofItem(Cart cart) {
    describeNamed(cart);
    return CartV2Response.ItemV2.from(cart.items().get(0));
  }

  void empty(StoredCart cart) {
    describe(cart);
    response.setStatusCode(HttpStatus.NO_CONTENT);
  }

  private void replayed(boolean replayed) {
    if (replayed) {
      response.getHeaders().set(CartHeaders.REPLAYED, "true");
    }
  }

  /** Of an answer that holds names of products. */
  private void describeNamed(Cart cart) {
    describe(cart.stored());
    Languages.announce(exchange);
  }

  private void describe(StoredCart cart) {
    response.getHeaders().setETag(CartHeaders.etag(cart.version()));
    response.getHeaders().setCacheControl("no-store");
  }
}
