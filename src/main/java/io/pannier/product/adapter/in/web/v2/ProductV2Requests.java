package io.pannier.product.adapter.in.web.v2;

import io.pannier.product.application.ProductQuery;
import io.pannier.product.domain.model.ProductField;
import io.pannier.product.domain.model.ProductSelection;
import io.pannier.shared.model.Deadline;
import io.pannier.shared.model.InvalidValueException;
import io.pannier.shared.model.ProductId;
import io.pannier.shared.model.ProductId.Sku;
import io.pannier.shared.model.SellingLocationId;
import io.pannier.shared.settings.PropertyChecks;
import io.pannier.shared.web.input.Deadlines;
import io.pannier.shared.web.input.Field;
import io.pannier.shared.web.input.JsonFields;
import io.pannier.shared.web.input.Languages;
import io.pannier.shared.web.input.QueryParameters;
import io.pannier.shared.web.input.Violations;
import io.pannier.shared.web.json.ProductIdJson;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.web.server.ServerWebExchange;

/** Reads the requests of version 2 into queries. */
final class ProductV2Requests {

  private static final Pattern INTEGER = Pattern.compile("0|[1-9][0-9]{0,8}");

  /** More than all names of fields together; longer lists are mistakes. */
  private static final int MAX_FIELDS = 50;

  private ProductV2Requests() {}

  /**
   * The limits of one request.
   *
   * @param maxProducts of a query
   * @param maxLocations of a query or page
   * @param maxOffers products times locations of a query
   */
  @ConfigurationProperties("pannier.product")
  record Limits(
      @DefaultValue("50") int maxProducts,
      @DefaultValue("20") int maxLocations,
      @DefaultValue("100") int maxOffers) {

    Limits {
      PropertyChecks.positive("pannier.product.max-products", maxProducts);
      PropertyChecks.positive("pannier.product.max-locations", maxLocations);
      PropertyChecks.positive("pannier.product.max-offers", maxOffers);
    }
  }

  /** {@code GET /v2/products/{upc}?requestedFields&sellingLocationIds&strict}. */
  static ProductQuery.One view(
      String upc, ServerWebExchange exchange, Limits limits, Duration longest) {
    Violations violations = new Violations();
    Deadline deadline = Deadlines.start(exchange.getRequest().getHeaders(), longest, violations);
    Field<ProductId> product =
        violations.parse("upc", upc, text -> ProductIdJson.upc(text, "/v2/products/sku/{sku}"));
    return view(product, deadline, exchange, limits, violations);
  }

  /** {@code GET /v2/products/sku/{sku}}, with the same parameters. */
  static ProductQuery.One viewBySku(
      String sku, ServerWebExchange exchange, Limits limits, Duration longest) {
    Violations violations = new Violations();
    Deadline deadline = Deadlines.start(exchange.getRequest().getHeaders(), longest, violations);
    Field<ProductId> product = violations.parse("sku", sku, Sku::new);
    return view(product, deadline, exchange, limits, violations);
  }

  private static ProductQuery.One view(
      Field<ProductId> product,
      Deadline deadline,
      ServerWebExchange exchange,
      Limits limits,
      Violations violations) {
    QueryParameters parameters =
        QueryParameters.of(exchange.getRequest().getQueryParams(), violations);
    Field<List<Set<ProductField>>> fields =
        parameters.optionalList("requestedFields", MAX_FIELDS, ProductField::named);
    Field<List<SellingLocationId>> locations =
        parameters.optionalList(
            "sellingLocationIds", limits.maxLocations(), ProductV2Requests::location);
    Field<Boolean> strict = parameters.optionalBoolean("strict");
    parameters.end();
    violations.orThrow();
    return new ProductQuery.One(
        product.get(),
        new LinkedHashSet<>(locations.orElse(List.of())),
        ProductSelection.union(fields.orElse(List.of(ProductSelection.ALL.fields()))),
        strict.orElse(false),
        Languages.of(exchange),
        deadline);
  }

  /** {@code {"upcs"?, "skus"?, "requestedFields"?, "sellingLocationIds"?, "strict"?}}. */
  static ProductQuery.Several query(
      byte @Nullable [] body, ServerWebExchange exchange, Limits limits, Duration longest) {
    Violations violations = new Violations();
    Deadline deadline = Deadlines.start(exchange.getRequest().getHeaders(), longest, violations);
    JsonFields json = JsonFields.of(body, violations);
    Set<ProductId> products = products(json, limits.maxProducts());
    Field<List<Set<ProductField>>> fields =
        json.optionalTexts("requestedFields", 1, MAX_FIELDS, ProductField::named);
    Set<SellingLocationId> locations =
        unique(
            json.optionalIntegers(
                "sellingLocationIds", 1, limits.maxLocations(), SellingLocationId::new));
    Field<Boolean> strict = json.optionalBoolean("strict");
    json.end();
    if (products.size() * locations.size() > limits.maxOffers()) {
      violations.add("sellingLocationIds", "times products must be at most " + limits.maxOffers());
    }
    violations.orThrow();
    return new ProductQuery.Several(
        products,
        locations,
        ProductSelection.union(fields.orElse(List.of(ProductSelection.ALL.fields()))),
        strict.orElse(false),
        Languages.of(exchange),
        deadline);
  }

  /** Of both lists together, of which one must be there; GTINs come first. */
  private static Set<ProductId> products(JsonFields json, int most) {
    boolean hasSkus = json.has("skus");
    Field<List<ProductId>> upcs =
        json.has("upcs") || !hasSkus
            ? json.texts("upcs", 1, most, text -> ProductIdJson.upc(text, "skus"))
            : new Field<>(null);
    Field<List<ProductId>> skus = json.optionalTexts("skus", 1, most, Sku::new);
    List<ProductId> all = new ArrayList<>(upcs.orElse(List.of()));
    all.addAll(skus.orElse(List.of()));
    if (all.size() > most) {
      json.refuse("skus", "must have at most " + most + " entries together with upcs");
    }
    return new LinkedHashSet<>(all);
  }

  private static SellingLocationId location(String text) {
    if (!INTEGER.matcher(text).matches()) {
      throw new InvalidValueException("must be a selling location from 1 to 9999");
    }
    return new SellingLocationId(Integer.parseInt(text));
  }

  private static <T> Set<T> unique(Field<List<T>> list) {
    return new LinkedHashSet<>(list.orElse(List.of()));
  }
}
