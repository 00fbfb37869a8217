package io.pannier.shared.vendure;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.pannier.shared.model.ProductId.Sku;
import io.pannier.shared.model.ProductId.Upc;
import io.pannier.shared.model.Upcs;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * A shop of some 30 products in a real engine. Its default channel sells all of them gross, a
 * second one two of them, net and from one stock location.
 *
 * @param town the token of the default channel
 * @param country the token of the second one
 * @param barn the id of the second one's stock location
 */
record VendureShop(String town, String country, String barn) {

  /**
   * 12.99, with 11 in stock and 4 in the barn, from which both channels sell; 9.50 in the country.
   */
  static final Upc TISSUES = Upc.parse("036000291452");

  /** 49.00, and its stock is not counted. */
  static final Sku LAMP = new Sku("COMPLICATED-LAMP");

  static final Upc WITHDRAWN = Upcs.numbered(1);
  static final Upc WITHOUT_A_PRICE = Upcs.numbered(2);
  static final Upc RECALLED = Upcs.numbered(3);

  /** 5 in stock, of which 3 are kept back. */
  static final Upc KEPT_BACK = Upcs.numbered(4);

  /** Each with its number in stock, at 5.00 and as many cents. */
  static final List<Integer> ORDINARY = IntStream.rangeClosed(5, 28).boxed().toList();

  static final String USERNAME = "pannier@shop.example";

  private static final String RESULT = "{ ... on Node { id } ... on ErrorResult { message } }";

  /**
   * Fills an engine that has nothing yet.
   *
   * @param password of the administrator that Pannier is to be
   */
  static VendureShop fill(AdminApi town, String password) {
    Filling filling = new Filling(town);
    filling.settings();
    AdminApi country = filling.country();
    String barn = filling.barn();
    filling.administrator(password);
    filling.products(country, barn);
    return new VendureShop(town.channel(), country.channel(), barn);
  }

  /** One at a time, since the engine numbers what it gets. */
  private static final class Filling {

    private final AdminApi town;
    private final List<String> channels = new ArrayList<>();
    private final Map<String, String> facetValues = new HashMap<>();
    private String taxCategory = "";
    private String zone = "";

    Filling(AdminApi town) {
      this.town = town;
    }

    void settings() {
      town.ask(
          """
          mutation { updateGlobalSettings(input: {
            availableLanguages: [en, de], trackInventory: true, outOfStockThreshold: 0
          }) { __typename } }""",
          Map.of());
      zone =
          id(town.ask("mutation { createZone(input: {name: \"Everywhere\"}) { id } }", Map.of()));
      taxCategory =
          id(
              town.ask(
                  """
                  mutation {
                    createTaxCategory(input: {name: "Standard", isDefault: true}) { id }
                  }""",
                  Map.of()));
      town.ask(
          """
          mutation ($category: ID!, $zone: ID!) { createTaxRate(input: {
            name: "Standard", enabled: true, value: 7, categoryId: $category, zoneId: $zone
          }) { id } }""",
          Map.of("category", taxCategory, "zone", zone));
      String channel = id(town.ask("{ activeChannel { id } }", Map.of()));
      channels.add(channel);
      town.ask(
          """
          mutation ($channel: ID!, $zone: ID!) { updateChannel(input: {
            id: $channel, pricesIncludeTax: true, defaultTaxZoneId: $zone,
            defaultShippingZoneId: $zone, defaultLanguageCode: en, availableLanguageCodes: [en, de],
            defaultCurrencyCode: USD, availableCurrencyCodes: [USD]
          }) %s }"""
              .formatted(RESULT),
          Map.of("channel", channel, "zone", zone));
      facet("brand", "kleenex", "Kleenex");
      facet("state", "recalled", "Recalled");
    }

    private void facet(String code, String value, String name) {
      JsonNode facet =
          town.ask(
              """
              mutation ($code: String!, $value: String!, $name: String!) { createFacet(input: {
                code: $code, isPrivate: false, translations: [{languageCode: en, name: $code}],
                values: [{code: $value, translations: [{languageCode: en, name: $name}]}]
              }) { values { id } } }""",
              Map.of("code", code, "value", value, "name", name));
      facetValues.put(value, facet.at("/values/0/id").asText());
    }

    AdminApi country() {
      String token = "country";
      channels.add(
          id(
              town.ask(
                  """
                  mutation ($token: String!, $zone: ID!) { createChannel(input: {
                    code: $token, token: $token, pricesIncludeTax: false, defaultTaxZoneId: $zone,
                    defaultShippingZoneId: $zone, defaultLanguageCode: en,
                    availableLanguageCodes: [en, de], defaultCurrencyCode: USD,
                    availableCurrencyCodes: [USD]
                  }) %s }"""
                      .formatted(RESULT),
                  Map.of("token", token, "zone", zone))));
      return town.in(token);
    }

