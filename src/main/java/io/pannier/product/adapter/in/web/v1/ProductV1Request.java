package io.pannier.product.adapter.in.web.v1;

import io.pannier.product.application.ProductQuery;
import io.pannier.product.domain.model.ProductField;
import io.pannier.product.domain.model.ProductSelection;
import io.pannier.shared.model.Deadline;
import io.pannier.shared.model.ProductId.Upc;
import io.pannier.shared.web.input.Deadlines;
import io.pannier.shared.web.input.Field;
import io.pannier.shared.web.input.JsonFields;
import io.pannier.shared.web.input.QueryParameters;
import io.pannier.shared.web.input.Violations;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.reactive.ServerHttpRequest;

/** Reads what {@code GET /v1/productByUpc} asks for: the UPC stands in the query or in a body. */
final class ProductV1Request {

  /** The fields that version 1's response has. */
  private static final ProductSelection SELECTION =
      ProductSelection.of(
          ProductField.CATALOG_NAME,
          ProductField.CATALOG_DESCRIPTION,
          ProductField.PRICING_CURRENT,
          ProductField.INVENTORY_AVAILABLE);

  private static final String UPC = "upc";

  private ProductV1Request() {}

  static ProductQuery.One toQuery(
      byte @Nullable [] body, ServerHttpRequest request, Locale language, Duration longest) {
    Violations violations = new Violations();
    Deadline deadline = Deadlines.start(request.getHeaders(), longest, violations);
    boolean inQuery = request.getQueryParams().containsKey(UPC);
    QueryParameters parameters = QueryParameters.of(request.getQueryParams(), violations);
    Field<Upc> upc = parameters.optional(UPC, Upc::parse);
    parameters.end();
    if (body != null) {
      Field<Upc> inBody = fromBody(body, violations);
      if (inQuery) {
        refuseIfDifferent(upc, inBody, violations);
      } else {
        upc = inBody;
      }
    } else if (!inQuery) {
      violations.add(UPC, "is required");
    }
    violations.orThrow();
    return new ProductQuery.One(upc.get(), Set.of(), SELECTION, false, language, deadline);
  }

  private static Field<Upc> fromBody(byte[] body, Violations violations) {
    JsonFields json = JsonFields.of(body, violations);
    Field<Upc> upc = json.text(UPC, Upc::parse);
    json.end();
    return upc;
  }

  private static void refuseIfDifferent(
      Field<Upc> inQuery, Field<Upc> inBody, Violations violations) {
    if (inQuery.value() != null && inBody.value() != null && !inQuery.equals(inBody)) {
      violations.add(UPC, "is not the same in the query and in the body");
    }
  }
}
