package io.pannier.catalog.adapter.out.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.pannier.catalog.domain.model.CatalogItem;
import io.pannier.shared.model.Answer;
import io.pannier.shared.model.Answers;
import io.pannier.shared.model.ProductId;
import io.pannier.shared.model.Provenance;
import io.pannier.shared.model.Provenance.Source;
import io.pannier.shared.upstream.AnswerCollector;
import io.pannier.shared.upstream.Flaws;
import io.pannier.shared.upstream.UpstreamJson;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The catalog's answers in our words. They are as of their receipt: the catalog sends no time. */
final class CatalogTranslator {

  private final ItemTranslator items;
  private final Clock clock;
  private final Flaws flaws;

  CatalogTranslator(ItemTranslator items, Clock clock, Flaws flaws) {
    this.items = items;
    this.clock = clock;
    this.flaws = flaws;
  }

  byte[] question(Set<ProductId> ids) {
    return UpstreamJson.write(new Question(ids.stream().map(CatalogTranslator::gtin).toList()));
  }

  Answers<ProductId, CatalogItem> answers(Set<ProductId> asked, byte[] body) {
    JsonNode answer = UpstreamJson.read(body, "items", "notFound");
    Provenance received = Provenance.fresh(Source.CATALOG, clock.instant());
    Map<String, ProductId> byGtin = new LinkedHashMap<>();
    asked.forEach(id -> byGtin.put(gtin(id), id));

    AnswerCollector<ProductId, CatalogItem> answers = new AnswerCollector<>();
    for (JsonNode entry : entries(answer, "items")) {
      ProductId id = byGtin.get(UpstreamJson.text(entry, "gtin14"));
      if (id != null) {
        answers.add(id, () -> Answer.found(items.translate(id, entry), received));
      }
    }
    for (JsonNode entry : entries(answer, "notFound")) {
      ProductId id = entry.isTextual() ? byGtin.get(entry.textValue()) : null;
      if (id != null) {
        answers.add(id, () -> Answer.notFound(received));
      }
    }
    return answers.answersTo(asked);
  }

  private List<JsonNode> entries(JsonNode answer, String name) {
    return flaws.entries(Source.CATALOG, answer, name);
  }

  /** The body of a look-up. */
  record Question(List<String> gtins) {}

  private static String gtin(ProductId id) {
    return id.fold(
        upc -> upc.gtin14(),
        sku -> {
          throw new IllegalArgumentException("cannot be asked for a SKU");
        });
  }
}
