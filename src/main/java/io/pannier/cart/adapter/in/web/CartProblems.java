package io.pannier.cart.adapter.in.web;

import io.pannier.cart.application.Caller;
import io.pannier.cart.application.VersionCondition;
import io.pannier.cart.domain.model.CartEntry;
import io.pannier.cart.domain.model.Refusal;
import io.pannier.shared.web.input.Violations;
import io.pannier.shared.web.json.MoneyJson;
import io.pannier.shared.web.problem.CommonProblems;
import io.pannier.shared.web.problem.Problem;
import io.pannier.shared.web.problem.StorageProblems;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpHeaders;

/**
 * What clients are answered when a cart operation does not succeed, in every version of the API.
 */
public final class CartProblems {

  static final StorageProblems STORAGE =
      new StorageProblems(
          CartProblem.CONCURRENT_UPDATE,
          CartProblem.STORAGE_UNAVAILABLE,
          "Carts are out of reach.");

  /** What happened, by the code of a refusal that is a problem of the same name. */
  private static final Map<String, String> DETAILS =
      Map.ofEntries(
          Map.entry("CART_FULL", "The cart has as many lines as a cart can have."),
          Map.entry(
              "TOO_MANY_LOCATIONS",
              "The cart has lines of as many selling locations as it can have."),
          Map.entry("UNKNOWN_PRODUCT", "The catalog has no such product."),
          Map.entry("PRODUCT_NOT_SELLABLE", "The product is not sold at this location now."),
          Map.entry("QUANTITY_LIMIT", "The line cannot have that many."),
          Map.entry(
              "CURRENCY_MISMATCH", "The cart is in another currency than what it is to hold."),
          Map.entry("INSUFFICIENT_STOCK", "Fewer are available than that."),
          Map.entry("BATCH_REJECTED", "Nothing was put into the cart."),
          Map.entry("ITEM_NOT_FOUND", "The cart has no such line."),
          Map.entry("CART_MERGED", "The cart cannot be changed any more."),
          Map.entry("CART_CLOSED", "The cart cannot be changed any more."),
          Map.entry("CART_EMPTY", "The cart has no lines to be ordered."),
          Map.entry("PRICE_CHANGED", "The cart costs something else now."),
          Map.entry("NOTICES_CHANGED", "Nothing was acknowledged."),
          Map.entry("IDEMPOTENCY_KEY_REUSED", "The key names another change of this cart."));

  private CartProblems() {}

  /** What the cart refuses, with its figures. */
  public static Problem of(Refusal refusal) {
    if (refusal instanceof Refusal.UpstreamUnavailable unavailable) {
      return CommonProblems.unavailable(unavailable.reason());
    }
    if (refusal instanceof Refusal.NotAcknowledgeable facts) {
      return notAcknowledgeable(facts);
    }
    Problem problem =
        Problem.of(
            CartProblem.valueOf(refusal.code()), DETAILS.getOrDefault(refusal.code(), "Refused."));
    for (var member : members(refusal).entrySet()) {
      problem = problem.with(member.getKey(), member.getValue());
    }
    return problem;
  }

  private static Map<String, Object> members(Refusal refusal) {
    Map<String, Object> members = new LinkedHashMap<>(refusal.figures());
    if (refusal instanceof Refusal.CartMerged merged) {
      members.put("mergedInto", merged.mergedInto().value());
    } else if (refusal instanceof Refusal.CartClosed closed) {
      members.put("orderId", closed.orderId());
    } else if (refusal instanceof Refusal.PriceChanged changed) {
      members.put("expected", MoneyJson.of(changed.expected()));
      members.put("current", MoneyJson.of(changed.current()));
    } else if (refusal instanceof Refusal.NoticesChanged changed) {
      members.put("noticeIds", changed.noticeIds());
    } else if (refusal instanceof Refusal.BatchRejected rejected) {
      members.put("items", refused(rejected.results()));
    }
    return members;
  }

  /** Only the cart knows which notices are facts, but it is the request that is wrong. */
  private static Problem notAcknowledgeable(Refusal.NotAcknowledgeable facts) {
    Violations violations = new Violations();
    facts.noticeIds().forEach(id -> violations.add("noticeIds", id + " is no price notice"));
    return violations.asProblem();
  }

  private static List<Map<String, Object>> refused(List<CartEntry.Result> results) {
    List<Map<String, Object>> refused = new ArrayList<>();
    for (int index = 0; index < results.size(); index++) {
      Refusal refusal = results.get(index).refusal();
      if (refusal != null) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("index", index);
        results
            .get(index)
            .product()
            .id()
            .<Object>fold(upc -> entry.put("upc", upc.text()), sku -> entry.put("sku", sku.text()));
        entry.put("sellingLocationId", results.get(index).product().location().value());
        entry.put("code", of(refusal).type().code());
        entry.putAll(refusal.figures());
        refused.add(entry);
      }
    }
    return refused;
  }

  static Problem of(Caller.DeniedException denied) {
    return switch (denied.kind()) {
      case UNAUTHENTICATED -> CommonProblems.tokenNeeded();
      case FORBIDDEN -> CommonProblems.scopeNeeded();
      case CART_NOT_FOUND ->
          Problem.of(CartProblem.CART_NOT_FOUND, "No cart is opened by what was sent.");
    };
  }

  static Problem of(VersionCondition.FailedException failed) {
    return Problem.of(
            CartProblem.PRECONDITION_FAILED, "The cart is in version " + failed.current() + ".")
        .withHeader(HttpHeaders.ETAG, CartHeaders.etag(failed.current()));
  }

  static Problem versionRequired() {
    return Problem.of(CartProblem.PRECONDITION_REQUIRED, "If-Match is missing.");
  }
}
