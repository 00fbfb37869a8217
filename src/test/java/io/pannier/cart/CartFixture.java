package io.pannier.cart;

import io.pannier.cart.domain.model.CartEntry;
import io.pannier.cart.domain.model.CartOwner;
import io.pannier.cart.domain.model.CartPolicy;
import io.pannier.cart.domain.model.CartToken;
import io.pannier.cart.domain.model.StoredCart;
import io.pannier.catalog.domain.model.CatalogItem;
import io.pannier.catalog.domain.model.Lifecycle;
import io.pannier.catalog.domain.model.OrderLimits;
import io.pannier.pricing.domain.model.Price;
import io.pannier.pricing.domain.model.PriceKind;
import io.pannier.shared.model.Money;
import io.pannier.shared.model.ProductAtLocation;
import io.pannier.shared.model.SellingLocationId;
import io.pannier.shared.model.Upc;
import io.pannier.shared.model.Upcs;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Currency;
import java.util.List;

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

  public static ProductAtLocation at(Upc upc, int location) {
    return new ProductAtLocation(upc, new SellingLocationId(location));
  }

  /** One of many products, at the default location. */
  public static ProductAtLocation product(int number) {
    return at(Upcs.numbered(number), 1);
  }

  public static CartEntry entry(ProductAtLocation product, int quantity) {
    return new CartEntry(product, quantity);
  }

  public static Money usd(String amount) {
    return new Money(new BigDecimal(amount), USD);
  }

  public static Price price(String amount) {
    return new Price(usd(amount), null, PriceKind.REGULAR, null);
  }

  public static Price euros(String amount) {
    Money money = new Money(new BigDecimal(amount), Currency.getInstance("EUR"));
    return new Price(money, null, PriceKind.REGULAR, null);
  }

  public static Price yen(String amount) {
    Money money = new Money(new BigDecimal(amount), Currency.getInstance("JPY"));
    return new Price(money, null, PriceKind.REGULAR, null);
  }

  public static CatalogItem item(Upc upc, Lifecycle lifecycle, OrderLimits limits) {
    return new CatalogItem(upc, "Product " + upc, null, null, lifecycle, List.of(), limits);
  }

  public static CatalogItem item(Upc upc) {
    return item(upc, Lifecycle.ACTIVE, new OrderLimits(1, 999, 1));
  }
}
