package io.pannier.cart.adapter.out.mongo;

import static org.assertj.core.api.Assertions.assertThat;

import io.pannier.cart.domain.model.CartMerge;
import io.pannier.cart.domain.model.Refusal;
import io.pannier.catalog.domain.model.CatalogItem;
import io.pannier.pricing.domain.model.Price;
import io.pannier.shared.model.Answer.Reason;
import io.pannier.testkit.PrivacyGuide;
import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * The names of constants stand in documents, by which they are found again. Whoever adds one adds
 * it here; one that is renamed or removed makes carts unreadable, so that needs a new schema
 * version.
 */
class StoredNamesTest {

  @Test
  void why_an_entry_was_refused() {
    assertThat(Refusal.OfEntry.class.getPermittedSubclasses())
        .extracting(Class::getSimpleName)
        .containsExactlyInAnyOrder(
            "CartFull",
            "TooManyLocations",
            "UnknownProduct",
            "UpstreamUnavailable",
            "ProductNotSellable",
            "QuantityLimit",
            "CurrencyMismatch",
            "InsufficientStock");
    assertThat(
            List.of(
                new Refusal.CartFull(),
                new Refusal.TooManyLocations(),
                new Refusal.UnknownProduct(),
                new Refusal.UpstreamUnavailable(Reason.TIMEOUT),
                new Refusal.ProductNotSellable(),
                new Refusal.QuantityLimit(1, 2, 3),
                new Refusal.CurrencyMismatch(),
                new Refusal.InsufficientStock(1, 2, 3)))
        .extracting(Refusal.OfEntry::code)
        .containsExactly(
            "CART_FULL",
            "TOO_MANY_LOCATIONS",
            "UNKNOWN_PRODUCT",
            "UPSTREAM_UNAVAILABLE",
            "PRODUCT_NOT_SELLABLE",
            "QUANTITY_LIMIT",
            "CURRENCY_MISMATCH",
            "INSUFFICIENT_STOCK");
  }

  @Test
  void why_an_upstream_was_unavailable() {
    assertThat(Reason.values())
        .extracting(Reason::name)
        .containsExactlyInAnyOrder(
            "TIMEOUT",
            "UNREACHABLE",
            "THROTTLED",
            "UPSTREAM_ERROR",
            "INVALID_ANSWER",
            "CIRCUIT_OPEN",
            "OVERLOADED");
  }

  @Test
  void what_became_of_a_merged_line() {
    assertThat(CartMerge.Outcome.values())
        .extracting(CartMerge.Outcome::name)
        .containsExactlyInAnyOrder("ADDED", "INCREASED", "UNCHANGED", "CLAMPED", "NO_ROOM");
  }

  @Test
  void what_sort_of_price_a_cart_was_closed_at() {
    assertThat(Price.Kind.values())
        .extracting(Price.Kind::name)
        .containsExactlyInAnyOrder("REGULAR", "PROMOTION", "CLEARANCE");
  }

  @Test
  void where_the_products_of_a_closed_cart_stood_in_their_lives() {
    assertThat(CatalogItem.Lifecycle.values())
        .extracting(CatalogItem.Lifecycle::name)
        .containsExactlyInAnyOrder("ACTIVE", "PRE_SALE", "DISCONTINUED", "RECALLED", "WITHDRAWN");
  }

  @Test
  void no_other_constants_are_stored() {
    Set<Type> stored = new LinkedHashSet<>();
    collect(CartDocument.class, stored);
    collect(MongoActiveCarts.PointerDocument.class, stored);

    assertThat(stored)
        .contains(CartDocument.LineDocument.class, ReceiptDocument.RefusalDocument.class);
    assertThat(stored)
        .filteredOn(type -> type instanceof Class<?> c && c.isEnum())
        .containsExactlyInAnyOrder(
            Reason.class, CartMerge.Outcome.class, Price.Kind.class, CatalogItem.Lifecycle.class);
  }

  @Test
  void every_field_of_a_cart_is_in_the_privacy_guide() throws IOException {
    assertThat(
            PrivacyGuide.fieldsOf(
                CartDocument.class, CartDocument.LineDocument.MoneyDocument.class))
        .contains("lines.attributes", "receipts.results.refusal.code")
        .isEqualTo(PrivacyGuide.fieldsOf(CartDocument.COLLECTION));
  }

  @Test
  void every_field_of_a_pointer_is_in_the_privacy_guide() throws IOException {
    assertThat(PrivacyGuide.fieldsOf(MongoActiveCarts.PointerDocument.class))
        .isEqualTo(PrivacyGuide.fieldsOf(MongoActiveCarts.PointerDocument.COLLECTION));
  }

  private static void collect(Type type, Set<Type> found) {
    if (!found.add(type)) {
      return;
    }
    if (type instanceof ParameterizedType generic) {
      Arrays.stream(generic.getActualTypeArguments()).forEach(of -> collect(of, found));
    } else if (type instanceof Class<?> c && c.isRecord()) {
      Arrays.stream(c.getRecordComponents())
          .map(RecordComponent::getGenericType)
          .forEach(of -> collect(of, found));
    }
  }
}
