package io.pannier.cart.adapter.in.web.v1;

import static io.pannier.cart.CartFixture.GUEST;
import static io.pannier.cart.CartFixture.NOW;
import static io.pannier.cart.CartFixture.POLICY;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.pannier.cart.CartFixture;
import io.pannier.cart.V1Projection;
import io.pannier.cart.adapter.in.web.v2.CartV2Json;
import io.pannier.cart.domain.model.Attributes;
import io.pannier.cart.domain.model.Cart;
import io.pannier.cart.domain.model.CartLine;
import io.pannier.cart.domain.model.CartState;
import io.pannier.cart.domain.model.LineId;
import io.pannier.cart.domain.model.StoredCart;
import io.pannier.catalog.domain.model.CatalogItem;
import io.pannier.catalog.domain.model.CatalogItem.OrderLimits;
import io.pannier.inventory.domain.model.StockLevel;
import io.pannier.offer.domain.model.Offers;
import io.pannier.pricing.domain.model.Price;
import io.pannier.shared.model.Answer;
import io.pannier.shared.model.Answer.Reason;
import io.pannier.shared.model.Answers;
import io.pannier.shared.model.Money;
import io.pannier.shared.model.ProductAtLocation;
import io.pannier.shared.model.ProductId;
import io.pannier.shared.model.ProductId.Sku;
import io.pannier.shared.model.Provenance;
import io.pannier.shared.model.Provenance.Source;
import io.pannier.shared.model.Upcs;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.statistics.Statistics;
import org.springframework.http.converter.json.Jackson2ObjectMapperBuilder;

/**
 * Version 1 says what version 2 says, in its own shape: {@code v1(model) = project(v2(model))}.
 * Lines of several locations, with words, and of products without GTIN; open and closed; whatever
 * the answers are worth.
 */
class CartV1EquivalenceTest {

  private static final ObjectMapper MAPPER = Jackson2ObjectMapperBuilder.json().build();

  @Property
  void version_one_is_a_projection_of_version_two(@ForAll("carts") Cart cart)
      throws JsonProcessingException {
    JsonNode two = CartV2Json.of(cart);
    String one = MAPPER.writeValueAsString(CartV1Response.from(cart));

    Statistics.label("state").collect(two.get("state").textValue());
    Statistics.label("total").collect(two.at("/totals/subtotal").isNull() ? "unknown" : "known");
    two.findValues("price").forEach(p -> Statistics.label("price").collect(p.get("status")));
    assertThat(one).isEqualTo(MAPPER.writeValueAsString(V1Projection.ofCart(two)));
  }

  /** A line, and what is known of it; {@code later} is what the catalog says once it is closed. */
  private record Known(
      Kind kind,
      Answer<CatalogItem> item,
      Answer<CatalogItem> later,
      Answer<Price> price,
      Answer<StockLevel> stock) {}

  private record Kind(ProductId id, int location, int quantity, boolean words) {

    CartLine line(int number) {
      ProductAtLocation product = CartFixture.at(id, location);
      return words
          ? new CartLine(
              new LineId("w_" + number),
              new CartLine.Content(product, Attributes.of(Map.of("engraving", "For " + number))),
              quantity,
              null)
          : new CartLine(product, quantity, null);
    }
  }

  @Provide
  Arbitrary<Cart> carts() {
    Arbitrary<Currency> currencies =
        Arbitraries.of("USD", "JPY", "KWD").map(code -> Currency.getInstance(code));
    return currencies.flatMap(
        currency ->
            Combinators.combine(lines(currency).list().ofMaxSize(8), Arbitraries.of(true, false))
                .as((lines, closed) -> cart(currency, lines, closed)));
  }

  private static Cart cart(Currency currency, List<Known> known, boolean closed) {
    Map<CartLine.Content, CartLine> lines = new LinkedHashMap<>();
    Map<ProductId, Answer<CatalogItem>> catalog = new HashMap<>();
    Map<ProductId, Answer<CatalogItem>> later = new HashMap<>();
    Map<ProductAtLocation, Answer<Price>> prices = new HashMap<>();
    Map<ProductAtLocation, Answer<StockLevel>> stock = new HashMap<>();
    for (Known one : known) {
      CartLine line = one.kind().line(lines.size());
      ProductAtLocation product = line.product();
      lines.putIfAbsent(line.content(), line);
      catalog.putIfAbsent(product.id(), about(product.id(), one.item()));
      later.putIfAbsent(product.id(), about(product.id(), one.later()));
      prices.putIfAbsent(product, one.price());
      stock.putIfAbsent(product, one.stock());
    }
    StoredCart stored =
        new StoredCart(
            CartFixture.emptyCart().id(),
            7,
            GUEST,
            new CartState.Active(),
            currency,
            new ArrayList<>(lines.values()),
            NOW,
            NOW,
            NOW.plusSeconds(1));
    Cart open =
        new Cart(
            stored,
            new Offers(new Answers<>(catalog), new Answers<>(prices), new Answers<>(stock)),
            POLICY);
    if (!closed) {
      return open;
    }
    StoredCart end = open.close("order-1", null);
    Answers<ProductAtLocation, Price> kept = end.closing().orElseThrow().prices();
    return new Cart(end, new Offers(new Answers<>(later), kept, Answers.none()), POLICY);
  }

