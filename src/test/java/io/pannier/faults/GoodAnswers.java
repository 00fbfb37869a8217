package io.pannier.faults;

import io.pannier.local.SampleProducts;
import io.pannier.local.StubUpstream;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * What each upstream says of {@link SampleProducts#FACIAL_TISSUE} at location 1 when all is well:
 * the answers of which others are made by spoiling them at one place.
 */
final class GoodAnswers {

  private static final String CATALOG =
      """
      {"items": [{"gtin14": "00036000291452", "desc": {"short": "Facial tissue"}, \
      "lifecycleCd": "A", "media": [{"role": "PRIMARY", "path": "/i/1.jpg"}], \
      "orderRules": {"minQty": 1, "maxQty": 12, "multQty": 1}, \
      "lastUpdTs": "20250101T061500Z"}], "notFound": []}""";

  private static final String PRICING =
      """
      {"asOfEpochMs": 1735689600000, "prices": [{"itemId": "36000291452", "loc": "1", \
      "tiers": [{"type": "REG", "amt": "1299", "exp": 2, "ccy": "USD", \
      "effFrom": 1735689600000, "effTo": null}]}], "errors": []}""";

  private static final String INVENTORY =
      """
      {"payload": [{"sku": "00036000291452", "nodes": [{"shipNode": "0001", \
      "onHandQty": {"unit": "EACH", "amount": 12}, "reservedQty": {"unit": "EACH", "amount": 1}, \
      "availToSellQty": null, "inbound": []}], "updatedAt": "2025-01-01T06:15:00Z"}], \
      "unknownSkus": []}""";

  private static final String LEGACY_INVENTORY =
      """
      <STKRSP><HDR RC="00" DT="20250101" TM="061500"/>\
      <DTL MATNR="000000036000291452" WERKS="0001" AVQTY="0000012.000" DIAFL="X" \
      WZTER="00000000" RC="00"/></STKRSP>""";

  private GoodAnswers() {}

  static String of(StubUpstream upstream) {
    return switch (upstream) {
      case CATALOG -> CATALOG;
      case PRICING -> PRICING;
      case INVENTORY -> INVENTORY;
      case LEGACY_INVENTORY -> LEGACY_INVENTORY;
    };
  }

  static String mediaType(StubUpstream upstream) {
    return upstream == StubUpstream.LEGACY_INVENTORY
        ? "text/xml;charset=ISO-8859-1"
        : "application/json";
  }

  /** A change of the one place that matches. */
  static UnaryOperator<String> with(String pattern, String replacement) {
    return good -> {
      if (Pattern.compile(pattern).matcher(good).results().count() != 1) {
        throw new IllegalArgumentException(pattern + " is not once in " + good);
      }
      return good.replaceFirst(pattern, replacement);
    };
  }
}
