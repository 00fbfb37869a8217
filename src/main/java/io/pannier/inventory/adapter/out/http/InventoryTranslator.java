package io.pannier.inventory.adapter.out.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import io.pannier.inventory.domain.model.StockLevel;
import io.pannier.shared.model.Answer;
import io.pannier.shared.model.Answers;
import io.pannier.shared.model.InvalidValueException;
import io.pannier.shared.model.ProductAtLocation;
import io.pannier.shared.model.ProductId;
import io.pannier.shared.model.ProductId.Sku;
import io.pannier.shared.model.ProductId.Upc;
import io.pannier.shared.model.Provenance;
import io.pannier.shared.model.Provenance.Source;
import io.pannier.shared.upstream.AnswerCollector;
import io.pannier.shared.upstream.Flaws;
import io.pannier.shared.upstream.Payloads;
import io.pannier.shared.upstream.UpstreamJson;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The inventory's answers in our words. Decisions rest on what can be sold; what is wrong with a
 * delivery costs that delivery. Answers are as of the inventory's own time, or of their receipt
 * where that cannot be read.
 */
final class InventoryTranslator {

  /** The inventory's word for a GTIN. */
  private static final String SKU = "sku";

  /** The inventory's word for a SKU of the shop's. */
  private static final String ARTICLE = "article";

  private static final String UNKNOWN_SKUS = "unknownSkus";
  private static final String UNKNOWN_ARTICLES = "unknownArticles";

  private final Clock clock;
  private final Flaws flaws;

  InventoryTranslator(Clock clock, Flaws flaws) {
    this.clock = clock;
    this.flaws = flaws;
  }

  Answers<ProductAtLocation, StockLevel> answers(Set<ProductAtLocation> asked, byte[] body) {
    JsonNode answer = UpstreamJson.read(body, "payload", UNKNOWN_SKUS, UNKNOWN_ARTICLES);
    Instant received = clock.instant();
    Map<String, List<ProductAtLocation>> byKey =
        asked.stream().collect(Collectors.groupingBy(InventoryTranslator::key));

    AnswerCollector<ProductAtLocation, StockLevel> answers = new AnswerCollector<>();
    for (JsonNode entry : flaws.entries(Source.INVENTORY, answer, "payload")) {
      for (ProductAtLocation product : asked(byKey, UpstreamJson.either(entry, SKU, ARTICLE))) {
        answers.add(product, () -> stock(product, new SkuPayload(entry), received));
      }
    }
    // The sku is unknown there, so the upstream gives no time for it.
    Provenance asOfReceipt = Provenance.fresh(Source.INVENTORY, received);
    for (String unknown : unknown(answer)) {
      for (ProductAtLocation product : asked(byKey, unknown)) {
        answers.add(product, () -> Answer.notFound(asOfReceipt));
      }
    }
    return answers.answersTo(asked);
  }

  /** An inventory that was asked for products of one kind may leave the other's list out. */
  private List<String> unknown(JsonNode answer) {
    return Stream.concat(
            flaws.entries(Source.INVENTORY, answer, UNKNOWN_SKUS).stream()
                .filter(JsonNode::isTextual)
                .map(entry -> SKU + ":" + entry.textValue()),
            flaws.optionalEntries(Source.INVENTORY, answer, UNKNOWN_ARTICLES).stream()
                .filter(JsonNode::isTextual)
                .map(entry -> ARTICLE + ":" + entry.textValue()))
        .toList();
  }

  private static String key(ProductAtLocation product) {
    return product.id().fold(upc -> SKU + ":" + upc.gtin14(), sku -> ARTICLE + ":" + sku.value());
  }

  private static List<ProductAtLocation> asked(
      Map<String, List<ProductAtLocation>> byKey, String key) {
    return byKey.getOrDefault(key, List.of());
  }

  private Answer<StockLevel> stock(ProductAtLocation product, SkuPayload sku, Instant received) {
    Instant sent = flaws.optional(Source.INVENTORY, product, "updatedAt", sku::updatedAt);
    Provenance asOf = Provenance.fresh(Source.INVENTORY, sent == null ? received : sent);
    return sku.at(Question.shipNode(product))
        .map(node -> Answer.found(level(product, node, received), asOf))
        .orElseGet(() -> Answer.notFound(asOf));
  }

  private StockLevel level(ProductAtLocation product, SkuPayload.Node node, Instant now) {
    int available = Math.toIntExact(Math.max(0, node.availableEaches()));
    return StockLevel.of(available, nextArrival(product, node.inbound(), now));
  }

  /** The inventory's dates are days in UTC. */
  private StockLevel.@Nullable NextArrival nextArrival(
      ProductAtLocation product, JsonNode inbound, Instant now) {
    List<JsonNode> deliveries =
        Payloads.isAbsent(inbound)
            ? null
            : flaws.optional(Source.INVENTORY, product, "inbound", () -> Payloads.list(inbound));
    if (deliveries == null || deliveries.isEmpty()) {
      return null;
    }
    LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
    return deliveries.stream()
        .map(one -> flaws.optional(Source.INVENTORY, product, "inbound", () -> arrival(one)))
        .filter(Objects::nonNull)
        .filter(arrival -> !arrival.date().isBefore(today))
        .min(Comparator.comparing(StockLevel.NextArrival::date))
        .orElse(null);
  }

  /** A delivery of nothing, or without a day yet, is no arrival, and no flaw either. */
  private static StockLevel.@Nullable NextArrival arrival(JsonNode delivery) {
    JsonNode eta = delivery.path("eta");
    long amount = Payloads.integer(delivery.path("amount"));
    return amount == 0 || Payloads.isAbsent(eta)
        ? null
        : new StockLevel.NextArrival(Math.toIntExact(amount), date(Payloads.text(eta)));
  }

  private static LocalDate date(String eta) {
    if (eta.length() != "2026-12-03".length()) {
      throw new InvalidValueException("not a date");
    }
    return LocalDate.parse(eta);
  }

  /** The body of a look-up, of every product at every node; a kind not asked for is left out. */
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  record Question(List<String> skus, List<String> articles, List<String> shipNodes) {

    static Question about(Set<ProductAtLocation> products) {
      Set<ProductId> ids = ProductAtLocation.ids(products);
      return new Question(
          ProductId.only(Upc.class, ids).stream().map(Upc::gtin14).toList(),
          ProductId.only(Sku.class, ids).stream().map(Sku::value).toList(),
          products.stream().map(Question::shipNode).distinct().toList());
    }

    /** Locations have four digits there. */
    static String shipNode(ProductAtLocation product) {
      String number = Integer.toString(product.location().value());
      return "0".repeat(4 - number.length()) + number;
    }
  }
}
