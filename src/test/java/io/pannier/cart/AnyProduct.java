package io.pannier.cart;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import io.pannier.local.StubUpstreams;

/** Makes the stubs know every product there can be, with a thousand of each wherever asked. */
public final class AnyProduct {

  private static final int BEFORE_THE_SAMPLES = 3;

  private static final String CATALOG =
      """
      {"items": [{{#each (jsonPath request.body '$.gtins') as |gtin|}}{{#unless @first}}, {{/unless}}
        {"gtin14": "{{gtin}}", "desc": {"short": "Product {{gtin}}"}, "lifecycleCd": "A", "lastUpdTs": "20250101T061500Z"}
      {{/each}}], "notFound": []}
      """;

  static final String PRICING =
      """
      {{val (parseJson (stringFormat '["%%s"]' (replace request.query.ids ',' '","'))) assign='ids'~}}
      {{val (parseJson (stringFormat '["%%s"]' (replace request.query.loc ',' '","'))) assign='locs'~}}
      {{val '' assign='comma'~}}
      {"asOfEpochMs": {{now format='epoch'}}, "errors": [], "prices": [
      {{~#each ids as |id|}}{{#each locs as |loc|~}}
        {{comma}}{"itemId": "{{id}}", "loc": "{{loc}}", "tiers": [{"type": "REG", "amt": "%d", "exp": 2, "ccy": "USD", "effFrom": 1577836800000, "effTo": null}]}
        {{~val ',' assign='comma'~}}
      {{~/each}}{{/each~}}
      ]}
      """;

  private static final String INVENTORY =
      """
      {{val (jsonPath request.body '$.shipNodes') assign='nodes'~}}
      {"payload": [{{#each (jsonPath request.body '$.skus') as |sku|}}{{#unless @first}}, {{/unless}}
        {"sku": "{{sku}}", "updatedAt": "{{now offset='-3 minutes'}}", "nodes": [{{#each nodes as |node|}}{{#unless @first}}, {{/unless}}
          {"shipNode": "{{node}}", "onHandQty": {"unit": "EACH", "amount": %d}, "reservedQty": {"unit": "EACH", "amount": 0}, "availToSellQty": null, "inbound": []}
        {{/each}}]}
      {{/each}}], "unknownSkus": []}
      """;

  private AnyProduct() {}

  /** Whatever it is, under these rules of the catalog's. */
  static void isOrdered(StubUpstreams stubs, int minimum, int maximum, int multiple) {
    String rules =
        "\"orderRules\": {\"minQty\": %d, \"maxQty\": %d, \"multQty\": %d}, \"lastUpdTs\""
            .formatted(minimum, maximum, multiple);
    answers(stubs.catalog(), CATALOG.replace("\"lastUpdTs\"", rules));
  }

  /** At 9.99 each. */
  public static void isSoldBy(StubUpstreams stubs) {
    answers(stubs.catalog(), CATALOG);
    costs(stubs, 999);
    isInStock(stubs, 1000);
  }

  /** Whatever it is, so many of it wherever asked. */
  public static void isInStock(StubUpstreams stubs, int pieces) {
    answers(stubs.inventory(), INVENTORY.formatted(pieces));
  }

  /** Whatever it is, at so many cents. */
  public static void costs(StubUpstreams stubs, long cents) {
    answers(stubs.pricing(), PRICING.formatted(cents));
  }

  /** All that was asked for. */
  static ResponseDefinitionBuilder catalogAnswer() {
    return okJson(CATALOG).withTransformers("response-template");
  }

  private static void answers(WireMockServer upstream, String template) {
    upstream.stubFor(
        any(anyUrl())
            .atPriority(BEFORE_THE_SAMPLES)
            .willReturn(okJson(template).withTransformers("response-template")));
  }
}
