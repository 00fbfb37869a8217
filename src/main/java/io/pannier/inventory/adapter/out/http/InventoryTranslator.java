package io.pannier.inventory.adapter.out.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.pannier.inventory.domain.model.NextArrival;
import io.pannier.inventory.domain.model.StockLevel;
import io.pannier.shared.model.Answer;
import io.pannier.shared.model.Answers;
import io.pannier.shared.model.InvalidValueException;
import io.pannier.shared.model.ProductAtLocation;
import io.pannier.shared.model.Provenance;
import io.pannier.shared.model.Source;
import io.pannier.shared.upstream.AnswerSheet;
import io.pannier.shared.upstream.UpstreamJson;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The inventory's answers in our words. */
record InventoryTranslator(Clock clock) {

  Answers<ProductAtLocation, StockLevel> answers(Set<ProductAtLocation> asked, byte[] body) {
    StockAnswerPayload payload = UpstreamJson.readEnvelope(body, StockAnswerPayload.class);
    Map<String, List<ProductAtLocation>> bySku =
        asked.stream().collect(Collectors.groupingBy(StockQuestionPayload::sku));

    AnswerSheet<ProductAtLocation, StockLevel> sheet = new AnswerSheet<>();
    for (JsonNode entry : payload.payload()) {
      for (ProductAtLocation product : asked(bySku, UpstreamJson.text(entry, "sku"))) {
        sheet.enter(product, () -> stock(product, entry));
      }
    }
    // The sku is not known at all, so there is no time of the upstream's own for it.
    Provenance received = Provenance.fresh(Source.INVENTORY, clock.instant());
    for (JsonNode unknown : payload.unknownSkus()) {
      for (ProductAtLocation product :
          asked(bySku, unknown.isTextual() ? unknown.textValue() : "")) {
        sheet.enter(product, () -> Answer.notFound(received));
      }
    }
    return sheet.answersTo(asked);
  }

  private static List<ProductAtLocation> asked(
      Map<String, List<ProductAtLocation>> bySku, String sku) {
    return bySku.getOrDefault(sku, List.of());
  }

  private Answer<StockLevel> stock(ProductAtLocation product, JsonNode entry) {
    SkuPayload sku = UpstreamJson.readEntry(entry, SkuPayload.class);
    Provenance asOf = Provenance.fresh(Source.INVENTORY, sku.asOf());
    return sku.at(StockQuestionPayload.shipNode(product))
        .map(node -> Answer.found(level(node), asOf))
        .orElseGet(() -> Answer.notFound(asOf));
  }

  private StockLevel level(NodePayload node) {
    int available = Math.toIntExact(Math.max(0, node.availableEaches()));
    return StockLevel.of(available, nextArrival(node.inbound()));
  }

  private @Nullable NextArrival nextArrival(@Nullable List<NodePayload.Inbound> inbound) {
    LocalDate today = LocalDate.now(clock);
    return inbound == null
        ? null
        : inbound.stream()
            .map(one -> new NextArrival(one.amount(), date(one.eta())))
            .filter(arrival -> !arrival.date().isBefore(today))
            .min(Comparator.comparing(NextArrival::date))
            .orElse(null);
  }

  private static LocalDate date(String eta) {
    if (eta.length() != "2026-12-03".length()) {
      throw new InvalidValueException("not a date");
    }
    return LocalDate.parse(eta);
  }
}
