package io.pannier.local;

/**
 * What the local start tells at its end: where things are, and lines to paste into a shell, one
 * after the other.
 */
record CurlTour(String application, String inventory) {

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
        .formatted(application, fromCart("id"), fromCart("cartToken"));
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
        """
        .formatted(
            application,
            productPage(),
            breakInventory(),
            mendInventory(),
            createCart(),
            addProduct());
  }

  private static String fromCart(String field) {
    return "$(printf '%%s' \"$CART\" | grep -o '\"%s\": *\"[^\"]*' | head -n 1 | sed 's/.*\"//')"
        .formatted(field);
  }
}
