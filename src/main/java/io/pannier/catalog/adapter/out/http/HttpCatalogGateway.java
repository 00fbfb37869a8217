package io.pannier.catalog.adapter.out.http;

import io.pannier.catalog.domain.model.CatalogItem;
import io.pannier.catalog.domain.port.CatalogGateway;
import io.pannier.shared.model.Answers;
import io.pannier.shared.model.Deadline;
import io.pannier.shared.model.ProductId;
import io.pannier.shared.upstream.Batches;
import io.pannier.shared.upstream.UpstreamClient;
import io.pannier.shared.upstream.UpstreamRequest;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import org.springframework.http.MediaType;
import reactor.core.publisher.Mono;

/** Asks the catalog service, at most 100 products a call and one call at a time. */
final class HttpCatalogGateway implements CatalogGateway {

  private static final int MOST = 100;

  /** A cart and what a page shows are one call; only a batch into a full cart makes two. */
  private static final int AT_ONCE = 1;

  private final UpstreamClient client;
  private final CatalogTranslator translator;

  HttpCatalogGateway(UpstreamClient client, CatalogTranslator translator) {
    this.client = client;
    this.translator = translator;
  }

  @Override
  public Mono<Answers<ProductId, CatalogItem>> find(
      Set<ProductId> ids, Locale language, Deadline deadline) {
    List<Set<ProductId>> parts = Batches.split(ids, MOST);
    return Batches.askAll(ids, parts, AT_ONCE, part -> lookUp(part, language, deadline));
  }

  private Mono<Answers<ProductId, CatalogItem>> lookUp(
      Set<ProductId> part, Locale language, Deadline deadline) {
    return client.find(
        part,
        deadline,
        Function.identity(),
        asked ->
            UpstreamRequest.post(
                "/catalog/v3/items/lookup",
                MediaType.APPLICATION_JSON,
                translator.question(asked, language)),
        translator::answers);
  }
}
