package io.pannier.cart;

import io.pannier.cart.domain.model.CartEntry;
import io.pannier.cart.domain.model.CartLine;
import io.pannier.cart.domain.model.CartMerge;
import io.pannier.cart.domain.model.CartOwner;
import io.pannier.cart.domain.model.CartPolicy;
import io.pannier.cart.domain.model.CartToken;
import io.pannier.cart.domain.model.CartTotals;
import io.pannier.cart.domain.model.ChangeableCart;
import io.pannier.cart.domain.model.Closing;
import io.pannier.cart.domain.model.LineId;
import io.pannier.cart.domain.model.Merges;
import io.pannier.cart.domain.model.Receipts;
import io.pannier.cart.domain.model.StoredCart;
import io.pannier.catalog.domain.model.CatalogItem;
import io.pannier.catalog.domain.model.CatalogItem.OrderLimits;
import io.pannier.pricing.domain.model.Price;
import io.pannier.shared.model.Answer;
import io.pannier.shared.model.Answer.Reason;
import io.pannier.shared.model.Money;
import io.pannier.shared.model.ProductAtLocation;
import io.pannier.shared.model.ProductId;
import io.pannier.shared.model.ProductId.Upc;
import io.pannier.shared.model.Provenance;
import io.pannier.shared.model.Provenance.Source;
import io.pannier.shared.model.SellingLocationId;
import io.pannier.shared.model.Upcs;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Carts and what goes into them, to write tests about. */
public final class CartFixture {

  public static final Instant NOW = Instant.parse("2026-11-20T10:15:00Z");
  public static final Currency USD = Currency.getInstance("USD");
  public static final Upc TISSUES = Upc.parse("036000291452");
  public static final Upc SOAP = Upc.parse("012345678905");
  public static final CartToken TOKEN = new CartToken("a-guest-s-own-token");

  public static final CartOwner GUEST = new CartOwner.Guest(TOKEN.hash());

  public static final CartPolicy POLICY = policy(100, 5);

  private CartFixture() {}

  /** The usual policy, with so many lines and locations at most. */
  public static CartPolicy policy(int maxLines, int maxLocations) {
    return new CartPolicy(
        maxLines,
        999,
        maxLocations,
        Duration.ofDays(30),
        Duration.ofDays(90),
        Duration.ofHours(6),
        100,
        Duration.ofHours(24),
        20);
  }

  /** A guest's cart in US dollars that holds nothing yet. */
  public static StoredCart emptyCart() {
    return StoredCart.create(GUEST, USD, NOW, POLICY);
  }

  /** A cart that remembers no changes. */
  public static ChangeableCart withoutMemory(StoredCart cart) {
    return new ChangeableCart(cart, Receipts.NONE, Merges.NONE);
  }

  public static ProductAtLocation at(ProductId id, int location) {
    return new ProductAtLocation(id, new SellingLocationId(location));
  }

  /** One of many products, at the default location. */
  public static ProductAtLocation product(int number) {
    return at(Upcs.numbered(number), 1);
  }

  /** The result of an entry that is in the line of its product. */
  public static CartEntry.Result taken(ProductAtLocation product, boolean created) {
    return CartEntry.Result.taken(product, LineId.of(product), created);
  }

  /** What became of a guest's line without words. */
  public static CartMerge.Line merged(
      ProductAtLocation product, CartMerge.Outcome outcome, int requested, int quantity) {
    return new CartMerge.Line(product, LineId.of(product), outcome, requested, quantity);
  }

  /** The cart with the line of this product holding so many. */
  public static StoredCart holding(StoredCart cart, ProductAtLocation product, int quantity) {
    CartLine line = cart.line(LineId.of(product)).orElseThrow();
    return cart.replaceLine(line, CartLine.Change.toQuantity(quantity));
  }

  public static CartEntry entry(ProductAtLocation product, int quantity) {
    return new CartEntry(product, quantity);
  }

  public static Money usd(String amount) {
    return new Money(new BigDecimal(amount), USD);
  }

  /**
   * What a cart may have been closed with: of its lines the first was sold at 9.99, the second was
   * unavailable, the third had no price, and so on.
   */
  public static Closing closingOf(StoredCart cart) {
    return closingOf(cart, null);
  }

  /** The same, where prices say this of tax. */
  public static Closing closingOf(StoredCart cart, @Nullable Boolean taxIncluded) {
    Provenance then = Provenance.closed(Source.PRICING, NOW.minusMillis(2_001));
    List<Closing.Line> lines = new ArrayList<>();
    List<LineId> unpriced = new ArrayList<>();
    Money sum = usd("0.00");
    for (CartLine line : cart.lines()) {
      switch (lines.size() % 3) {
        case 0 -> {
          Money total = usd("9.99").times(line.quantity());
          Price price = new Price(usd("9.99"), null, Price.Kind.PROMOTION, null, taxIncluded);
          Answer<Price> sold = Answer.found(price, then);
          lines.add(
              new Closing.Line(
                  line.id(), line.product(), sold, total, CatalogItem.Lifecycle.ACTIVE));
          sum = sum.plus(total);
        }
        case 1 -> {
          Answer<Price> unknown = Answer.unavailable(Reason.TIMEOUT);
          lines.add(new Closing.Line(line.id(), line.product(), unknown, null, null));
          unpriced.add(line.id());
        }
        default -> {
          Answer<Price> none = Answer.notFound(then);
          lines.add(
              new Closing.Line(
                  line.id(), line.product(), none, null, CatalogItem.Lifecycle.RECALLED));
        }
      }
    }
    return new Closing(lines, new CartTotals(sum, unpriced, taxIncluded));
  }

  public static Price price(String amount) {
    return new Price(usd(amount), null, Price.Kind.REGULAR, null);
  }

  /** The same, gross or net. */
  public static Price price(String amount, boolean taxIncluded) {
    return new Price(usd(amount), null, Price.Kind.REGULAR, null, taxIncluded);
  }

  public static Price euros(String amount) {
    Money money = new Money(new BigDecimal(amount), Currency.getInstance("EUR"));
    return new Price(money, null, Price.Kind.REGULAR, null);
  }

  public static Price yen(String amount) {
    Money money = new Money(new BigDecimal(amount), Currency.getInstance("JPY"));
    return new Price(money, null, Price.Kind.REGULAR, null);
  }

  public static CatalogItem item(
      ProductId id, CatalogItem.Lifecycle lifecycle, @Nullable OrderLimits limits) {
    return new CatalogItem(id, "Product " + id, null, null, lifecycle, List.of(), limits);
  }

  public static CatalogItem item(ProductId id) {
    return item(id, CatalogItem.Lifecycle.ACTIVE, new OrderLimits(1, 999, 1));
  }
}