  /** The same product is the same in all lines. */
  private static Answer<CatalogItem> about(ProductId id, Answer<CatalogItem> answer) {
    return answer.fold(
        found ->
            Answer.found(
                new CatalogItem(
                    id,
                    found.value().name(),
                    null,
                    null,
                    found.value().lifecycle(),
                    List.of(),
                    new OrderLimits(1, 12, 1)),
                found.provenance()),
        none -> none,
        unavailable -> unavailable);
  }

  private static Arbitrary<Known> lines(Currency currency) {
    return Combinators.combine(
            kinds(),
            answers(items(), Source.CATALOG),
            answers(items(), Source.CATALOG),
            answers(prices(currency), Source.PRICING),
            stocks())
        .as(Known::new);
  }

  private static Arbitrary<Kind> kinds() {
    Arbitrary<ProductId> ids =
        Arbitraries.oneOf(
            Arbitraries.integers().between(1, 4).map(number -> (ProductId) Upcs.numbered(number)),
            Arbitraries.of("COMPLICATED-LAMP", "12345678").map(text -> (ProductId) new Sku(text)));
    return Combinators.combine(
            ids,
            Arbitraries.of(1, 412, 7),
            Arbitraries.integers().between(1, 999),
            Arbitraries.of(false, false, true))
        .as(Kind::new);
  }

  private static Arbitrary<CatalogItem> items() {
    return Combinators.combine(
            Arbitraries.strings().alpha().ofMinLength(1).ofMaxLength(20),
            Arbitraries.of(CatalogItem.Lifecycle.class))
        .as(
            (name, lifecycle) ->
                new CatalogItem(
                    Upcs.numbered(1),
                    name,
                    null,
                    null,
                    lifecycle,
                    List.of(),
                    new OrderLimits(1, 12, 1)));
  }

  private static Arbitrary<Price> prices(Currency currency) {
    Arbitrary<Currency> currencies =
        Arbitraries.frequencyOf(
            Tuple.of(9, Arbitraries.just(currency)),
            Tuple.of(1, Arbitraries.just(Currency.getInstance("EUR"))));
    return Combinators.combine(
            Arbitraries.bigIntegers().between(BigInteger.ZERO, BigInteger.TEN.pow(18)), currencies)
        .as((minor, in) -> new Price(Money.ofMinor(minor, in), null, Price.Kind.REGULAR, null));
  }

  private static Arbitrary<Answer<StockLevel>> stocks() {
    Arbitrary<StockLevel> levels =
        Arbitraries.oneOf(
            Arbitraries.integers().between(0, 1_200).map(number -> StockLevel.of(number, null)),
            Arbitraries.just(StockLevel.enough(null)),
            Arbitraries.just(StockLevel.unknown(null)));
    Arbitrary<Provenance> legacy =
        Arbitraries.of(Reason.class)
            .map(reason -> Provenance.fresh(Source.LEGACY_INVENTORY, NOW).asFallback(reason));
    return Arbitraries.oneOf(
        answers(levels, Source.INVENTORY),
        legacy.map(Answer::notFound),
        Combinators.combine(levels, legacy).as(Answer::found));
  }

  private static <T> Arbitrary<Answer<T>> answers(Arbitrary<T> values, Source source) {
    Arbitrary<Answer<T>> found = Combinators.combine(values, provenances(source)).as(Answer::found);
    Arbitrary<Answer<T>> notFound = provenances(source).map(Answer::notFound);
    Arbitrary<Answer<T>> unavailable = Arbitraries.of(Reason.class).map(Answer::unavailable);
    return Arbitraries.frequencyOf(
        Tuple.of(12, found), Tuple.of(1, notFound), Tuple.of(1, unavailable));
  }

  private static Arbitrary<Provenance> provenances(Source source) {
    return Arbitraries.oneOf(
        Arbitraries.just(Provenance.fresh(source, NOW)),
        Arbitraries.just(new Provenance(source, NOW, Answer.Status.CACHED, null)),
        Arbitraries.of(Reason.class)
            .map(reason -> new Provenance(source, NOW, Answer.Status.STALE, reason)));
  }
}
