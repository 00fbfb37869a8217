package io.pannier.shared.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pannier.shared.model.ProductId.Sku;
import io.pannier.shared.model.ProductId.Upc;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProductIdTest {

  @ParameterizedTest
  @ValueSource(strings = {"A", "lamp", "COMPLICATED-LAMP", "a.b_c-9", "_", "-", "12345678", "0"})
  void a_sku_is_kept_as_the_shop_writes_it(String text) {
    assertThat(new Sku(text).text()).isEqualTo(text);
    assertThat(new Sku(text)).hasToString(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".a", "a b", "a/b", "a\n", "é", "a%", "a:b", " a"})
  void other_texts_are_none(String text) {
    assertThatThrownBy(() -> new Sku(text)).isInstanceOf(InvalidValueException.class);
  }

  @Test
  void a_sku_has_64_characters_at_most() {
    assertThat(new Sku("a".repeat(64)).text()).hasSize(64);
    assertThatThrownBy(() -> new Sku("a".repeat(65))).isInstanceOf(InvalidValueException.class);
  }

  @Test
  void case_counts() {
    assertThat(new Sku("LAMP")).isNotEqualTo(new Sku("lamp"));
  }

  @Test
  void a_gtin_and_a_sku_of_the_same_digits_are_two_products() {
    ProductId gtin = Upc.parse("036000291452");
    ProductId sku = new Sku("036000291452");

    assertThat(gtin.text()).isEqualTo(sku.text());
    assertThat(gtin).isNotEqualTo(sku);
    assertThat(gtin.<String>fold(upc -> "upc", other -> "sku")).isEqualTo("upc");
    assertThat(sku.<String>fold(upc -> "upc", other -> "sku")).isEqualTo("sku");
  }
}
