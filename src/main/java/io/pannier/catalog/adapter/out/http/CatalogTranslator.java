package io.pannier.catalog.adapter.out.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.pannier.catalog.domain.model.CatalogItem;
import io.pannier.shared.model.Answer;
import io.pannier.shared.model.Answers;
import io.pannier.shared.model.Provenance;
import io.pannier.shared.model.Provenance.Source;
import io.pannier.shared.model.Upc;
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

  byte[] question(Set<Upc> upcs) {
    return UpstreamJson.write(new Question(upcs.stream().map(Upc::gtin14).toList()));
  }

  Answers<Upc, CatalogItem> answers(Set<Upc> asked, byte[] body) {
    JsonNode answer = UpstreamJson.read(body, "items", "notFound");
    Provenance received = Provenance.fresh(Source.CATALOG, clock.instant());
    Map<String, Upc> byGtin = new LinkedHashMap<>();
    asked.forEach(upc -> byGtin.put(upc.gtin14(), upc));

    AnswerCollector<Upc, CatalogItem> answers = new AnswerCollector<>();
    for (JsonNode entry : entries(answer, "items")) {
      Upc upc = byGtin.get(UpstreamJson.text(entry, "gtin14"));
      if (upc != null) {
        answers.add(upc, () -> Answer.found(items.translate(upc, entry), received));
      }
    }
    for (JsonNode entry : entries(answer, "notFound")) {
      Upc upc = entry.isTextual() ? byGtin.get(entry.textValue()) : null;
      if (upc != null) {
        answers.add(upc, () -> Answer.notFound(received));
      }
    }
    return answers.answersTo(asked);
  }

  private List<JsonNode> entries(JsonNode answer, String name) {
    return flaws.entries(Source.CATALOG, answer, name);
  }

  /** The body of a look-up. */
  record Question(List<String> gtins) {}
}
