package io.pannier.cart.domain.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.pannier.catalog.domain.model.OrderLimits;
import io.pannier.shared.model.Reason;
import java.util.EnumSet;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A refusal says all that its code needs, and nothing else. */
class RefusalTest {

  private static final Map<String, Integer> LIMITS =
      Map.of("minimum", 2, "maximum", 12, "multiple", 2);
  private static final Map<String, Integer> STOCK =
      Map.of("requested", 3, "inCart", 9, "available", 11);

  @ParameterizedTest
  @EnumSource
  void every_code_has_its_own_figures_and_reason_and_no_others(RefusalCode code) {
    EnumSet<Form> allowed = EnumSet.noneOf(Form.class);
    for (Form form : Form.values()) {
      if (isAllowed(code, form)) {
        allowed.add(form);
      }
    }

    assertThat(allowed)
        .containsExactly(
            switch (code) {
              case QUANTITY_LIMIT -> Form.LIMITS;
              case INSUFFICIENT_STOCK -> Form.STOCK;
              case UPSTREAM_UNAVAILABLE -> Form.REASON;
              default -> Form.PLAIN;
            });
  }

  @Test
  void figures_are_complete() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> new Refusal(RefusalCode.INSUFFICIENT_STOCK, Map.of("available", 1), null));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Refusal(RefusalCode.QUANTITY_LIMIT, Map.of("minimum", 1), null));
  }

  @Test
  void figures_come_in_the_order_in_which_they_are_told() {
    assertThat(Refusal.insufficientStock(3, 9, 11).figures().toString())
        .isEqualTo("{requested=3, inCart=9, available=11}");
    assertThat(Refusal.quantityLimit(new OrderLimits(3, 12, 3), 11).figures().toString())
        .isEqualTo("{minimum=3, maximum=9, multiple=3}");
  }

  private enum Form {
    PLAIN(Map.of(), null),
    LIMITS(RefusalTest.LIMITS, null),
    STOCK(RefusalTest.STOCK, null),
    REASON(Map.of(), Reason.TIMEOUT),
    ALL(RefusalTest.STOCK, Reason.TIMEOUT);

    @SuppressWarnings("ImmutableEnumChecker") // made by Map.of
    private final Map<String, Integer> figures;

    private final @Nullable Reason reason;

    Form(Map<String, Integer> figures, @Nullable Reason reason) {
      this.figures = figures;
      this.reason = reason;
    }
  }

  private static boolean isAllowed(RefusalCode code, Form form) {
    try {
      return new Refusal(code, form.figures, form.reason).code() == code;
    } catch (IllegalArgumentException refused) {
      return false;
    }
  }
}
