package io.pannier.cart.domain;

import io.pannier.cart.domain.model.Cart;
import io.pannier.cart.domain.model.CartPolicy;
import io.pannier.cart.domain.model.StoredCart;
import io.pannier.offer.domain.OfferFinder;
import io.pannier.offer.domain.model.Offers;
import io.pannier.offer.domain.model.Section;
import io.pannier.shared.model.Answers;
import io.pannier.shared.model.Deadline;
import io.pannier.shared.model.ProductAtLocation;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import reactor.core.publisher.Mono;

/** Composes a cart of what is stored and what is known of its products. Never fails. */
public final class CartFactory {

  private final OfferFinder finder;
  private final CartPolicy policy;

  public CartFactory(OfferFinder finder, CartPolicy policy) {
    this.finder = finder;
    this.policy = policy;
  }

  /** The cart with all that is known of its lines now. */
  public Mono<Cart> compose(StoredCart stored, Locale language, Deadline deadline) {
    return compose(stored, Set.of(Section.values()), language, deadline);
  }

  /** The cart with these sections of its lines; gateways of other sections are not asked. */
  public Mono<Cart> compose(
      StoredCart stored, Set<Section> sections, Locale language, Deadline deadline) {
    return compose(stored, List.of(), sections, Offers.NONE, language, deadline);
  }

  /**
   * The cart with offers for its lines and for what is to be added.
   *
   * @param known from an earlier try; it is not asked again
   */
  public Mono<Cart> compose(
      StoredCart stored,
      Collection<ProductAtLocation> additions,
      Offers known,
      Locale language,
      Deadline deadline) {
    return compose(stored, additions, Set.of(Section.values()), known, language, deadline);
  }

  /** The cart with what is known of it, which may be nothing of some lines. Asks no gateway. */
  public Cart composed(StoredCart stored, Offers known) {
    return new Cart(stored, known, policy);
  }

  /** The same with these sections only. */
  public Mono<Cart> compose(
      StoredCart stored,
      Collection<ProductAtLocation> additions,
      Set<Section> sections,
      Offers known,
      Locale language,
      Deadline deadline) {
    Set<ProductAtLocation> products = stored.products();
    products.addAll(additions);
    return (stored.isClosed()
            ? finder.ask(
                products, withoutStock(sections), kept(stored, sections, known), language, deadline)
            : finder.ask(products, sections, known, language, deadline))
        .map(offers -> new Cart(stored, offers, policy));
  }

  /** What can be had now does not matter to a cart that was closed. */
  private static Set<Section> withoutStock(Set<Section> sections) {
    Set<Section> needed = EnumSet.noneOf(Section.class);
    needed.addAll(sections);
    needed.remove(Section.INVENTORY);
    return needed;
  }

  /** A closed cart keeps its prices, so of it only names and pictures are asked. */
  private static Offers kept(StoredCart closed, Set<Section> sections, Offers known) {
    return new Offers(
        known.catalog(),
        closed
            .closing()
            .filter(closing -> sections.contains(Section.PRICING))
            .map(closing -> closing.prices())
            .orElse(known.pricing()),
        Answers.none());
  }
}
