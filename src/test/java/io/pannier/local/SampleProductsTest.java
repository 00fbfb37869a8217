package io.pannier.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.pannier.shared.model.ProductId.Upc;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class SampleProductsTest {

  private static final List<String> SHOPS = List.of("1", "7", "412", "1033");

  @Test
  void are_at_least_forty_with_valid_check_digits_and_none_twice() {
    assertThat(SampleProducts.all()).hasSizeGreaterThanOrEqualTo(40).doesNotHaveDuplicates();
    assertThat(SampleProducts.all()).first().isEqualTo(SampleProducts.FACIAL_TISSUE);
  }

  @Test
  void are_all_known_to_the_catalog_whoever_else_knows_them() {
    Set<Upc> known = Set.copyOf(SampleProducts.all());

    assertThat(
            SampleProducts.keys(StubUpstream.PRICING, "prices-bulk.json.hbs").stream()
                .map(itemId -> Upc.parse("0".repeat(14 - itemId.length()) + itemId)))
        .doesNotHaveDuplicates()
        .isSubsetOf(known);
    assertThat(
            SampleProducts.keys(StubUpstream.INVENTORY, "availability.json.hbs").stream()
                .map(Upc::parse))
        .doesNotHaveDuplicates()
        .isSubsetOf(known);
    assertThat(
            SampleProducts.keys(StubUpstream.LEGACY_INVENTORY, "stkinq.xml.hbs").stream()
                .map(material -> Upc.parse(material.substring(4))))
        .doesNotHaveDuplicates()
        .isSubsetOf(known);
  }

  @Test
  void show_every_lifecycle_and_items_without_what_may_be_missing() {
    JsonNode items = catalogItems();

    assertThat(Set.copyOf(items.findValuesAsText("lifecycleCd")))
        .containsExactlyInAnyOrder("A", "P", "D", "R", "W");
    assertThat(items).anyMatch(item -> !item.at("/desc").has("long"));
    assertThat(items).anyMatch(item -> !item.has("brandNm"));
    assertThat(items).anyMatch(item -> !item.has("media"));
    assertThat(items).anyMatch(item -> !item.has("orderRules"));
    assertThat(items).anyMatch(item -> item.at("/orderRules/multQty").intValue() > 1);
  }

  @Test
  void show_every_kind_of_price_and_both_errors_and_another_currency() {
    JsonNode answer = prices();

    assertThat(Set.copyOf(answer.at("/prices").findValuesAsText("type")))
        .containsExactlyInAnyOrder("REG", "PROMO", "CLR");
    assertThat(Set.copyOf(answer.at("/prices").findValuesAsText("ccy")))
        .containsExactlyInAnyOrder("USD", "EUR");
    assertThat(Set.copyOf(answer.at("/errors").findValuesAsText("code")))
        .containsExactlyInAnyOrder("P404", "P500");
    assertThat(answer.at("/prices"))
        .as("one has no tier in force yet")
        .anyMatch(price -> price.at("/tiers").size() == 1 && isAhead(price.at("/tiers/0"), answer));
  }

  @Test
  void show_cases_and_pieces_sold_out_and_oversold_and_some_that_only_the_legacy_inventory_knows() {
    JsonNode answer = stock();

    assertThat(Set.copyOf(answer.findValuesAsText("unit")))
        .containsExactlyInAnyOrder("CASE", "EACH");
    assertThat(answer.findValues("availToSellQty"))
        .anyMatch(JsonNode::isNull)
        .anyMatch(quantity -> quantity.at("/amount").intValue() < 0);
    assertThat(answer.findValues("onHandQty"))
        .anyMatch(quantity -> quantity.at("/amount").intValue() == 0);
    Set<String> listed = Set.copyOf(answer.at("/payload").findValuesAsText("sku"));
    assertThat(SampleProducts.keys(StubUpstream.LEGACY_INVENTORY, "stkinq.xml.hbs"))
        .map(material -> material.substring(4))
        .filteredOn(gtin -> !listed.contains(gtin))
        .hasSizeGreaterThanOrEqualTo(3);
  }

  private static boolean isAhead(JsonNode tier, JsonNode answer) {
    return tier.at("/effFrom").longValue() > answer.at("/asOfEpochMs").longValue();
  }

  private static JsonNode catalogItems() {
    return StubClient.json(
            StubRequests.catalog(
                StubClient.STUBS.catalog().baseUrl(), StubRequests.catalogBody(gtins())))
        .at("/items");
  }

  private static JsonNode prices() {
    List<String> itemIds =
        gtins().stream().map(gtin -> gtin.replaceFirst("^0+", "")).collect(Collectors.toList());
    return StubClient.json(
        StubRequests.pricing(
            StubClient.STUBS.pricing().baseUrl(), StubRequests.pricingQuery(itemIds, SHOPS)));
  }

  private static JsonNode stock() {
    List<String> nodes = List.of("0001", "0007", "0412", "1033");
    return StubClient.json(
        StubRequests.inventory(
            StubClient.STUBS.inventory().baseUrl(), StubRequests.inventoryBody(gtins(), nodes)));
  }

  private static List<String> gtins() {
    return SampleProducts.all().stream().map(Upc::gtin14).toList();
  }
}
