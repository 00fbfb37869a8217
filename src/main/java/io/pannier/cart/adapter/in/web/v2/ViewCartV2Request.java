package io.pannier.cart.adapter.in.web.v2;

import io.pannier.cart.application.ViewCartQuery;
import io.pannier.cart.application.ViewItemQuery;
import io.pannier.cart.domain.model.CartSection;
import io.pannier.cart.domain.model.LineId;
import io.pannier.shared.model.Deadline;
import io.pannier.shared.model.InvalidValueException;
import io.pannier.shared.web.Deadlines;
import io.pannier.shared.web.Field;
import io.pannier.shared.web.QueryParameters;
import io.pannier.shared.web.Violations;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.springframework.http.server.reactive.ServerHttpRequest;

/** Reads what {@code GET /v2/carts/{id}} asks for. */
final class ViewCartV2Request {

  private static final int MAX_FIELDS = 10;

  private ViewCartV2Request() {}

  static ViewCartQuery toQuery(String cartId, ServerHttpRequest request, Duration longest) {
    Violations violations = new Violations();
    Deadline deadline = Deadlines.start(request.getHeaders(), longest, violations);
    Field<List<CartSection>> sections =
        QueryParameters.of(request.getQueryParams(), violations)
            .optionalList("requestedFields", MAX_FIELDS, ViewCartV2Request::section);
    violations.orThrow();
    Set<CartSection> asked = EnumSet.copyOf(sections.orElse(List.of(CartSection.values())));
    return new ViewCartQuery(
        CartV2Headers.cartId(cartId), CartV2Headers.caller(request.getHeaders()), asked, deadline);
  }

  static ViewItemQuery toItemQuery(
      String cartId, String lineId, ServerHttpRequest request, Duration longest) {
    Violations violations = new Violations();
    Deadline deadline = Deadlines.start(request.getHeaders(), longest, violations);
    violations.orThrow();
    return new ViewItemQuery(
        CartV2Headers.cartId(cartId),
        CartV2Headers.caller(request.getHeaders()),
        new LineId(lineId),
        deadline);
  }

  private static CartSection section(String name) {
    return switch (name) {
      case "catalog" -> CartSection.CATALOG;
      case "pricing" -> CartSection.PRICING;
      case "inventory" -> CartSection.INVENTORY;
      default -> throw new InvalidValueException("is none of catalog, pricing, inventory");
    };
  }
}
