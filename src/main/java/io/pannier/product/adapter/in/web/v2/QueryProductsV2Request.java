package io.pannier.product.adapter.in.web.v2;

import io.pannier.product.application.ViewProductsQuery;
import io.pannier.product.domain.model.ProductField;
import io.pannier.product.domain.model.ProductSelection;
import io.pannier.shared.model.Deadline;
import io.pannier.shared.model.SellingLocationId;
import io.pannier.shared.model.Upc;
import io.pannier.shared.web.input.Deadlines;
import io.pannier.shared.web.input.Field;
import io.pannier.shared.web.input.JsonFields;
import io.pannier.shared.web.input.Violations;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/** Reads what {@code POST /v2/products/query} asks for. */
final class QueryProductsV2Request {

  private QueryProductsV2Request() {}

  static ViewProductsQuery toQuery(
      byte @Nullable [] body, HttpHeaders headers, ProductV2Limits limits, Duration longest) {
    Violations violations = new Violations();
    Deadline deadline = Deadlines.start(headers, longest, violations);
    JsonFields json = JsonFields.of(body, violations);
    Set<Upc> upcs = unique(json.texts("upcs", 1, limits.maxProducts(), Upc::parse));
    Field<List<Set<ProductField>>> fields =
        json.optionalTexts("requestedFields", 1, ProductV2Limits.MAX_FIELDS, ProductField::named);
    Set<SellingLocationId> locations =
        unique(
            json.optionalIntegers(
                "sellingLocationIds", 1, limits.maxLocations(), SellingLocationId::new));
    Field<Boolean> strict = json.optionalBoolean("strict");
    json.end();
    if (upcs.size() * locations.size() > limits.maxOffers()) {
      violations.add("sellingLocationIds", "times upcs must be at most " + limits.maxOffers());
    }
    violations.orThrow();
    return new ViewProductsQuery(
        upcs,
        locations,
        ProductSelection.union(fields.orElse(List.of(ProductSelection.ALL.fields()))),
        strict.orElse(false),
        deadline);
  }

  private static <T> Set<T> unique(Field<List<T>> list) {
    return new LinkedHashSet<>(list.orElse(List.of()));
  }
}