    String barn() {
      String barn =
          id(
              town.ask(
                  "mutation { createStockLocation(input: {name: \"Barn\"}) { id } }", Map.of()));
      town.ask(
          """
          mutation ($barn: ID!, $country: ID!) {
            assignStockLocationsToChannel(input: {stockLocationIds: [$barn], channelId: $country}) {
              id
            }
          }""",
          Map.of("barn", barn, "country", channels.get(1)));
      return barn;
    }

    /** With the permissions that docs/vendure.md names, and no other. */
    void administrator(String password) {
      String role =
          id(
              town.ask(
                  """
                  mutation ($channels: [ID!]!) { createRole(input: {
                    code: "reader", description: "reads", channelIds: $channels,
                    permissions: [ReadProduct, ReadStockLocation]
                  }) { id } }""",
                  Map.of("channels", channels)));
      town.ask(
          """
          mutation ($role: ID!, $username: String!, $password: String!) {
            createAdministrator(input: {
              firstName: "Pannier", lastName: "Reader", emailAddress: $username,
              password: $password, roleIds: [$role]
            }) { id }
          }""",
          Map.of("role", role, "username", USERNAME, "password", password));
    }

    void products(AdminApi country, String barn) {
      String shelf = id(town.ask("{ stockLocations { items { id } } }", Map.of()).at("/items/0"));
      Made tissues =
          product(
              TISSUES.text(),
              "Facial tissue",
              "Kosmetiktücher",
              1299,
              Map.of(
                  "facetValueIds",
                  List.of(facetValues.get("kleenex")),
                  "stockLevels",
                  List.of(stock(shelf, 11), stock(barn, 4))));
      Made lamp =
          product(
              LAMP.value(),
              "Complicated lamp",
              "Komplizierte Lampe",
              4900,
              Map.of("trackInventory", "FALSE"));
      product(WITHDRAWN.gtin14(), "Old soap", "Alte Seife", 250, Map.of("enabled", false));
      product(WITHOUT_A_PRICE.text(), "Soap to come", "Künftige Seife", 0, Map.of());
      product(
          RECALLED.text(),
          "Bad soap",
          "Schlechte Seife",
          250,
          Map.of("facetValueIds", List.of(facetValues.get("recalled"))));
      product(
          KEPT_BACK.text(),
          "Rare soap",
          "Seltene Seife",
          900,
          Map.of(
              "useGlobalOutOfStockThreshold",
              false,
              "outOfStockThreshold",
              3,
              "stockLevels",
              List.of(stock(shelf, 5))));
      for (int number : ORDINARY) {
        product(
            Upcs.numbered(number).gtin14().substring(1),
            "Soap no. " + number,
            "Seife Nr. " + number,
            500 + number,
            Map.of("stockLevels", List.of(stock(shelf, number))));
      }
      town.ask(
          """
          mutation ($products: [ID!]!, $country: ID!) {
            assignProductsToChannel(input: {productIds: $products, channelId: $country}) { id }
          }""",
          Map.of(
              "products", List.of(tissues.product(), lamp.product()), "country", channels.get(1)));
      country.ask(
          """
          mutation ($variant: ID!) {
            updateProductVariants(input: [{id: $variant, price: 950}]) { id }
          }""",
          Map.of("variant", tissues.variant()));
    }

    /** A product with its one variant. */
    private Made product(String sku, String name, String german, int cents, Map<String, ?> more) {
      String product =
          id(
              town.ask(
                  """
                  mutation ($input: CreateProductInput!) { createProduct(input: $input) { id } }""",
                  Map.of(
                      "input",
                      Map.of(
                          "translations",
                          List.of(
                              text(
                                  "en",
                                  name,
                                  sku,
                                  "<p>" + name + ", <b>soft</b> &amp; strong.</p>"),
                              text("de", german, sku, "<p>" + german + ".</p>"))))));
      Map<String, Object> variant = new HashMap<>(more);
      variant.put("productId", product);
      variant.put("sku", sku);
      variant.put("price", cents);
      variant.put("taxCategoryId", taxCategory);
      variant.put("translations", List.of(name("en", name), name("de", german)));
      JsonNode made =
          town.ask(
              """
              mutation ($input: [CreateProductVariantInput!]!) {
                createProductVariants(input: $input) { id }
              }""",
              Map.of("input", List.of(variant)));
      return new Made(product, id(made.path(0)));
    }

    private static Map<String, String> text(
        String language, String name, String slug, String description) {
      return Map.of(
          "languageCode",
          language,
          "name",
          name,
          "slug",
          language + "-" + slug,
          "description",
          description);
    }

    private static Map<String, String> name(String language, String name) {
      return Map.of("languageCode", language, "name", name);
    }

    private static Map<String, Object> stock(String location, int onHand) {
      return Map.of("stockLocationId", location, "stockOnHand", onHand);
    }

    private static String id(JsonNode made) {
      assertThat(made.path("id").asText()).as(made.toString()).isNotEmpty();
      return made.path("id").asText();
    }

    /** The ids of a product and of its variant. */
    private record Made(String product, String variant) {}
  }
}
