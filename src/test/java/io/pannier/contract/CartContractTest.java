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
        "{'lines': 1, 'units': 2, 'subtotal': null, 'pricedSubtotal': $, 'unpricedItemIds': ['a']}",
        "{'lines': 1, 'units': 2, 'subtotal': $, 'pricedSubtotal': $, 'unpricedItemIds': [], 'taxIncluded': false}"
      })
  void totals_may_be(String totals) {
    assertThat(faults("Totals", totals)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'lines': 1}",
        "{'lines': 1, 'units': 2, 'subtotal': $}",
        "{'lines': 1, 'units': 2, 'taxIncluded': true}",
        "{'lines': 1, 'units': 2, 'pricedSubtotal': $, 'unpricedItemIds': []}",
        "{'lines': 1, 'units': 2, 'subtotal': null, 'pricedSubtotal': $, 'unpricedItemIds': []}",
        "{'lines': 1, 'units': 2, 'subtotal': $, 'pricedSubtotal': $, 'unpricedItemIds': ['a']}",
        "{'lines': 1, 'units': 2, 'subtotal': $, 'pricedSubtotal': null, 'unpricedItemIds': []}"
      })
  void totals_are_never(String totals) {
    assertThat(faults("Totals", totals)).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'status': 'FRESH', 'unit': $, 'kind': 'REGULAR'}",
        "{'status': 'UNAVAILABLE', 'reason': 'TIMEOUT', 'unit': $, 'line': $, 'kind': 'REGULAR'}",
        "{'status': 'NOT_FOUND', 'line': $}",
        "{'status': 'CLOSED', 'unit': $, 'kind': 'REGULAR'}",
        "{'status': 'CLOSED', 'reason': 'TIMEOUT', 'unit': $, 'line': $, 'kind': 'REGULAR'}",
        "{'status': 'UNAVAILABLE'}"
      })
  void the_lines_price_is_never(String price) {
    assertThat(faults("ItemPrice", price)).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CLOSED | 'orderId': 'o', 'closedAt': @, | 'price': {'status': 'CLOSED', 'unit': $, 'line': $, 'kind': 'REGULAR'} | | ",
        "CLOSED | 'orderId': 'o', 'closedAt': @, | 'price': {'status': 'UNAVAILABLE', 'reason': 'TIMEOUT'} | | ",
        "CLOSED | 'orderId': 'o', 'closedAt': @, | 'product': {'status': 'UNAVAILABLE', 'reason': 'TIMEOUT', 'lifecycle': 'ACTIVE'} | | ",
        "ACTIVE | | 'price': {'status': 'FRESH', 'unit': $, 'line': $, 'kind': 'REGULAR'} | | ",
      })
  void a_cart_may_be(String cart) {
    assertThat(faults("Cart", cartOf(cart))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CLOSED | 'orderId': 'o', | 'price': {'status': 'NOT_FOUND'} | | ",
        "CLOSED | 'orderId': 'o', 'closedAt': @, | 'availability': {'status': 'FRESH', 'availability': 'IN_STOCK'} | | ",
        "CLOSED | 'orderId': 'o', 'closedAt': @, | 'price': {'status': 'NOT_FOUND'} | {'id': 'n', 'itemId': 'a', 'code': 'OUT_OF_STOCK'} | ",
        "CLOSED | 'orderId': 'o', 'closedAt': @, | 'price': {'status': 'NOT_FOUND'} | | 'inventory': {'status': 'FRESH', 'sources': ['inventory'], 'asOf': @}",
        "ACTIVE | 'closedAt': @, | 'price': {'status': 'NOT_FOUND'} | | ",
        "ACTIVE | | 'price': {'status': 'CLOSED', 'unit': $, 'line': $, 'kind': 'REGULAR'} | | ",
        "ACTIVE | | 'product': {'status': 'UNAVAILABLE', 'reason': 'TIMEOUT', 'lifecycle': 'ACTIVE'} | | ",
        "ACTIVE | | 'price': {'status': 'NOT_FOUND'} | | 'pricing': {'status': 'CLOSED', 'sources': ['pricing'], 'asOf': @}",
      })
  void a_cart_is_never(String cart) {
    assertThat(faults("Cart", cartOf(cart))).isNotEmpty();
  }

  /** State, what belongs to it, what is known of the line, notices and sections. */
  private static String cartOf(String text) {
    String[] parts = text.split("\\|", -1);
    return """
        {'id': 'c', 'version': 1, 'state': '%s', %s 'owner': 'GUEST', 'currency': 'USD', 'createdAt': @, 'updatedAt': @,
         'expiresAt': @, 'items': [{'id': 'a', 'upc': '036000291452', 'sellingLocationId': 1, 'quantity': 1, %s}],
         'totals': {'lines': 1, 'units': 1}, 'notices': [%s], 'sections': {%s}}
        """
        .formatted(parts[0].trim(), parts[1], parts[2], parts[3], parts[4])
        .replace("@", "'2026-11-20T10:15:00Z'");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'id': 'n', 'itemId': 'a', 'code': 'PRICE_INCREASED', 'previous': $, 'current': $}",
        "{'id': 'n', 'itemId': 'a', 'code': 'OUT_OF_STOCK'}"
      })
  void a_notice_may_be(String notice) {
    assertThat(faults("Notice", notice)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'id': 'n', 'itemId': 'a', 'code': 'PRICE_INCREASED', 'current': $}",
        "{'id': 'n', 'itemId': 'a', 'code': 'OUT_OF_STOCK', 'current': $}",
        "{'id': 'n', 'itemId': 'a', 'code': 'SOMETHING_ELSE'}"
      })
  void a_notice_is_never(String notice) {
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
  void an_entrys_result_may_be(String result) {
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
  void an_entrys_result_is_never(String result) {
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
