package io.pannier.catalog.adapter.out.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import io.pannier.catalog.domain.model.CatalogItem;
import io.pannier.shared.model.Answer;
import io.pannier.shared.model.Answers;
import io.pannier.shared.model.ProductId;
import io.pannier.shared.model.ProductId.Sku;
import io.pannier.shared.model.ProductId.Upc;
import io.pannier.shared.model.Provenance;
import io.pannier.shared.model.Provenance.Source;
import io.pannier.shared.upstream.AnswerCollector;
import io.pannier.shared.upstream.Flaws;
import io.pannier.shared.upstream.UpstreamJson;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** The catalog's answers in our words, as of their receipt: the catalog sends no time. */
final class CatalogTranslator {

  private static final String GTIN = "gtin14";
  private static final String SKU = "sku";
  private static final String NOT_FOUND = "notFound";
  private static final String NOT_FOUND_SKUS = "notFoundSkus";

  private final ItemTranslator items;
  private final Clock clock;
  private final Flaws flaws;

  CatalogTranslator(ItemTranslator items, Clock clock, Flaws flaws) {
    this.items = items;
    this.clock = clock;
    this.flaws = flaws;
  }

  byte[] question(Set<ProductId> ids, Locale language) {
    return UpstreamJson.write(
        new Question(
            ProductId.only(Upc.class, ids).stream().map(Upc::gtin14).toList(),
            ProductId.only(Sku.class, ids).stream().map(Sku::value).toList(),
            language.toLanguageTag()));
  }

  Answers<ProductId, CatalogItem> answers(Set<ProductId> asked, byte[] body) {
    JsonNode answer = UpstreamJson.read(body, "items", NOT_FOUND, NOT_FOUND_SKUS);
    Provenance received = Provenance.fresh(Source.CATALOG, clock.instant());
    Map<String, ProductId> byKey = new LinkedHashMap<>();
    asked.forEach(id -> byKey.put(key(id), id));

    AnswerCollector<ProductId, CatalogItem> answers = new AnswerCollector<>();
    for (JsonNode entry : flaws.entries(Source.CATALOG, answer, "items")) {
      ProductId id = byKey.get(UpstreamJson.either(entry, GTIN, SKU));
      if (id != null) {
        answers.add(id, () -> Answer.found(items.translate(id, entry), received));
      }
    }
    for (String key : notFound(answer)) {
      ProductId id = byKey.get(key);
      if (id != null) {
        answers.add(id, () -> Answer.notFound(received));
      }
    }
    return answers.answersTo(asked);
  }

  /** A catalog that was asked for products of one kind may leave the other's list out. */
  private List<String> notFound(JsonNode answer) {
    return Stream.concat(
            flaws.entries(Source.CATALOG, answer, NOT_FOUND).stream()
                .filter(JsonNode::isTextual)
                .map(entry -> GTIN + ":" + entry.textValue()),
            flaws.optionalEntries(Source.CATALOG, answer, NOT_FOUND_SKUS).stream()
                .filter(JsonNode::isTextual)
                .map(entry -> SKU + ":" + entry.textValue()))
        .toList();
  }

  private static String key(ProductId id) {
    return id.fold(upc -> GTIN + ":" + upc.gtin14(), sku -> SKU + ":" + sku.value());
  }

  /** The body of a look-up; a kind that is not asked for is left out. */
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  record Question(List<String> gtins, List<String> skus, String locale) {}
}
