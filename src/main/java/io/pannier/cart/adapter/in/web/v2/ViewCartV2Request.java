package io.pannier.cart.adapter.in.web.v2;

import io.pannier.cart.adapter.in.web.CartHeaders;
import io.pannier.cart.application.Caller;
import io.pannier.cart.application.CartQuery;
import io.pannier.cart.domain.model.LineId;
import io.pannier.offer.domain.model.Section;
import io.pannier.shared.model.Deadline;
import io.pannier.shared.model.InvalidValueException;
import io.pannier.shared.web.input.Deadlines;
import io.pannier.shared.web.input.Languages;
import io.pannier.shared.web.input.QueryParameters;
import io.pannier.shared.web.input.Violations;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.springframework.web.server.ServerWebExchange;

/** Reads what a {@code GET} of a cart asks for. */
final class ViewCartV2Request {

  private static final int MAX_FIELDS = 10;

  private ViewCartV2Request() {}

  static CartQuery.View toQuery(
      String cartId, Caller caller, ServerWebExchange exchange, Duration longest) {
    Violations violations = new Violations();
    Deadline deadline = deadline(exchange, longest, violations);
    Set<Section> sections = sections(exchange, violations);
    violations.orThrow();
    return new CartQuery.View(
        CartHeaders.cartId(cartId), caller, sections, Languages.of(exchange), deadline);
  }

  static CartQuery.ViewMine toQuery(Caller caller, ServerWebExchange exchange, Duration longest) {
    Violations violations = new Violations();
    Deadline deadline = deadline(exchange, longest, violations);
    Set<Section> sections = sections(exchange, violations);
    violations.orThrow();
    return new CartQuery.ViewMine(caller, sections, Languages.of(exchange), deadline);
  }

  static CartQuery.ViewItem toItemQuery(
      String cartId, String lineId, Caller caller, ServerWebExchange exchange, Duration longest) {
    Violations violations = new Violations();
    Deadline deadline = deadline(exchange, longest, violations);
    violations.orThrow();
    return new CartQuery.ViewItem(
        CartHeaders.cartId(cartId), caller, new LineId(lineId), Languages.of(exchange), deadline);
  }

  private static Deadline deadline(
      ServerWebExchange exchange, Duration longest, Violations violations) {
    return Deadlines.start(exchange.getRequest().getHeaders(), longest, violations);
  }

  private static Set<Section> sections(ServerWebExchange exchange, Violations violations) {
    QueryParameters parameters =
        QueryParameters.of(exchange.getRequest().getQueryParams(), violations);
    List<Section> asked =
        parameters
            .optionalList("requestedFields", MAX_FIELDS, ViewCartV2Request::section)
            .orElse(List.of(Section.values()));
    parameters.end();
    Set<Section> sections = EnumSet.noneOf(Section.class);
    sections.addAll(asked);
    return sections;
  }

  private static Section section(String name) {
    return switch (name) {
      case "catalog" -> Section.CATALOG;
      case "pricing" -> Section.PRICING;
      case "inventory" -> Section.INVENTORY;
      default -> throw new InvalidValueException("is none of catalog, pricing, inventory");
    };
  }
}
