package io.pannier.cart.domain;

import io.pannier.cart.domain.model.Cart;
import io.pannier.cart.domain.model.CartAnswers;
import io.pannier.cart.domain.model.CartLine;
import io.pannier.cart.domain.model.CartPolicy;
import io.pannier.cart.domain.model.CartSection;
import io.pannier.cart.domain.model.StoredCart;
import io.pannier.catalog.domain.port.CatalogGateway;
import io.pannier.inventory.domain.port.InventoryGateway;
import io.pannier.pricing.domain.port.PricingGateway;
import io.pannier.shared.model.Answers;
import io.pannier.shared.model.Deadline;
import io.pannier.shared.model.ProductAtLocation;
import io.pannier.shared.model.Upc;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import reactor.core.publisher.Mono;

/** Composes a cart: one question per gateway, side by side, however many lines there are. */
public final class CartFactory {

  private final CatalogGateway catalog;
  private final PricingGateway pricing;
  private final InventoryGateway inventory;
  private final CartPolicy policy;

  public CartFactory(
      CatalogGateway catalog,
      PricingGateway pricing,
      InventoryGateway inventory,
      CartPolicy policy) {
    this.catalog = catalog;
    this.pricing = pricing;
    this.inventory = inventory;
    this.policy = policy;
  }

  /** The cart with all that is known of its lines now. */
  public Mono<Cart> compose(StoredCart stored, Deadline deadline) {
    return compose(stored, List.of(), CartAnswers.NONE, deadline);
  }

  /** The cart with what these sections tell of its lines; the others are not asked at all. */
  public Mono<Cart> compose(StoredCart stored, Set<CartSection> sections, Deadline deadline) {
    return compose(stored, List.of(), CartAnswers.NONE, sections, deadline);
  }

  /**
   * The cart with answers about its lines and what is to be added. Only what is not yet known is
   * asked; gateways always answer, so this never fails.
   *
   * @param known answers at hand, from an earlier try
   */
  public Mono<Cart> compose(
      StoredCart stored,
      Collection<ProductAtLocation> additions,
      CartAnswers known,
      Deadline deadline) {
    return compose(stored, additions, known, EnumSet.allOf(CartSection.class), deadline);
  }

  private Mono<Cart> compose(
      StoredCart stored,
      Collection<ProductAtLocation> additions,
      CartAnswers known,
      Set<CartSection> sections,
      Deadline deadline) {
    Set<ProductAtLocation> products = new LinkedHashSet<>();
    stored.lines().stream().map(CartLine::product).forEach(products::add);
    products.addAll(additions);
    Set<Upc> upcs =
        products.stream()
            .map(ProductAtLocation::upc)
            .collect(Collectors.toCollection(LinkedHashSet::new));
    return Mono.zip(
            sections.contains(CartSection.CATALOG)
                ? missing(upcs, known.catalog(), catalog::find, deadline)
                : Mono.just(known.catalog()),
            sections.contains(CartSection.PRICING)
                ? missing(products, known.pricing(), pricing::find, deadline)
                : Mono.just(known.pricing()),
            sections.contains(CartSection.INVENTORY)
                ? missing(products, known.inventory(), inventory::find, deadline)
                : Mono.just(known.inventory()))
        .map(all -> new CartAnswers(all.getT1(), all.getT2(), all.getT3()))
        .map(answers -> new Cart(stored, answers, policy));
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
