package io.pannier.product.domain.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pannier.offer.domain.model.Section;
import io.pannier.shared.model.InvalidValueException;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProductSelectionTest {

  @Test
  void section_name_means_all_of_its_fields() {
    assertThat(ProductField.named("pricing"))
        .containsExactly(ProductField.PRICING_CURRENT, ProductField.PRICING_REGULAR);
  }

  @Test
  void every_published_name_is_known() {
    assertThat(
            List.of(
                "catalog.name",
                "catalog.description",
                "catalog.brand",
                "catalog.lifecycle",
                "catalog.images",
                "catalog.orderLimits",
                "pricing.current",
                "pricing.regular",
                "inventory.available",
                "inventory.nextArrival"))
        .allSatisfy(name -> assertThat(ProductField.named(name)).hasSize(1));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "catalogue", "CATALOG", "catalog.", "catalog.kind", "legacy-inventory", "*"})
  void other_names_are_refused(String name) {
    assertThatThrownBy(() -> ProductField.named(name)).isInstanceOf(InvalidValueException.class);
  }

  @Test
  void only_services_of_selected_fields_are_needed() {
    ProductSelection selection =
        ProductSelection.union(
            List.of(ProductField.named("catalog.name"), ProductField.named("inventory")));

    assertThat(selection.needs(Section.CATALOG)).isTrue();
    assertThat(selection.needs(Section.PRICING)).isFalse();
    assertThat(selection.needs(Section.INVENTORY)).isTrue();
    assertThat(selection.includes(ProductField.CATALOG_BRAND)).isFalse();
  }

  @Test
  void something_must_be_selected() {
    assertThatThrownBy(() -> new ProductSelection(Set.of()))
        .isInstanceOf(InvalidValueException.class);
  }
}
