package io.pannier.local;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;

/** Requests that the upstreams' descriptions allow, to be sent as they are or spoilt by tests. */
final class StubRequests {

  private StubRequests() {}

  static HttpRequest.Builder catalog(String baseUrl, String body) {
    return to(baseUrl + "/catalog/v3/items/lookup")
        .header("X-Api-Key", setting(StubUpstream.CATALOG, "api-key"))
        .header("Content-Type", "application/json")
        .POST(BodyPublishers.ofString(body));
  }

  static String catalogBody(List<String> gtins) {
    return "{\"gtins\": %s}".formatted(strings(gtins));
  }

  static HttpRequest.Builder pricing(String baseUrl, String query) {
    return to(baseUrl + "/prices/bulk?" + query)
        .header("Authorization", "Bearer " + setting(StubUpstream.PRICING, "token"));
  }

  static String pricingQuery(List<String> itemIds, List<String> locations) {
    return "ids=" + String.join(",", itemIds) + "&loc=" + String.join(",", locations);
  }

  static HttpRequest.Builder inventory(String baseUrl, String body) {
    return to(baseUrl + "/inventory/v1/availability")
        .header("Authorization", "Bearer " + setting(StubUpstream.INVENTORY, "token"))
        .header("Content-Type", "application/json")
        .POST(BodyPublishers.ofString(body));
  }

  static String inventoryBody(List<String> skus, List<String> shipNodes) {
    return "{\"skus\": %s, \"shipNodes\": %s}".formatted(strings(skus), strings(shipNodes));
  }

  static HttpRequest.Builder legacyInventory(String baseUrl, String body) {
    String userAndPassword =
        setting(StubUpstream.LEGACY_INVENTORY, "username")
            + ":"
            + setting(StubUpstream.LEGACY_INVENTORY, "password");
    return to(baseUrl + "/STKINQ")
        .header("Authorization", "Basic " + base64(userAndPassword))
        .header("Content-Type", "text/xml")
        .POST(BodyPublishers.ofString(body, StandardCharsets.ISO_8859_1));
  }

  static String legacyInventoryBody(String plant, List<String> materials) {
    return materials.stream()
        .map("<MAT NR=\"%s\"/>"::formatted)
        .collect(Collectors.joining("", "<STKREQ WERKS=\"" + plant + "\">", "</STKREQ>"));
  }

  private static HttpRequest.Builder to(String address) {
    return HttpRequest.newBuilder(URI.create(address));
  }

  private static String setting(StubUpstream upstream, String name) {
    String value = upstream.settings().get(name);
    if (value == null) {
      throw new IllegalArgumentException(upstream + " has no " + name);
    }
    return value;
  }

  private static String strings(List<String> values) {
    return values.stream().map("\"%s\""::formatted).collect(Collectors.joining(", ", "[", "]"));
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
