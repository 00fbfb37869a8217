package io.pannier.cart.domain;

import io.pannier.cart.domain.model.Cart;
import io.pannier.cart.domain.model.CartAnswers;
import io.pannier.cart.domain.model.CartLine;
import io.pannier.cart.domain.model.CartPolicy;
import io.pannier.cart.domain.model.CartSection;
import io.pannier.cart.domain.model.Closing;
import io.pannier.cart.domain.model.StoredCart;
import io.pannier.catalog.domain.port.CatalogGateway;
import io.pannier.inventory.domain.model.StockLevel;
import io.pannier.inventory.domain.port.InventoryGateway;
import io.pannier.pricing.domain.model.Price;
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

/**
 * Composes a cart: one question per gateway, side by side, however many lines there are. A closed
 * cart keeps its prices, so of it only names and pictures are asked.
 */
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
    return compose(stored, CartAnswers.NONE, sections, deadline);
  }

  /** The same with answers at hand: only what is not yet known is asked. */
  public Mono<Cart> compose(
      StoredCart stored, CartAnswers known, Set<CartSection> sections, Deadline deadline) {
    return compose(stored, List.of(), known, sections, deadline);
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
    Answers<ProductAtLocation, Price> prices =
        stored.closing().map(Closing::prices).orElse(known.pricing());
    return Mono.zip(
            sections.contains(CartSection.CATALOG)
                ? missing(upcs, known.catalog(), catalog::find, deadline)
                : Mono.just(known.catalog()),
            sections.contains(CartSection.PRICING)
                ? missing(products, prices, pricing::find, deadline)
                : Mono.just(known.pricing()),
            stockOf(stored, products, known, sections, deadline))
        .map(all -> new CartAnswers(all.getT1(), all.getT2(), all.getT3()))
        .map(answers -> new Cart(stored, answers, policy));
  }

  /** What can be had now does not matter to a cart that was closed. */
  private Mono<Answers<ProductAtLocation, StockLevel>> stockOf(
      StoredCart stored,
      Set<ProductAtLocation> products,
      CartAnswers known,
      Set<CartSection> sections,
      Deadline deadline) {
    if (stored.isClosed()) {
      return Mono.just(Answers.none());
    }
    return sections.contains(CartSection.INVENTORY)
        ? missing(products, known.inventory(), inventory::find, deadline)
        : Mono.just(known.inventory());
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
