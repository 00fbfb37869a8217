package io.pannier.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * A component that two contracts have under one name is the same in both: each contract is whole,
 * for generators and readers, and what they share is written down in each.
 */
class EqualComponentsTest {

  private static final String MEMBERS = "has the members of each contract's own problems";

  /** Where contracts differ on purpose, and why. */
  private static final Map<String, String> INTENDED =
      Map.ofEntries(
          Map.entry("cart-v1 cart-v2 schemas/CreateCartRequest", "version 1 lets nobody choose"),
          Map.entry("allocation-v2 cart-v2 schemas/Problem", MEMBERS),
          Map.entry("allocation-v2 product-v2 schemas/Problem", MEMBERS),
          Map.entry("cart-v2 product-v2 schemas/Problem", MEMBERS),
          Map.entry(
              "allocation-v2 cart-v2 parameters/RequestTimeout",
              "says the deadline of each contract's own operations"),
          Map.entry(
              "allocation-v2 product-v2 parameters/RequestTimeout",
              "says the deadline of each contract's own operations"),
          Map.entry(
              "allocation-v2 cart-v2 securitySchemes/accessToken",
              "says the scopes of each contract's own operations"),
          Map.entry(
              "allocation-v2 product-v2 responses/AnyOtherRequest",
              "only the paths of carts and stock ask for access tokens, and for the keys of their issuer"),
          Map.entry(
              "cart-v1 product-v1 responses/AnyOtherRequest",
              "only the paths of carts ask for access tokens, and for the keys of their issuer"),
          Map.entry(
              "cart-v1 product-v1 responses/Unavailable", "only carts are stored in a database"),
          Map.entry("cart-v1 cart-v2 schemas/Cart", "what version 2 changed in the first place"),
          Map.entry(
              "cart-v1 cart-v2 schemas/CreatedCart", "what version 2 changed in the first place"),
          Map.entry(
              "allocation-v2 cart-v1 parameters/RequestTimeout",
              "says the deadline of each contract's own operations"),
          Map.entry(
              "allocation-v2 cart-v1 securitySchemes/accessToken",
              "says the scopes of each contract's own operations"),
          Map.entry(
              "cart-v1 product-v2 parameters/RequestTimeout",
              "says the deadline of each contract's own operations"),
          Map.entry(
              "cart-v2 product-v2 parameters/RequestTimeout",
              "says the deadline of each contract's own operations"),
          Map.entry(
              "cart-v2 product-v2 responses/AnyOtherRequest",
              "only the paths of carts and stock ask for access tokens, and for the keys of their issuer"),
          Map.entry(
              "cart-v2 product-v2 responses/Unavailable", "only carts are stored in a database"),
          Map.entry(
              "cart-v2 product-v2 schemas/Sections",
              "carts can be closed; a cart may be viewed without any section"),
          Map.entry("cart-v2 product-v2 schemas/ValueStatus", "carts can be closed"),
          Map.entry(
              "product-v1 product-v2 schemas/Product",
              "what version 2 changed in the first place"));

  private record Pair(ApiContract first, ApiContract second) {

    /** The components that both have and that differ, as {@code first second kind/name}. */
    Stream<String> differences() {
      Map<String, JsonNode> others = components(second);
      return components(first).entrySet().stream()
          .filter(one -> others.containsKey(one.getKey()))
          .filter(one -> isOfOneVersion() || !isOldForm(one.getKey()))
          .filter(one -> !one.getValue().equals(others.get(one.getKey())))
          .map(one -> first + " " + second + " " + one.getKey());
    }

    private boolean isOfOneVersion() {
      return version(first).equals(version(second));
    }

    private static String version(ApiContract contract) {
      return contract.name().substring(contract.name().lastIndexOf('-'));
    }

    /**
     * Version 1 has errors of its own form, which name no trace, and announces its end on every
     * answer.
     */
    private static boolean isOldForm(String component) {
      return component.startsWith("responses/") || component.equals("headers/TraceId");
    }

    long shared() {
      Set<String> names = new TreeSet<>(components(first).keySet());
      names.retainAll(components(second).keySet());
      return names.size();
    }
  }

  @Test
  void components_of_one_name_are_equal_save_where_the_difference_is_intended() {
    assertThat(pairs().stream().flatMap(Pair::differences))
        .containsExactlyInAnyOrderElementsOf(
            INTENDED.keySet().stream().filter(EqualComponentsTest::isOfContracts).toList());
  }

  /** A contract that was taken away differs from none. */
  private static boolean isOfContracts(String difference) {
    Set<String> names =
        ApiContracts.ofRepository().all().stream()
            .map(ApiContract::name)
            .collect(Collectors.toSet());
    return names.containsAll(List.of(difference.split(" ")).subList(0, 2));
  }

  @Test
  void a_difference_in_any_component_is_found() {
    Pair pair = new Pair(contract("cart-v2"), contract("product-v2"));
    ((ObjectNode) pair.second().document().at("/components/schemas/Money/properties/amount"))
        .put("pattern", "^[0-9]+$");
    ((ObjectNode) pair.second().document().at("/components/headers/RetryAfter/schema"))
        .put("minimum", 0);
    ((ObjectNode) pair.second().document().at("/components/responses/InternalError"))
        .put("description", "Sorry.");

    assertThat(pair.shared()).isGreaterThan(20);
    assertThat(pair.differences())
        .contains(
            "cart-v2 product-v2 schemas/Money",
            "cart-v2 product-v2 headers/RetryAfter",
            "cart-v2 product-v2 responses/InternalError");
  }

  private static List<Pair> pairs() {
    List<ApiContract> all = ApiContracts.ofRepository().all();
    return all.stream()
        .flatMap(
            first ->
                all.stream()
                    .filter(second -> first.name().compareTo(second.name()) < 0)
                    .map(second -> new Pair(first, second)))
        .toList();
  }

  /** Read anew, so that a test may change it. */
  private static ApiContract contract(String name) {
    return ApiContracts.ofRepository().all().stream()
        .filter(contract -> contract.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  /**
   * By {@code kind/name}, without examples: each contract shows requests of its own, and {@link
   * ApiContractFilesTest} holds them to their schemas.
   */
  private static Map<String, JsonNode> components(ApiContract contract) {
    JsonNode components = contract.document().path("components").deepCopy();
    for (JsonNode described : components.findParents("schema")) {
      ((ObjectNode) described).remove(List.of("example", "examples"));
    }
    return components.properties().stream()
        .flatMap(
            kind ->
                kind.getValue().properties().stream()
                    .map(one -> Map.entry(kind.getKey() + "/" + one.getKey(), one.getValue())))
        .collect(
            Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (a, b) -> a, TreeMap::new));
  }
}
