package io.pannier.testkit;

import io.pannier.catalog.domain.model.CatalogItem;
import io.pannier.catalog.domain.port.CatalogGateway;
import io.pannier.shared.model.Answer;
import io.pannier.shared.model.Answers;
import io.pannier.shared.model.Deadline;
import io.pannier.shared.model.ProductId;
import io.pannier.shared.model.Provenance.Source;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import reactor.core.publisher.Mono;

/** A catalog in memory; a product has one name unless it is told others. */
public final class FakeCatalogGateway
    extends FakeGateway<ProductId, CatalogItem, FakeCatalogGateway> implements CatalogGateway {

  private final Map<ProductId, Map<Locale, String>> names = new ConcurrentHashMap<>();
  private final List<Locale> languages = new CopyOnWriteArrayList<>();

  public FakeCatalogGateway() {
    super(Source.CATALOG);
  }

  /** It has this product, fresh. */
  public FakeCatalogGateway has(CatalogItem item) {
    return has(item.id(), item);
  }

  /** In this language the product has a name of its own. */
  public FakeCatalogGateway calls(ProductId id, Locale language, String name) {
    names.computeIfAbsent(id, none -> new ConcurrentHashMap<>()).put(language, name);
    return this;
  }

  /** The languages that came with the questions. */
  public List<Locale> languages() {
    return List.copyOf(languages);
  }

  @Override
  public Mono<Answers<ProductId, CatalogItem>> find(
      Set<ProductId> ids, Locale language, Deadline deadline) {
    return find(ids, deadline)
        .doOnSubscribe(asked -> languages.add(language))
        .map(answers -> in(language, answers));
  }

  private Answers<ProductId, CatalogItem> in(
      Locale language, Answers<ProductId, CatalogItem> answers) {
    Map<ProductId, Answer<CatalogItem>> named = new LinkedHashMap<>();
    answers.byKey().forEach((id, answer) -> named.put(id, in(language, id, answer)));
    return new Answers<>(named);
  }

  private Answer<CatalogItem> in(Locale language, ProductId id, Answer<CatalogItem> answer) {
    String name = names.getOrDefault(id, Map.of()).get(language);
    return name == null
        ? answer
        : answer.fold(
            found -> Answer.found(named(found.value(), name), found.provenance()),
            none -> answer,
            unavailable -> answer);
  }

  private static CatalogItem named(CatalogItem item, String name) {
    return new CatalogItem(
        item.id(),
        name,
        item.description(),
        item.brand(),
        item.lifecycle(),
        item.images(),
        item.orderLimits());
  }

  @Override
  protected FakeCatalogGateway self() {
    return this;
  }
}
