package io.pannier.cart;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.Set;

/** What version 1 says where version 2 says this: the specification of version 1, as a function. */
public final class V1Projection {

  private static final Set<Integer> REFUSALS = Set.of(409, 422);

  private V1Projection() {}

  public static ObjectNode ofCart(JsonNode two) {
    String currency = two.get("currency").textValue();
    ObjectNode one = object();
    one.set("cartId", two.get("id"));
    for (JsonNode line : two.get("items")) {
      one.withArray("items").add(ofLine(line, currency));
    }
    one.withArray("items");
    putAmount(one, "total", two.at("/totals/subtotal"), currency);
    one.put("currency", currency);
    return one;
  }

  private static ObjectNode ofLine(JsonNode two, String currency) {
    ObjectNode one = object();
    copy(two.path("upc"), one, "upc");
    copy(two.path("sku"), one, "sku");
    copy(two.at("/product/name"), one, "name");
    one.set("qty", two.get("quantity"));
    putAmount(one, "price", two.at("/price/unit"), currency);
    putAmount(one, "total", two.at("/price/line"), currency);
    String availability = two.at("/availability/availability").asText("UNKNOWN");
    if (!availability.isEmpty() && !availability.equals("UNKNOWN")) {
      one.put("inStock", availability.equals("IN_STOCK"));
    }
    return one;
  }

  /** The status of a refusal. */
  public static int ofStatus(int two, String code) {
    return REFUSALS.contains(two) && !code.equals("concurrent-update") ? 400 : two;
  }

  /** An amount is a number in the cart's currency, or is not there. */
  private static void putAmount(ObjectNode to, String name, JsonNode money, String currency) {
    if (money.isObject() && money.get("currency").textValue().equals(currency)) {
      to.put(name, new BigDecimal(money.get("amount").textValue()));
    }
  }

  private static void copy(JsonNode value, ObjectNode to, String name) {
    if (!value.isMissingNode()) {
      to.set(name, value);
    }
  }

  private static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }
}
