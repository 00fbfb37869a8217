package io.pannier.local;

/**
 * What the local start tells at its end: where things are, and lines to paste into a shell, one
 * after the other.
 *
 * @param accessToken of a customer
 */
record CurlTour(String application, String inventory, String accessToken) {

  String productPage() {
    return "curl -s '%s'".formatted(productPageAddress());
  }

  String productPageAddress() {
    return application + "/v2/products/036000291452?sellingLocationIds=1,412";
  }

  /** A stub of a higher priority than all others; then the page again. */
  String breakInventory() {
    return "curl -s -o /dev/null %s/__admin/mappings -d '{\"priority\": 1, \"request\": {\"urlPattern\": \"/.*\"}, \"response\": {\"status\": 503}}'; %s"
        .formatted(inventory, productPage());
  }

  String mendInventory() {
    return "curl -s -X POST %s/__admin/mappings/reset".formatted(inventory);
  }

  String createCart() {
    return "CART=$(curl -s -X POST %s/v2/carts -H 'Content-Type: application/json' -d '{\"currency\": \"USD\"}'); printf '%%s\\n' \"$CART\""
        .formatted(application);
  }

  String addProduct() {
    return "curl -s -X POST \"%s/v2/carts/%s/items\" -H \"X-Cart-Token: %s\" -H 'Content-Type: application/json' -d '{\"upc\": \"036000291452\", \"quantity\": 2, \"sellingLocationId\": 412}'"
        .formatted(application, from("CART", "id"), from("CART", "cartToken"));
  }

  String logIn() {
    return "TOKEN='%s'".formatted(accessToken);
  }

  String customersCart() {
    return "MINE=$(curl -s -X POST %s/v2/carts -H \"Authorization: Bearer $TOKEN\"); printf '%%s\\n' \"$MINE\""
        .formatted(application);
  }

  String merge() {
    return "curl -s -X POST \"%s/v2/carts/%s/merge\" -H \"Authorization: Bearer $TOKEN\" -H 'Content-Type: application/json' -d \"{\\\"sourceCartId\\\": \\\"%s\\\", \\\"sourceCartToken\\\": \\\"%s\\\"}\""
        .formatted(application, from("MINE", "id"), from("CART", "id"), from("CART", "cartToken"));
  }

  String text() {
    return """

        Pannier listens on %1$s, and shows its API on %1$s/swagger-ui

        A product page, composed of catalog, pricing and inventory:
          %2$s
        The same with inventory broken: what is in stock comes from the legacy inventory.
          %3$s
        (This mends it: %4$s )
        A guest's cart:
          %5$s
        A product in it:
          %6$s
        The guest logs in; this token is good for some hours:
          %7$s
        The customer's own cart, the same at every login until it is ordered:
          %8$s
        What the guest had chosen goes into it:
          %9$s
        """
        .formatted(
            application,
            productPage(),
            breakInventory(),
            mendInventory(),
            createCart(),
            addProduct(),
            logIn(),
            customersCart(),
            merge());
  }

  private static String from(String variable, String field) {
    return "$(printf '%%s' \"$%s\" | grep -o '\"%s\": *\"[^\"]*' | head -n 1 | sed 's/.*\"//')"
        .formatted(variable, field);
  }
}
