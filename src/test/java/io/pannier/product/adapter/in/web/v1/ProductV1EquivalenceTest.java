package io.pannier.product.adapter.in.web.v1;

import static io.pannier.product.ProductFixture.ONLINE;
import static io.pannier.product.ProductFixture.numbered;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pannier.catalog.domain.model.CatalogItem;
import io.pannier.catalog.domain.model.CatalogItem.OrderLimits;
import io.pannier.inventory.domain.model.StockLevel;
import io.pannier.pricing.domain.model.Price;
import io.pannier.product.adapter.in.web.v2.ProductV2Json;
import io.pannier.product.domain.model.Product;
import io.pannier.product.domain.model.ProductSelection;
import io.pannier.shared.model.Answer;
import io.pannier.shared.model.Answer.Reason;
import io.pannier.shared.model.Answers;
import io.pannier.shared.model.Money;
import io.pannier.shared.model.ProductId.Upc;
import io.pannier.shared.model.Provenance;
import io.pannier.shared.model.Provenance.Source;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;
import org.springframework.http.converter.json.Jackson2ObjectMapperBuilder;

/**
 * Version 1 says what version 2 says, in its own shape: {@code v1(model) = project(v2(model))},
 * whatever the answers are worth.
 */
class ProductV1EquivalenceTest {

  private static final ObjectMapper MAPPER =
      Jackson2ObjectMapperBuilder.json()
          .featuresToDisable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .build();

  private static final Instant AS_OF = Instant.parse("2026-11-20T10:15:00Z");

  @Property
  void version_one_is_a_projection_of_version_two(@ForAll("products") Product product)
      throws JsonProcessingException {
    JsonNode two = ProductV2Json.of(product);
    String one = MAPPER.writeValueAsString(ProductV1Response.from(product));

    Statistics.label("price").collect(two.at("/pricing/locations/0/status").textValue());
    Statistics.label("stock").collect(two.at("/inventory/locations/0/status").textValue());
    assertThat(one).isEqualTo(MAPPER.writeValueAsString(projectionOf(two)));
  }

  private static ObjectNode projectionOf(JsonNode two) {
    ObjectNode one = MAPPER.createObjectNode();
    one.set("upc", two.get("upc"));
    copy(two, "/catalog/name", one, "name");
    copy(two, "/catalog/description", one, "description");
    JsonNode price = two.at("/pricing/locations/0/current");
    if (price.isObject()) {
      one.put("price", new BigDecimal(price.get("amount").textValue()));
      one.set("currency", price.get("currency"));
    }
    copy(two, "/inventory/locations/0/available", one, "quantity");
    String availability = two.at("/inventory/locations/0/availability").textValue();
    if (!availability.equals("UNKNOWN")) {
      one.put("inStock", availability.equals("IN_STOCK"));
    }
    return one;
  }

  private static void copy(JsonNode from, String pointer, ObjectNode to, String name) {
    JsonNode value = from.at(pointer);
    if (!value.isMissingNode()) {
      to.set(name, value);
    }
  }

  @Provide
  Arbitrary<Product> products() {
    return Arbitraries.integers()
        .between(1, 1_000_000)
        .map(number -> numbered(number))
        .flatMap(
            upc ->
                Combinators.combine(
                        known(items(upc), Source.CATALOG),
                        answers(prices(), Source.PRICING),
                        stockAnswers())
                    .as(
                        (item, price, stock) ->
                            new Product(
                                upc,
                                ProductSelection.ALL,
                                item,
                                new Answers<>(Map.of(ONLINE, price)),
                                new Answers<>(Map.of(ONLINE, stock)))));
  }

  /** A page that is shown has a catalog entry. */
  private static <T> Arbitrary<Answer<T>> known(Arbitrary<T> values, Source source) {
    return Combinators.combine(values, provenances(source)).as(Answer::found);
  }

  private static <T> Arbitrary<Answer<T>> answers(Arbitrary<T> values, Source source) {
    return Arbitraries.oneOf(
        known(values, source),
        provenances(source).map(Answer::notFound),
        Arbitraries.of(Reason.class).map(Answer::unavailable));
  }

  private static Arbitrary<Answer<StockLevel>> stockAnswers() {
    Arbitrary<Provenance> legacy =
        Arbitraries.of(Reason.class)
            .map(reason -> Provenance.fresh(Source.LEGACY_INVENTORY, AS_OF).asFallback(reason));
    return Arbitraries.oneOf(
        answers(levels(), Source.INVENTORY),
        legacy.map(Answer::notFound),
        Combinators.combine(levels(), legacy).as(Answer::found));
  }

  private static Arbitrary<Provenance> provenances(Source source) {
    return Arbitraries.oneOf(
        Arbitraries.just(Provenance.fresh(source, AS_OF)),
        Arbitraries.just(new Provenance(source, AS_OF, Answer.Status.CACHED, null)),
        Arbitraries.of(Reason.class)
            .map(reason -> new Provenance(source, AS_OF, Answer.Status.STALE, reason)));
  }

  private static Arbitrary<CatalogItem> items(Upc upc) {
    return Combinators.combine(
            Arbitraries.strings().alpha().ofMinLength(1).ofMaxLength(20),
            Arbitraries.strings().ofMaxLength(20).injectNull(0.3),
            Arbitraries.of(CatalogItem.Lifecycle.class))
        .as(
            (name, description, lifecycle) ->
                new CatalogItem(
                    upc, name, description, null, lifecycle, List.of(), new OrderLimits(1, 12, 1)));
  }

  private static Arbitrary<Price> prices() {
    return Combinators.combine(
            Arbitraries.bigIntegers().between(BigInteger.ZERO, BigInteger.valueOf(10_000_000)),
            Arbitraries.of("USD", "JPY", "KWD").map(Currency::getInstance),
            Arbitraries.of(Price.Kind.class))
        .as((minor, currency, kind) -> new Price(Money.ofMinor(minor, currency), null, kind, null));
  }

  private static Arbitrary<StockLevel> levels() {
    Arbitrary<StockLevel.NextArrival> arrivals =
        Arbitraries.of(
                new StockLevel.NextArrival(24, LocalDate.parse("2026-12-03")),
                new StockLevel.NextArrival(null, LocalDate.parse("2026-12-03")))
            .injectNull(0.3);
    return Arbitraries.oneOf(
        Combinators.combine(Arbitraries.integers().between(-5, 5000), arrivals).as(StockLevel::of),
        arrivals.map(StockLevel::enough),
        arrivals.map(StockLevel::unknown));
  }
}
