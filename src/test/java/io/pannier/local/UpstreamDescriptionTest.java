package io.pannier.local;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UpstreamDescriptionTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          CATALOG   | LookupResponse       | {}
          CATALOG   | LookupResponse       | {"items": [], "notFound": ["36000291452"]}
          CATALOG   | LookupResponse       | {"items": [], "notFound": [], "more": 1}
          CATALOG   | LookupResponse       | {"items": [{"gtin14": "00036000291452"}], "notFound": []}
          PRICING   | BulkResponse         | {"asOfEpochMs": "1", "prices": [], "errors": []}
          PRICING   | PriceError           | {"itemId": "36000291452", "loc": "1", "code": "P999"}
          PRICING   | Tier                 | {"type": "REG", "amt": 999, "exp": 2, "ccy": "USD", "effFrom": 1, "effTo": null}
          PRICING   | Tier                 | {"type": "REG", "amt": "999", "exp": 2, "ccy": "USD", "effFrom": 1}
          INVENTORY | Stock                | {"sku": "00036000291452", "nodes": [], "updatedAt": "yesterday"}
          INVENTORY | Inbound              | {"ref": "PO9", "amount": 1, "eta": "2026-13-01"}
          INVENTORY | Node                 | {"shipNode": "0001", "onHandQty": {"unit": "CASE", "amount": 1}, "reservedQty": {"unit": "EACH", "amount": 1}, "availToSellQty": null, "inbound": []}
          """)
  void finds_what_is_wrong(StubUpstream upstream, String component, String json) {
    assertThat(new UpstreamDescription(upstream).faults(component, StubClient.json(json)))
        .isNotEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          PRICING   | Tier    | {"type": "REG", "amt": "999", "exp": 2, "ccy": "USD", "effFrom": 1, "effTo": null}
          INVENTORY | Inbound | {"ref": "PO9", "amount": 1, "eta": "2026-12-01"}
          INVENTORY | Node    | {"shipNode": "0001", "onHandQty": {"unit": "EACH", "amount": 1}, "reservedQty": {"unit": "EACH", "amount": 1}, "availToSellQty": null, "inbound": []}
          """)
  void finds_nothing_wrong_with_what_is_right(
      StubUpstream upstream, String component, String json) {
    assertThat(new UpstreamDescription(upstream).faults(component, StubClient.json(json)))
        .isEmpty();
  }
}
