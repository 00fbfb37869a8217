package io.pannier.local;

import java.util.List;
import java.util.stream.Collectors;

/**
 * What the local start tells at its end: where things are, and lines to paste into a shell, one
 * after the other.
 *
 * @param application where Pannier listens, as the others without a slash at its end
 * @param pricing where its stub can be broken
 * @param inventory where its stub can be broken
 * @param accessToken of a customer
 * @param stock whose batches are allocated
 */
record CurlTour(
    String application, String pricing, String inventory, String accessToken, Stock stock) {

  /**
   * A product that has batches.
   *
   * @param accessToken of an order system that is the warehouse as well
   */
  record Stock(String sku, String accessToken) {}

  /** One line and what it shows. */
  record Stop(String shows, String line) {}

  private static final String LINE = "00036000291452-412";
  private static final String JSON = "-H 'Content-Type: application/json'";
  private static final String GUEST = "-H \"X-Cart-Token: $TOKEN\"";
  private static final String SYSTEM = "-H \"Authorization: Bearer $SYSTEM\"";
  private static final String CUSTOMER = "-H \"Authorization: Bearer $ACCESS\"";

  String productPageAddress() {
    return application + "/v2/products/036000291452?sellingLocationIds=1,412";
  }

  /** The lines in the order in which they are to be pasted. */
  List<Stop> stops() {
    return List.of(
        new Stop("A product page, composed of catalog, pricing and inventory:", page()),
        new Stop(
            "The same with inventory broken: what is in stock comes from the legacy inventory.",
            broken(inventory) + "; " + page()),
        new Stop("Inventory mended:", mended(inventory)),
        new Stop("A guest's cart:", guestsCart()),
        new Stop("Two of a product in it:", add()),
        new Stop("The answer was lost? Once more: replayed, and still two.", add()),
        new Stop("Three, if nobody changed the cart meanwhile:", change(3)),
        new Stop("Another device still knows version 2, and is refused with 412:", change(5)),
        new Stop("The cart while pricing is broken: no price, and no sum.", withoutPrices()),
        new Stop("The guest logs in; this is good for some hours:", "ACCESS='" + accessToken + "'"),
        new Stop(
            "The customer's own cart, the same at every login until ordered:", customersCart()),
        new Stop("What the guest had chosen goes into it:", merge()),
        new Stop("An article without GTIN, known by the shop's own SKU:", article()),
        new Stop("It wants an engraving, so it goes into the cart with one:", engraved("Anna")),
        new Stop("The same with another name is another line:", engraved("Bob")),
        new Stop("The first of them is to be collected at another store:", moved()),
        new Stop(
            "An order system and warehouse in one logs in; ten tables are here, twenty arrive:",
            "SYSTEM='" + stock.accessToken() + "'; " + batches()),
        new Stop("Eight for an order: allocated to what is here.", allocate("first", 8)),
        new Stop("The answer was lost? Once more: the same allocation.", allocate("first", 8)),
        new Stop("Five for another order: to those on their way.", allocate("second", 5)),
        new Stop("Thirty fit nowhere, and the answer says how many would:", allocate("big", 30)),
        new Stop("The shipment arrives:", batch("PO-2", 20)),
        new Stop(
            "Half of the ten were broken: the order of eight no longer fits, and moves.",
            batch("PO-1", 5)),
        new Stop("Lines and batches agree:", audit()),
        new Stop("Some products have a name in German too:", inGerman()));
  }

  String text() {
    return stops().stream()
        .map(stop -> stop.shows() + "\n  " + stop.line() + "\n")
        .collect(
            Collectors.joining(
                "",
                "\nPannier listens on %1$s. A shop to try it in is on %1$s/playground, its API on %1$s/swagger-ui.\n\n"
                    .formatted(application),
                ""));
  }

  private String page() {
    return "curl -s '%s'".formatted(productPageAddress());
  }

  /** A stub of a higher priority than all others. */
  private static String broken(String upstream) {
    return "curl -s -o /dev/null %s/__admin/mappings -d '{\"priority\": 1, \"request\": {\"urlPattern\": \"/.*\"}, \"response\": {\"status\": 503}}'"
        .formatted(upstream);
  }

  private static String mended(String upstream) {
    return "curl -s -X POST %s/__admin/mappings/reset".formatted(upstream);
  }

  private String guestsCart() {
    return "CART=$(curl -s -X POST %s/v2/carts); ID=%s; TOKEN=%s; echo \"$CART\""
        .formatted(application, from("CART", "id"), from("CART", "cartToken"));
  }

  private String add() {
    return "curl -si \"%s/v2/carts/$ID/items\" %s -H 'Idempotency-Key: my-first-add' %s -d '{\"upc\": \"036000291452\", \"quantity\": 2, \"sellingLocationId\": 412}'"
        .formatted(application, GUEST, JSON);
  }

  private String change(int quantity) {
    return "curl -si -X PUT \"%s/v2/carts/$ID/items/%s\" %s -H 'If-Match: \"2\"' %s -d '{\"quantity\": %d}'"
        .formatted(application, LINE, GUEST, JSON, quantity);
  }

  private String withoutPrices() {
    return "%s; curl -s \"%s/v2/carts/$ID\" %s; %s"
        .formatted(broken(pricing), application, GUEST, mended(pricing));
  }

  private String customersCart() {
    return "MINE=$(curl -s -X POST %s/v2/carts %s); echo \"$MINE\""
        .formatted(application, CUSTOMER);
  }

  private String merge() {
    return "curl -s \"%s/v2/carts/%s/merge\" %s %s -d \"{\\\"sourceCartId\\\": \\\"$ID\\\", \\\"sourceCartToken\\\": \\\"$TOKEN\\\"}\""
        .formatted(application, from("MINE", "id"), CUSTOMER, JSON);
  }

  private String article() {
    return "curl -s '%s/v2/products/sku/COMPLICATED-LAMP?requestedFields=catalog,pricing'"
        .formatted(application);
  }

  private String inGerman() {
    return "curl -si '%s/v2/products/036000291452?requestedFields=catalog.name' -H 'Accept-Language: de-AT, en;q=0.5'"
        .formatted(application);
  }

  private String engraved(String name) {
    return "LAMPS=$(curl -s \"%s/v2/carts/%s/items\" %s %s -d '{\"sku\": \"COMPLICATED-LAMP\", \"attributes\": {\"engraving\": \"%s\"}}'); echo \"$LAMPS\""
        .formatted(application, from("MINE", "id"), CUSTOMER, JSON, name);
  }

  /** The ids of lines with words on them begin with {@code w_}. */
  private String moved() {
    return "curl -si -X PUT \"%s/v2/carts/%s/items/$(echo \"$LAMPS\" | grep -o 'w_[^\"]*' | head -n 1)\" %s %s -d '{\"sellingLocationId\": 412}'"
        .formatted(application, from("MINE", "id"), CUSTOMER, JSON);
  }

  private String batches() {
    return "curl -s %s/v2/stock/%s %s".formatted(application, stock.sku(), SYSTEM);
  }

  private String allocate(String order, int quantity) {
    return "curl -si %s/v2/allocations %s %s -d '{\"orderId\": \"%s-%s\", \"sku\": \"%s\", \"quantity\": %d}'"
        .formatted(application, SYSTEM, JSON, order, stock.sku(), stock.sku(), quantity);
  }

  private String batch(String reference, int quantity) {
    return "curl -s -X PUT %s/v2/stock/%s/batches/%s %s %s -d '{\"quantity\": %d}'"
        .formatted(application, stock.sku(), reference, SYSTEM, JSON, quantity);
  }

  private String audit() {
    return "curl -s %s/v2/stock/%s/audit %s".formatted(application, stock.sku(), SYSTEM);
  }

  /** The first field of this name: a cart's id comes before those of its lines. */
  private static String from(String variable, String field) {
    return "$(echo \"$%s\" | grep -o '\"%s\":\"[^\"]*' | head -n 1 | sed 's/.*\"//')"
        .formatted(variable, field);
  }
}
