package io.pannier.product.adapter.in.web.v2;

import io.pannier.product.application.ViewProductQuery;
import io.pannier.product.domain.model.ProductField;
import io.pannier.product.domain.model.ProductSelection;
import io.pannier.shared.model.Deadline;
import io.pannier.shared.model.InvalidValueException;
import io.pannier.shared.model.SellingLocationId;
import io.pannier.shared.model.Upc;
import io.pannier.shared.web.input.Deadlines;
import io.pannier.shared.web.input.Field;
import io.pannier.shared.web.input.QueryParameters;
import io.pannier.shared.web.input.Violations;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.springframework.http.server.reactive.ServerHttpRequest;

/** Reads what {@code GET /v2/products/{upc}} asks for. */
final class ViewProductV2Request {

  private static final Pattern INTEGER = Pattern.compile("0|[1-9][0-9]{0,8}");

  private ViewProductV2Request() {}

  static ViewProductQuery toQuery(
      String upc, ServerHttpRequest request, ProductV2Limits limits, Duration longest) {
    Violations violations = new Violations();
    Deadline deadline = Deadlines.start(request.getHeaders(), longest, violations);
    Field<Upc> product = violations.parse("upc", upc, Upc::parse);
    QueryParameters parameters = QueryParameters.of(request.getQueryParams(), violations);
    Field<List<Set<ProductField>>> fields =
        parameters.optionalList("requestedFields", ProductV2Limits.MAX_FIELDS, ProductField::named);
    Field<List<SellingLocationId>> locations =
        parameters.optionalList(
            "sellingLocationIds", limits.maxLocations(), ViewProductV2Request::location);
    Field<Boolean> strict = parameters.optionalBoolean("strict");
    parameters.end();
    violations.orThrow();
    return new ViewProductQuery(
        product.get(),
        new LinkedHashSet<>(locations.orElse(List.of())),
        ProductSelection.union(fields.orElse(List.of(ProductSelection.ALL.fields()))),
        strict.orElse(false),
        deadline);
  }

  private static SellingLocationId location(String text) {
    if (!INTEGER.matcher(text).matches()) {
      throw new InvalidValueException("must be a selling location from 1 to 9999");
    }
    return new SellingLocationId(Integer.parseInt(text));
  }
}
