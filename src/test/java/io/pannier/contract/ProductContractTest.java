package io.pannier.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Unknown is not zero: what the product contract says of a value and its status together. */
class ProductContractTest {

  private static final ApiContract PRODUCT =
      ApiContract.read(Path.of("contracts", "api", "product-v2.yaml"));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'status': 'FRESH', 'current': {'amount': '9.99', 'currency': 'USD'}, 'kind': 'REGULAR'}",
        "{'status': 'FRESH', 'current': {'amount': '999', 'currency': 'JPY'}, 'kind': 'REGULAR'}",
        "{'status': 'STALE', 'reason': 'TIMEOUT', 'regular': {'amount': '9.99', 'currency': 'USD'}}",
        "{'status': 'NOT_FOUND'}",
        "{'status': 'UNAVAILABLE', 'reason': 'CIRCUIT_OPEN'}"
      })
  void a_price_may_be(String price) {
    assertThat(faults("PriceAtLocation", price)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'status': 'UNAVAILABLE', 'reason': 'TIMEOUT', 'current': {'amount': '0', 'currency': 'USD'}, 'kind': 'REGULAR'}",
        "{'status': 'NOT_FOUND', 'regular': {'amount': '9.99', 'currency': 'USD'}}",
        "{'status': 'UNAVAILABLE'}",
        "{'status': 'FRESH', 'reason': 'TIMEOUT'}",
        "{'status': 'FRESH', 'current': {'amount': '9.99', 'currency': 'USD'}}",
        "{'status': 'FRESH', 'validUntil': '2026-12-24T00:00:00Z'}",
        "{'status': 'FRESH', 'current': {'amount': 9.99, 'currency': 'USD'}, 'kind': 'REGULAR'}",
        "{'status': 'FRESH', 'current': {'amount': '-1.00', 'currency': 'USD'}, 'kind': 'REGULAR'}",
        "{'status': 'FRESH', 'current': null, 'kind': 'REGULAR'}",
        "{'status': 'FALLBACK', 'reason': 'TIMEOUT'}"
      })
  void a_price_is_never(String price) {
    assertThat(faults("PriceAtLocation", price)).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'status': 'FRESH', 'availability': 'IN_STOCK', 'available': 11}",
        "{'status': 'FRESH', 'availability': 'IN_STOCK'}",
        "{'status': 'FRESH', 'availability': 'OUT_OF_STOCK', 'available': 0, 'nextArrival': {'quantity': 24, 'date': '2026-12-03'}}",
        "{'status': 'FALLBACK', 'reason': 'TIMEOUT', 'availability': 'OUT_OF_STOCK', 'available': 0}",
        "{'status': 'FALLBACK', 'reason': 'TIMEOUT', 'availability': 'UNKNOWN', 'nextArrival': {'date': '2026-12-03'}}",
        "{'status': 'NOT_FOUND', 'availability': 'OUT_OF_STOCK', 'available': 0}",
        "{'status': 'UNAVAILABLE', 'reason': 'UNREACHABLE', 'availability': 'UNKNOWN'}"
      })
  void stock_may_be(String stock) {
    assertThat(faults("StockAtLocation", stock)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'status': 'FRESH'}",
        "{'status': 'UNAVAILABLE', 'reason': 'TIMEOUT', 'availability': 'UNKNOWN', 'available': 0}",
        "{'status': 'UNAVAILABLE', 'reason': 'TIMEOUT', 'availability': 'OUT_OF_STOCK', 'available': 0}",
        "{'status': 'FRESH', 'availability': 'UNKNOWN'}",
        "{'status': 'FRESH', 'availability': 'OUT_OF_STOCK', 'available': 3}",
        "{'status': 'FRESH', 'availability': 'IN_STOCK', 'available': 0}",
        "{'status': 'NOT_FOUND', 'availability': 'IN_STOCK'}",
        "{'status': 'FALLBACK', 'availability': 'IN_STOCK', 'available': 1}",
        "{'status': 'FRESH', 'availability': 'IN_STOCK', 'nextArrival': {'quantity': 24}}",
        "{'status': 'FRESH', 'availability': 'IN_STOCK', 'nextArrival': {'date': '2026-02-30'}}"
      })
  void stock_is_never(String stock) {
    assertThat(faults("StockAtLocation", stock)).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'status': 'FRESH', 'sources': ['pricing']}",
        "{'status': 'UNAVAILABLE', 'sources': []}",
        "{'status': 'UNAVAILABLE', 'reason': 'TIMEOUT', 'sources': [], 'asOf': '2026-11-20T10:15:00Z'}",
        "{'status': 'FRESH', 'sources': ['inventory'], 'asOf': '2026-11-20T10:15:00Z'}",
        "{'status': 'FALLBACK', 'reason': 'TIMEOUT', 'sources': ['pricing'], 'asOf': '2026-11-20T10:15:00Z'}"
      })
  void the_pricing_section_is_never(String section) {
    assertThat(faults("Sections", "{'pricing': " + section + "}")).isNotEmpty();
  }

  private static List<String> faults(String schema, String text) {
    try {
      String json = text.replace('\'', '"');
      if (schema.endsWith("AtLocation")) {
        json = json.replaceFirst("\\{", "{\"sellingLocationId\": 412, ");
      }
      return PRODUCT.faults(
          PRODUCT.document().at("/components/schemas/" + schema),
          JsonMapper.builder().build().readTree(json));
    } catch (JsonProcessingException broken) {
      throw new IllegalArgumentException(broken);
    }
  }
}
