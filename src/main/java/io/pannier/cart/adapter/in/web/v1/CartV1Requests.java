package io.pannier.cart.adapter.in.web.v1;

import io.pannier.cart.adapter.in.web.CartHeaders;
import io.pannier.cart.adapter.in.web.WriteRequest;
import io.pannier.cart.application.Caller;
import io.pannier.cart.application.CartCommand;
import io.pannier.cart.application.CartQuery;
import io.pannier.cart.domain.model.CartEntry;
import io.pannier.cart.domain.model.CartLine;
import io.pannier.cart.domain.model.LineId;
import io.pannier.offer.domain.model.Section;
import io.pannier.shared.model.Deadline;
import io.pannier.shared.model.InvalidValueException;
import io.pannier.shared.model.ProductAtLocation;
import io.pannier.shared.model.ProductId.Upc;
import io.pannier.shared.model.SellingLocationId;
import io.pannier.shared.web.input.Deadlines;
import io.pannier.shared.web.input.Field;
import io.pannier.shared.web.input.JsonFields;
import io.pannier.shared.web.input.OptionalBody;
import io.pannier.shared.web.input.Violations;
import java.time.Duration;
import java.util.Currency;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.web.server.ServerWebExchange;

/**
 * Makes commands of what clients of version 1 send; each method shows its JSON. A UPC means the
 * line of that product at the default location that has no words on it.
 */
final class CartV1Requests {

  private CartV1Requests() {}

  /** {@code {}}, or no body at all. */
  static CartCommand.Create create(
      Caller caller,
      byte @Nullable [] body,
      ServerWebExchange exchange,
      Currency defaultCurrency,
      Locale language,
      Duration longest) {
    Violations violations = new Violations();
    Deadline deadline = Deadlines.start(exchange.getRequest().getHeaders(), longest, violations);
    byte[] json = OptionalBody.of(body, exchange.getRequest());
    if (json != null) {
      JsonFields.of(json, violations).end();
    }
    violations.orThrow();
    return new CartCommand.Create(caller, null, defaultCurrency, language, deadline);
  }

  /** No body. */
  static CartQuery.View view(
      String cartId, Caller caller, ServerWebExchange exchange, Locale language, Duration longest) {
    Violations violations = new Violations();
    Deadline deadline = Deadlines.start(exchange.getRequest().getHeaders(), longest, violations);
    violations.orThrow();
    return new CartQuery.View(
        CartHeaders.cartId(cartId), caller, Set.of(Section.values()), language, deadline);
  }

  /** {@code {"upc", "qty"}}. */
  static CartCommand.AddItem addItem(
      WriteRequest request, byte @Nullable [] body, SellingLocationId location) {
    String key = request.key();
    JsonFields fields = request.fields(body);
    Field<Upc> upc = fields.text("upc", Upc::parse);
    Field<Integer> quantity = fields.integer("qty", value -> atLeast(1, value));
    fields.end();
    CartCommand.Target target = request.orRefuse();
    ProductAtLocation product = new ProductAtLocation(upc.get(), location);
    return new CartCommand.AddItem(target, new CartEntry(product, quantity.get()), key);
  }

  /** {@code {"upc", "qty"}}; 0 removes. */
  static CartCommand.ChangeLine updateItem(
      WriteRequest request, byte @Nullable [] body, SellingLocationId location) {
    JsonFields fields = request.fields(body);
    Field<Upc> upc = fields.text("upc", Upc::parse);
    Field<Integer> quantity = fields.integer("qty", value -> atLeast(0, value));
    fields.end();
    CartCommand.Target target = request.orRefuse();
    return change(target, upc.get(), location, quantity.get());
  }

  /** {@code {"upc"}}. */
  static CartCommand.ChangeLine removeItem(
      WriteRequest request, byte @Nullable [] body, SellingLocationId location) {
    JsonFields fields = request.fields(body);
    Field<Upc> upc = fields.text("upc", Upc::parse);
    fields.end();
    CartCommand.Target target = request.orRefuse();
    return change(target, upc.get(), location, 0);
  }

  private static CartCommand.ChangeLine change(
      CartCommand.Target target, Upc upc, SellingLocationId location, int quantity) {
    LineId line = LineId.of(new ProductAtLocation(upc, location));
    return new CartCommand.ChangeLine(target, line, CartLine.Change.toQuantity(quantity), null);
  }

  private static int atLeast(int least, int quantity) {
    if (quantity < least) {
      throw new InvalidValueException("must be at least " + least);
    }
    return quantity;
  }
}
