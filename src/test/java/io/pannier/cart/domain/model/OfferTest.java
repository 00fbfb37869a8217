package io.pannier.cart.domain.model;

import static io.pannier.cart.CartFixture.TISSUES;
import static io.pannier.cart.CartFixture.USD;
import static io.pannier.cart.CartFixture.euros;
import static io.pannier.cart.CartFixture.item;
import static io.pannier.cart.CartFixture.price;
import static io.pannier.cart.CartFixture.usd;
import static org.assertj.core.api.Assertions.assertThat;

import io.pannier.catalog.domain.model.CatalogItem;
import io.pannier.inventory.domain.model.StockLevel;
import io.pannier.offer.domain.model.Offer;
import io.pannier.pricing.domain.model.Price;
import io.pannier.shared.model.Answer;
import io.pannier.shared.model.Answer.Reason;
import io.pannier.shared.model.Provenance;
import io.pannier.shared.model.Provenance.Source;
import io.pannier.testkit.FakeGateway;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the answers about one product mean for whoever sells it. */
class OfferTest {

  private static final Offer NOBODY_ASKED =
      new Offer(Optional.empty(), Optional.empty(), Optional.empty());
  private static final Offer NOBODY_KNOWS =
      offer(
          Answer.unavailable(Reason.TIMEOUT),
          Answer.unavailable(Reason.TIMEOUT),
          Answer.unavailable(Reason.TIMEOUT));
  private static final Offer GONE =
      offer(
          Answer.notFound(fresh(Source.CATALOG)),
          Answer.notFound(fresh(Source.PRICING)),
          Answer.notFound(fresh(Source.INVENTORY)));

  @Test
  void not_asked_and_not_known_say_nothing_against_it() {
    for (Offer offer : new Offer[] {NOBODY_ASKED, NOBODY_KNOWS}) {
      assertThat(offer.isNotSellable()).isFalse();
      assertThat(offer.isUnknown()).isFalse();
      assertThat(offer.isInAnotherCurrency(USD)).isFalse();
      assertThat(offer.isQuantityAllowed(5000, 0)).isTrue();
      assertThat(offer.unitPrice()).isEmpty();
      assertThat(offer.available()).isEmpty();
      assertThat(offer.availability()).isEqualTo(StockLevel.Availability.UNKNOWN);
    }
  }

  @Test
  void not_found_says_that_there_is_none() {
    assertThat(GONE.isUnknown()).isTrue();
    assertThat(GONE.isNotSellable()).isTrue();
    assertThat(GONE.available()).contains(0);
    assertThat(GONE.availability()).isEqualTo(StockLevel.Availability.OUT_OF_STOCK);
  }

  @Test
  void a_price_counts_in_its_own_currency_only() {
    Offer offer =
        offer(found(item(TISSUES)), found(euros("2.00")), Answer.unavailable(Reason.TIMEOUT));

    assertThat(offer.unitPrice()).isPresent();
    assertThat(offer.unitPrice(USD)).isEmpty();
    assertThat(offer.isInAnotherCurrency(USD)).isTrue();
  }

  @Test
  void a_substitute_is_as_good_as_an_answer() {
    Provenance stale =
        new Provenance(Source.CATALOG, FakeGateway.AS_OF, Answer.Status.STALE, Reason.TIMEOUT);
    Provenance fallback = fresh(Source.LEGACY_INVENTORY).asFallback(Reason.UNREACHABLE);
    Offer offer =
        offer(
            Answer.found(item(TISSUES), stale),
            found(price("9.99")),
            Answer.found(StockLevel.of(3, null), fallback));

    assertThat(offer.item()).isPresent();
    assertThat(offer.isUnknown()).isFalse();
    assertThat(offer.isNotSellable()).isFalse();
    assertThat(offer.available()).contains(3);
    assertThat(offer.unitPrice(USD)).contains(usd("9.99"));
  }

  private static Offer offer(
      Answer<CatalogItem> product, Answer<Price> price, Answer<StockLevel> stock) {
    return new Offer(Optional.of(product), Optional.of(price), Optional.of(stock));
  }

  private static <T> Answer<T> found(T value) {
    return Answer.found(value, fresh(Source.CATALOG));
  }

  private static Provenance fresh(Source source) {
    return Provenance.fresh(source, FakeGateway.AS_OF);
  }
}
