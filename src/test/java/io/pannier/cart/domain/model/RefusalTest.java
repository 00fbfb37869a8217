package io.pannier.cart.domain.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.pannier.catalog.domain.model.CatalogItem.OrderLimits;
import io.pannier.shared.model.Answer.Reason;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A refusal says all that its code needs, and nothing else. */
class RefusalTest {

  private static final Map<String, Integer> LIMITS =
      Map.of("minimum", 2, "maximum", 12, "multiple", 2);
  private static final Map<String, Integer> STOCK =
      Map.of("requested", 3, "inCart", 9, "available", 11);

  static List<Refusal.OfEntry> refusalsOfEntries() {
    return List.of(
        new Refusal.CartFull(),
        new Refusal.TooManyLocations(),
        new Refusal.UnknownProduct(),
        new Refusal.UpstreamUnavailable(Reason.TIMEOUT),
        new Refusal.ProductNotSellable(),
        new Refusal.QuantityLimit(2, 12, 2),
        new Refusal.CurrencyMismatch(),
        new Refusal.InsufficientStock(3, 9, 11));
  }

  @ParameterizedTest
  @MethodSource("refusalsOfEntries")
  void what_a_receipt_keeps_of_a_refusal_makes_the_same_refusal(Refusal.OfEntry refusal) {
    assertThat(Refusal.OfEntry.of(refusal.code(), refusal.figures(), refusal.reason()))
        .isEqualTo(refusal);
  }

  @ParameterizedTest
  @MethodSource("refusalsOfEntries")
  void with_other_figures_or_another_reason_it_is_none(Refusal.OfEntry refusal) {
    for (Map<String, Integer> figures : List.of(Map.<String, Integer>of(), LIMITS, STOCK)) {
      if (!figures.equals(refusal.figures())) {
        assertIsNone(refusal.code(), figures, refusal.reason());
      }
    }
    Map<String, Integer> more = new LinkedHashMap<>(refusal.figures());
    more.put("other", 1);
    assertIsNone(refusal.code(), more, refusal.reason());
    assertIsNone(
        refusal.code(), refusal.figures(), refusal.reason() == null ? Reason.TIMEOUT : null);
  }

  @Test
  void what_refuses_no_entry_is_never_kept() {
    for (String code : List.of("CART_CLOSED", "CART_EMPTY", "FORBIDDEN", "cart-full", "")) {
      assertIsNone(code, Map.of(), null);
    }
  }

  @Test
  void figures_come_in_the_order_in_which_they_are_shown() {
    assertThat(new Refusal.InsufficientStock(3, 9, 11).figures().toString())
        .isEqualTo("{requested=3, inCart=9, available=11}");
    assertThat(Refusal.QuantityLimit.of(new OrderLimits(3, 12, 3), 11).figures().toString())
        .isEqualTo("{minimum=3, maximum=9, multiple=3}");
  }

  private static void assertIsNone(
      String code, Map<String, Integer> figures, @Nullable Reason reason) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Refusal.OfEntry.of(code, figures, reason));
  }
}
