package io.pannier.catalog.adapter.out.http;

import io.pannier.catalog.domain.model.CatalogItem;
import io.pannier.catalog.domain.port.CatalogGateway;
import io.pannier.shared.model.Answers;
import io.pannier.shared.model.Deadline;
import io.pannier.shared.model.Upc;
import io.pannier.shared.upstream.Parts;
import io.pannier.shared.upstream.UpstreamClient;
import java.util.List;
import java.util.Set;
import org.springframework.http.MediaType;
import reactor.core.publisher.Mono;

/** Asks the catalog service, at most 100 products a call. */
record HttpCatalogGateway(UpstreamClient client, CatalogTranslator translator)
    implements CatalogGateway {

  private static final int MOST = 100;

  @Override
  public Mono<Answers<Upc, CatalogItem>> find(Set<Upc> upcs, Deadline deadline) {
    List<Set<Upc>> parts = Parts.of(upcs, MOST);
    return Parts.ask(upcs, parts, part -> lookUp(part, deadline));
  }

  private Mono<Answers<Upc, CatalogItem>> lookUp(Set<Upc> part, Deadline deadline) {
    return client.find(
        part,
        deadline,
        web ->
            web.post()
                .uri("/catalog/v3/items/lookup")
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(translator.question(part)),
        body -> translator.answers(part, body));
  }
}
