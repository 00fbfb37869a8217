package io.pannier.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the cart contract says of totals, lines and notices beyond the names of their members. */
class CartContractTest {

  private static final ApiContract CART =
      ApiContract.read(Path.of("contracts", "api", "cart-v2.yaml"));
  private static final String MONEY = "{'amount': '9.99', 'currency': 'USD'}";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'lines': 1, 'units': 2}",
        "{'lines': 1, 'units': 2, 'subtotal': $, 'pricedSubtotal': $, 'unpricedItemIds': []}",
        "{'lines': 1, 'units': 2, 'subtotal': null, 'pricedSubtotal': $, 'unpricedItemIds': ['a']}"
      })
  void totalsMayBe(String totals) {
    assertThat(faults("Totals", totals)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'lines': 1}",
        "{'lines': 1, 'units': 2, 'subtotal': $}",
        "{'lines': 1, 'units': 2, 'pricedSubtotal': $, 'unpricedItemIds': []}",
        "{'lines': 1, 'units': 2, 'subtotal': null, 'pricedSubtotal': $, 'unpricedItemIds': []}",
        "{'lines': 1, 'units': 2, 'subtotal': $, 'pricedSubtotal': $, 'unpricedItemIds': ['a']}",
        "{'lines': 1, 'units': 2, 'subtotal': $, 'pricedSubtotal': null, 'unpricedItemIds': []}"
      })
  void totalsAreNever(String totals) {
    assertThat(faults("Totals", totals)).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'status': 'FRESH', 'unit': $, 'kind': 'REGULAR'}",
        "{'status': 'UNAVAILABLE', 'reason': 'TIMEOUT', 'unit': $, 'line': $, 'kind': 'REGULAR'}",
        "{'status': 'NOT_FOUND', 'line': $}",
        "{'status': 'UNAVAILABLE'}"
      })
  void theLinesPriceIsNever(String price) {
    assertThat(faults("ItemPrice", price)).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'id': 'n', 'itemId': 'a', 'code': 'PRICE_INCREASED', 'previous': $, 'current': $}",
        "{'id': 'n', 'itemId': 'a', 'code': 'OUT_OF_STOCK'}"
      })
  void aNoticeMayBe(String notice) {
    assertThat(faults("Notice", notice)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'id': 'n', 'itemId': 'a', 'code': 'PRICE_INCREASED', 'current': $}",
        "{'id': 'n', 'itemId': 'a', 'code': 'OUT_OF_STOCK', 'current': $}",
        "{'id': 'n', 'itemId': 'a', 'code': 'SOMETHING_ELSE'}"
      })
  void aNoticeIsNever(String notice) {
    assertThat(faults("Notice", notice)).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'index': 0, 'status': 201}",
        "{'index': 0, 'status': 422, 'code': 'cart-full'}",
        "{'index': 0, 'status': 422, 'code': 'quantity-limit', 'minimum': 1, 'maximum': 12, 'multiple': 1}",
        "{'index': 0, 'status': 409, 'code': 'insufficient-stock', 'requested': 3, 'inCart': 0, 'available': 2}"
      })
  void anEntrysResultMayBe(String result) {
    assertThat(faults("EntryResult", result)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'index': 0, 'status': 422}",
        "{'index': 0, 'status': 201, 'code': 'cart-full'}",
        "{'index': 0, 'status': 201, 'maximum': 12}",
        "{'index': 0, 'status': 422, 'code': 'quantity-limit'}",
        "{'index': 0, 'status': 422, 'code': 'cart-full', 'available': 2}",
        "{'index': 0, 'status': 422, 'code': 'cart-full', 'price': 1}"
      })
  void anEntrysResultIsNever(String result) {
    assertThat(faults("EntryResult", result)).isNotEmpty();
  }

  private static List<String> faults(String schema, String text) {
    try {
      return CART.faults(
          CART.document().at("/components/schemas/" + schema),
          JsonMapper.builder().build().readTree(text.replace("$", MONEY).replace('\'', '"')));
    } catch (JsonProcessingException broken) {
      throw new IllegalArgumentException(broken);
    }
  }
}
