package io.pannier.offer.domain;

import io.pannier.catalog.domain.port.CatalogGateway;
import io.pannier.inventory.domain.port.InventoryGateway;
import io.pannier.offer.domain.model.Offers;
import io.pannier.offer.domain.model.Section;
import io.pannier.pricing.domain.port.PricingGateway;
import io.pannier.shared.model.Answers;
import io.pannier.shared.model.Deadline;
import io.pannier.shared.model.ProductAtLocation;
import io.pannier.shared.model.ProductId;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.function.BiFunction;
import reactor.core.publisher.Mono;

/** Finds out what catalog, pricing and inventory say of products at locations. */
public final class OfferFinder {

  private final CatalogGateway catalog;
  private final PricingGateway pricing;
  private final InventoryGateway inventory;

  public OfferFinder(CatalogGateway catalog, PricingGateway pricing, InventoryGateway inventory) {
    this.catalog = catalog;
    this.pricing = pricing;
    this.inventory = inventory;
  }

  /**
   * Asks one question of the gateway of each section, all side by side, however many products there
   * are. Only what is not known yet is asked, and gateways of other sections are not asked at all.
   *
   * @param language of names and descriptions; answers already known are in it as well
   * @param known answers from an earlier question; they are part of the result
   * @return never an error, since gateways always answer
   */
  public Mono<Offers> ask(
      Set<ProductAtLocation> products,
      Set<Section> sections,
      Offers known,
      Locale language,
      Deadline deadline) {
    Set<ProductId> ids = ProductAtLocation.ids(products);
    return Mono.zip(
            sections.contains(Section.CATALOG)
                ? missing(
                    ids,
                    known.catalog(),
                    (unasked, until) -> catalog.find(unasked, language, until),
                    deadline)
                : Mono.just(known.catalog()),
            sections.contains(Section.PRICING)
                ? missing(products, known.pricing(), pricing::find, deadline)
                : Mono.just(known.pricing()),
            sections.contains(Section.INVENTORY)
                ? missing(products, known.inventory(), inventory::find, deadline)
                : Mono.just(known.inventory()))
        .map(all -> new Offers(all.getT1(), all.getT2(), all.getT3()));
  }

  private static <K, T> Mono<Answers<K, T>> missing(
      Set<K> wanted,
      Answers<K, T> known,
      BiFunction<Set<K>, Deadline, Mono<Answers<K, T>>> gateway,
      Deadline deadline) {
    Set<K> unasked = new LinkedHashSet<>(wanted);
    unasked.removeAll(known.asked());
    return unasked.isEmpty() ? Mono.just(known) : gateway.apply(unasked, deadline).map(known::and);
  }
}
