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
  void sectionNameMeansAllOfItsFields() {
    assertThat(ProductField.named("pricing"))
        .containsExactly(ProductField.PRICING_CURRENT, ProductField.PRICING_REGULAR);
  }

  @Test
  void everyPublishedNameIsKnown() {
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
  void otherNamesAreRefused(String name) {
    assertThatThrownBy(() -> ProductField.named(name)).isInstanceOf(InvalidValueException.class);
  }

  @Test
  void onlyServicesOfSelectedFieldsAreNeeded() {
    ProductSelection selection =
        ProductSelection.union(
            List.of(ProductField.named("catalog.name"), ProductField.named("inventory")));

    assertThat(selection.needs(Section.CATALOG)).isTrue();
    assertThat(selection.needs(Section.PRICING)).isFalse();
    assertThat(selection.needs(Section.INVENTORY)).isTrue();
    assertThat(selection.includes(ProductField.CATALOG_BRAND)).isFalse();
  }

  @Test
  void somethingMustBeSelected() {
    assertThatThrownBy(() -> new ProductSelection(Set.of()))
        .isInstanceOf(InvalidValueException.class);
  }
}
