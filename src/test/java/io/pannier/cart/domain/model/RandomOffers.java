package io.pannier.cart.domain.model;

import static io.pannier.cart.CartFixture.USD;
import static io.pannier.cart.CartFixture.at;
import static io.pannier.cart.CartFixture.euros;
import static io.pannier.cart.CartFixture.item;

import io.pannier.cart.CartFixture;
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
import io.pannier.shared.model.ProductId.Upc;
import io.pannier.shared.model.Provenance;
import io.pannier.shared.model.Provenance.Source;
import io.pannier.shared.model.Upcs;
import io.pannier.testkit.FakeGateway;
import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.RandomDistribution;
import net.jqwik.api.Tuple;

/** Products of every kind, with answers of every kind about them. */
record RandomOffers(List<ProductAtLocation> products, Offers answers) {

  private static final int LOCATIONS = 3;

  static Arbitrary<RandomOffers> of(int least, int most) {
    return any().list().ofMinSize(least).ofMaxSize(most).map(RandomOffers::of);
  }

  /** One of the products, whatever the number. */
  ProductAtLocation product(int number) {
    return products.get(Math.floorMod(number, products.size()));
  }

  private static RandomOffers of(List<Facts> facts) {
    Map<ProductId, Answer<CatalogItem>> catalog = new LinkedHashMap<>();
    Map<ProductAtLocation, Answer<Price>> pricing = new LinkedHashMap<>();
    Map<ProductAtLocation, Answer<StockLevel>> inventory = new LinkedHashMap<>();
    for (int number = 0; number < facts.size(); number++) {
      Upc upc = Upcs.numbered(number / 2);
      ProductAtLocation product = at(upc, 1 + number % LOCATIONS);
      Facts told = facts.get(number);
      catalog.put(upc, told.catalogAbout(upc));
      pricing.put(product, told.price());
      inventory.put(product, told.stock());
    }
    return new RandomOffers(
        List.copyOf(pricing.keySet()),
        new Offers(new Answers<>(catalog), new Answers<>(pricing), new Answers<>(inventory)));
  }

  private static Arbitrary<Facts> any() {
    return Combinators.combine(lifecycles(), limits(), prices(), stocks()).as(Facts::new);
  }

  /** Mostly for sale, or carts would stay empty. */
  private static Arbitrary<Answer<CatalogItem.Lifecycle>> lifecycles() {
    return Arbitraries.frequencyOf(
        Tuple.of(18, Arbitraries.just(found(CatalogItem.Lifecycle.ACTIVE))),
        Tuple.of(1, Arbitraries.of(CatalogItem.Lifecycle.class).map(RandomOffers::found)),
        Tuple.of(1, RandomOffers.<CatalogItem.Lifecycle>unavailable()));
  }

  /** Now and then none, where the rules allow no quantity. */
  private static Arbitrary<Optional<OrderLimits>> limits() {
    Arbitrary<Integer> minimum = Arbitraries.integers().between(1, 3);
    Arbitrary<Integer> more =
        Arbitraries.integers().between(0, 1_500).withDistribution(RandomDistribution.uniform());
    Arbitrary<Integer> multiple = Arbitraries.integers().between(1, 3);
    return Combinators.combine(minimum, more, multiple)
        .as(
            (least, most, step) ->
                OrderLimits.of(least, least + most, step)
                    .flatMap(limits -> limits.within(CartFixture.POLICY.maxQuantity())));
  }

  private static Arbitrary<Answer<Price>> prices() {
    Arbitrary<Answer<Price>> dollars =
        Arbitraries.bigIntegers()
            .between(BigInteger.ZERO, BigInteger.valueOf(100_000_000))
            .map(cents -> Money.ofMinor(cents, USD))
            .flatMap(
                money ->
                    Arbitraries.frequencyOf(
                            Tuple.of(8, Arbitraries.just(true)),
                            Tuple.of(1, Arbitraries.just(false)),
                            Tuple.of(1, Arbitraries.just(true).injectNull(1.0)))
                        .map(tax -> new Price(money, null, Price.Kind.REGULAR, null, tax)))
            .map(RandomOffers::found);
    return Arbitraries.frequencyOf(
        Tuple.of(17, dollars),
        Tuple.of(1, Arbitraries.just(found(euros("3.33")))),
        Tuple.of(2, RandomOffers.<Price>unavailable()));
  }

  private static Arbitrary<Answer<StockLevel>> stocks() {
    Arbitrary<Answer<StockLevel>> counted =
        Arbitraries.integers()
            .between(0, 1_200)
            .withDistribution(RandomDistribution.uniform())
            .map(n -> found(StockLevel.of(n, null)));
    return Arbitraries.frequencyOf(
        Tuple.of(12, counted),
        Tuple.of(2, Arbitraries.just(found(StockLevel.enough(null)))),
        Tuple.of(1, Arbitraries.just(found(StockLevel.unknown(null)))),
        Tuple.of(2, RandomOffers.<StockLevel>unavailable()));
  }

  private static <T> Arbitrary<Answer<T>> unavailable() {
    return Arbitraries.oneOf(
        Arbitraries.just(Answer.<T>notFound(Provenance.fresh(Source.CATALOG, FakeGateway.AS_OF))),
        Arbitraries.of(Reason.class).map(Answer::<T>unavailable));
  }

  private static <T> Answer<T> found(T value) {
    return Answer.found(value, Provenance.fresh(Source.CATALOG, FakeGateway.AS_OF));
  }

  /** What is so about one product. */
  private record Facts(
      Answer<CatalogItem.Lifecycle> lifecycle,
      Optional<OrderLimits> limits,
      Answer<Price> price,
      Answer<StockLevel> stock) {

    Answer<CatalogItem> catalogAbout(Upc upc) {
      return lifecycle.fold(
          found -> found(item(upc, found.value(), limits.orElse(null))),
          none -> Answer.notFound(none.provenance()),
          unavailable -> Answer.unavailable(unavailable.because()));
    }
  }
}
