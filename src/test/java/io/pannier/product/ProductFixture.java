package io.pannier.product;

import io.pannier.catalog.domain.model.CatalogItem;
import io.pannier.catalog.domain.model.CatalogItem.OrderLimits;
import io.pannier.inventory.domain.model.StockLevel;
import io.pannier.pricing.domain.model.Price;
import io.pannier.shared.model.Money;
import io.pannier.shared.model.ProductAtLocation;
import io.pannier.shared.model.ProductId;
import io.pannier.shared.model.ProductId.Upc;
import io.pannier.shared.model.SellingLocationId;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Currency;
import java.util.List;

/** Products to write tests about. */
public final class ProductFixture {

  public static final Upc TISSUES = Upc.parse("036000291452");
  public static final Upc SOAP = Upc.parse("012345678905");
  public static final SellingLocationId ONLINE = new SellingLocationId(1);
  public static final SellingLocationId STORE = new SellingLocationId(412);

  public static final StockLevel ELEVEN =
      StockLevel.of(11, new StockLevel.NextArrival(24, LocalDate.parse("2026-12-03")));

  public static final Price PROMOTION =
      new Price(
          usd("9.99"), usd("12.99"), Price.Kind.PROMOTION, Instant.parse("2026-12-24T00:00:00Z"));

  private ProductFixture() {}

  public static Money usd(String amount) {
    return new Money(new BigDecimal(amount), Currency.getInstance("USD"));
  }

  /** A product of which the catalog knows everything. */
  public static CatalogItem item(ProductId id) {
    return new CatalogItem(
        id,
        "Facial tissue",
        "Soft, white, three layers",
        "Kleenex",
        CatalogItem.Lifecycle.ACTIVE,
        List.of(new CatalogItem.Image("PRIMARY", URI.create("https://media.example.com/i/1.jpg"))),
        new OrderLimits(1, 12, 1));
  }

  /** A product of which the catalog knows no more than it must. */
  public static CatalogItem bareItem(ProductId id) {
    return new CatalogItem(
        id,
        "Facial tissue",
        null,
        null,
        CatalogItem.Lifecycle.ACTIVE,
        List.of(),
        new OrderLimits(1, 999, 1));
  }

  public static ProductAtLocation at(ProductId id, SellingLocationId location) {
    return new ProductAtLocation(id, location);
  }

  /** One of many products. */
  public static Upc numbered(int number) {
    String digits = "%013d".formatted(number);
    int sum = 0;
    for (int i = 0; i < 13; i++) {
      sum += (digits.charAt(i) - '0') * (i % 2 == 0 ? 3 : 1);
    }
    return new Upc(digits + (10 - sum % 10) % 10);
  }
}
