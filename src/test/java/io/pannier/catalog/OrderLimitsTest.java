package io.pannier.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pannier.catalog.domain.model.CatalogItem;
import io.pannier.catalog.domain.model.CatalogItem.OrderLimits;
import io.pannier.shared.model.InvalidValueException;
import io.pannier.shared.model.ProductId.Upc;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How many of a product may be ordered: limits promise no quantity that is refused. */
class OrderLimitsTest {

  @ParameterizedTest
  @CsvSource({
    "1, 12, 1, 1, 12",
    "1, 5000, 1, 1, 999",
    "1, 999, 1, 1, 999",
    "3, 10, 2, 4, 10",
    "3, 11, 2, 4, 10",
    "1, 5000, 6, 6, 996",
    "4, 4, 2, 4, 4",
    "7, 12, 12, 12, 12",
    "1, 2147483647, 999, 999, 999"
  })
  void minimum_and_maximum_are_quantities_that_can_be_bought(
      int minimum, int maximum, int multiple, int least, int greatest) {
    assertThat(within(999, minimum, maximum, multiple))
        .contains(new OrderLimits(least, greatest, multiple, maximum));
  }

  @ParameterizedTest
  @CsvSource({
    "5, 5, 2",
    "1, 5, 6",
    "13, 23, 12",
    "1000, 5000, 1",
    "1, 5000, 1000",
    "998, 1001, 1000",
    "2147483647, 2147483647, 2147483646"
  })
  void some_rules_leave_no_quantity(int minimum, int maximum, int multiple) {
    assertThat(within(999, minimum, maximum, multiple)).isEmpty();
  }

  /** As a stepper counts: from the minimum, by the multiple, to the maximum. */
  @Test
  void exactly_what_the_rules_allow_can_be_reached_from_the_minimum_by_the_multiple() {
    for (int minimum = 1; minimum <= 9; minimum++) {
      for (int maximum = minimum; maximum <= 12; maximum++) {
        for (int multiple = 1; multiple <= 13; multiple++) {
          for (int most = 1; most <= 13; most++) {
            Rules rules = new Rules(minimum, maximum, multiple, most);
            assertThat(rules.offered()).as("%s", rules).isEqualTo(rules.allowed());
          }
        }
      }
    }
  }

  @Test
  void without_rules_a_line_is_bounded_by_the_service_and_an_order_by_nothing() {
    assertThat(OrderLimits.NONE.within(999))
        .contains(new OrderLimits(1, 999, 1, Integer.MAX_VALUE));
  }

  @ParameterizedTest
  @CsvSource({"0, 5, 1", "-1, 5, 1", "1, 0, 1", "6, 5, 1", "1, 5, 0", "1, 5, -2"})
  void what_no_catalog_can_mean_is_invalid_and_not_merely_unsellable(
      int minimum, int maximum, int multiple) {
    assertThatThrownBy(() -> OrderLimits.of(minimum, maximum, multiple))
        .isInstanceOf(InvalidValueException.class);
  }

  @ParameterizedTest
  @CsvSource({"3, 10, 2, 10", "4, 11, 2, 11", "4, 10, 2, 9", "0, 10, 1, 10", "4, 2, 2, 4"})
  void limits_that_promise_too_much_cannot_be_made(
      int minimum, int maximum, int multiple, int perOrder) {
    assertThatThrownBy(() -> new OrderLimits(minimum, maximum, multiple, perOrder))
        .isInstanceOf(InvalidValueException.class);
  }

  @Test
  void what_is_active_but_cannot_be_had_in_any_quantity_is_not_for_sale() {
    Upc upc = Upc.parse("036000291452");

    assertThat(CatalogItems.active(upc).isSellable()).isTrue();
    assertThat(
            new CatalogItem(
                    upc, "Tissues", null, null, CatalogItem.Lifecycle.ACTIVE, List.of(), null)
                .isSellable())
        .isFalse();
  }

  private static Optional<OrderLimits> within(int most, int minimum, int maximum, int multiple) {
    return OrderLimits.of(minimum, maximum, multiple).flatMap(limits -> limits.within(most));
  }

  private record Rules(int minimum, int maximum, int multiple, int most) {

    List<Integer> allowed() {
      return IntStream.rangeClosed(minimum, Math.min(maximum, most))
          .filter(quantity -> quantity % multiple == 0)
          .boxed()
          .toList();
    }

    List<Integer> offered() {
      return within(most, minimum, maximum, multiple)
          .map(
              limits ->
                  IntStream.iterate(
                          limits.minimum(), n -> n <= limits.maximum(), n -> n + limits.multiple())
                      .filter(limits::allows)
                      .boxed()
                      .toList())
          .orElse(List.of());
    }
  }
}
