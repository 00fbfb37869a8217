package io.pannier.shared.vendure;

import com.fasterxml.jackson.databind.JsonNode;
import io.pannier.shared.model.Answer;
import io.pannier.shared.model.Answers;
import io.pannier.shared.model.ProductId;
import io.pannier.shared.model.Provenance;
import io.pannier.shared.upstream.AnswerCollector;
import io.pannier.shared.upstream.UpstreamException;
import io.pannier.shared.upstream.UpstreamJson;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The engine's name of a variant: its {@code sku}, which is compared exactly and need not be
 * unique. A GTIN may be written there with 8, 12, 13 or 14 digits.
 */
public final class Variants {

  /** Leading zeros of a GTIN of 14 digits that its shorter spellings leave out. */
  private static final List<Integer> LEFT_OUT = List.of(0, 1, 2, 6);

  private Variants() {}

  /** All the spellings of all the ids. */
  static <K> List<String> skus(Set<K> asked, Function<K, ProductId> idOf) {
    return asked.stream().map(idOf).distinct().flatMap(Variants::spellings).distinct().toList();
  }

  private static Stream<String> spellings(ProductId id) {
    return id.fold(
        upc ->
            LEFT_OUT.stream()
                .filter(zeros -> upc.gtin14().startsWith("0".repeat(zeros)))
                .map(zeros -> upc.gtin14().substring(zeros)),
        sku -> Stream.of(sku.value()));
  }

  /**
   * What a list of variants says about the products that were asked about. Two variants with the
   * same number, in whatever spelling, make an invalid answer. A product without a variant is not
   * found, unless some entry has no {@code sku}: it may be that product.
   *
   * @param list {@code items} and {@code totalItems}, asked for by {@code $skus}
   * @param reading of one entry; {@link AnswerCollector} says what becomes of its failures
   * @throws UpstreamException if it is no such list, or does not hold all that there are
   */
  public static <K, V> Answers<K, V> answers(
      Set<K> asked,
      Function<K, ProductId> idOf,
      JsonNode list,
      Provenance received,
      BiFunction<K, JsonNode, Answer<V>> reading) {
    JsonNode items = list.path("items");
    if (!items.isArray() || !list.path("totalItems").isIntegralNumber()) {
      throw UpstreamException.invalid("no list of variants");
    }
    if (list.path("totalItems").longValue() > items.size()) {
      throw UpstreamException.tooLarge();
    }
    Map<String, List<K>> bySku = bySku(asked, idOf);
    AnswerCollector<K, V> answers = new AnswerCollector<>();
    Set<K> listed = new HashSet<>();
    boolean isReadable = true;
    for (JsonNode item : items) {
      String sku = UpstreamJson.text(item, "sku");
      isReadable &= !sku.isEmpty();
      for (K key : bySku.getOrDefault(sku, List.of())) {
        listed.add(key);
        answers.add(key, () -> reading.apply(key, item));
      }
    }
    if (isReadable) {
      asked.stream()
          .filter(key -> !listed.contains(key))
          .forEach(key -> answers.add(key, () -> Answer.notFound(received)));
    }
    return answers.answersTo(asked);
  }

  private static <K> Map<String, List<K>> bySku(Set<K> asked, Function<K, ProductId> idOf) {
    Map<String, List<K>> bySku = new HashMap<>();
    asked.forEach(
        key ->
            spellings(idOf.apply(key))
                .forEach(sku -> bySku.computeIfAbsent(sku, one -> new ArrayList<>()).add(key)));
    return bySku;
  }
}
