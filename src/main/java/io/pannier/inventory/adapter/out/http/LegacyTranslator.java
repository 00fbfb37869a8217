package io.pannier.inventory.adapter.out.http;

import io.pannier.inventory.domain.model.StockLevel;
import io.pannier.shared.model.Answer;
import io.pannier.shared.model.Answer.Reason;
import io.pannier.shared.model.Answers;
import io.pannier.shared.model.ProductAtLocation;
import io.pannier.shared.model.Provenance;
import io.pannier.shared.upstream.AnswerCollector;
import io.pannier.shared.upstream.UpstreamException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * The legacy inventory's answers in our words. Their status is always 200: the outcome is in their
 * return codes.
 */
final class LegacyTranslator {

  private final LegacyLines lines;

  LegacyTranslator(LegacyLines lines) {
    this.lines = lines;
  }

  /** A question about products that are all at one plant. */
  static LegacyXml.Request question(Set<ProductAtLocation> part) {
    String plant = InventoryTranslator.Question.shipNode(part.iterator().next());
    return new LegacyXml.Request(
        plant,
        part.stream()
            .map(product -> LegacyLines.materialNumber(product.id()))
            .map(LegacyXml.Request.Material::new)
            .toList());
  }

  Answers<ProductAtLocation, StockLevel> answers(Set<ProductAtLocation> asked, byte[] body) {
    LegacyXml.Response response = LegacyXml.read(body);
    if (response.headers().size() != 1) {
      throw UpstreamException.invalid("not one HDR");
    }
    LegacyXml.Response.Header header = response.headers().get(0);
    return switch (String.valueOf(header.returnCode())) {
      case "00", "04" -> lines(asked, response, lines.asOf(header));
      case "08" -> none(asked, lines.asOf(header));
      case "12" -> throw UpstreamException.passing(Reason.UPSTREAM_ERROR, "busy");
      case "16" -> throw UpstreamException.failed(Reason.UPSTREAM_ERROR, "system error");
      default -> throw UpstreamException.invalid("unknown return code");
    };
  }

  private Answers<ProductAtLocation, StockLevel> lines(
      Set<ProductAtLocation> asked, LegacyXml.Response response, Provenance asOf) {
    Map<LegacyLines.Key, ProductAtLocation> byKey = new LinkedHashMap<>();
    asked.forEach(product -> byKey.put(LegacyLines.Key.of(product), product));

    AnswerCollector<ProductAtLocation, StockLevel> answers = new AnswerCollector<>();
    for (LegacyXml.Response.Line line : response.lines()) {
      ProductAtLocation product = byKey.get(new LegacyLines.Key(line.material(), line.plant()));
      if (product != null) {
        answers.add(product, () -> lines.translate(product, line, asOf));
      }
    }
    return answers.answersTo(asked);
  }

  private static Answers<ProductAtLocation, StockLevel> none(
      Set<ProductAtLocation> asked, Provenance asOf) {
    AnswerCollector<ProductAtLocation, StockLevel> answers = new AnswerCollector<>();
    asked.forEach(product -> answers.add(product, () -> Answer.notFound(asOf)));
    return answers.answersTo(asked);
  }
}
