package io.pannier.cart.adapter.in.web.v2;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.pannier.cart.domain.model.Attributes;
import io.pannier.cart.domain.model.CartItem;
import io.pannier.catalog.domain.model.CatalogItem;
import io.pannier.inventory.domain.model.StockLevel;
import io.pannier.pricing.domain.model.Price;
import io.pannier.shared.model.Answer;
import io.pannier.shared.model.Answer.Reason;
import io.pannier.shared.web.json.MoneyJson;
import io.pannier.shared.web.json.ProductIdJson;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A line of a cart; what was not asked for is absent, what is not known says so. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record CartItemV2(
    String id,
    @JsonUnwrapped ProductIdJson identifier,
    int sellingLocationId,
    @Nullable Map<String, String> attributes,
    int quantity,
    @Nullable ProductV2 product,
    @Nullable PriceV2 price,
    @Nullable StockV2 availability) {

  static CartItemV2 from(CartItem item) {
    Attributes attributes = item.line().content().attributes();
    return new CartItemV2(
        item.id().value(),
        ProductIdJson.of(item.line().product().id()),
        item.line().product().location().value(),
        attributes.isEmpty() ? null : attributes.values(),
        item.line().quantity(),
        item.offer().product().map(answer -> ProductV2.from(answer, item)).orElse(null),
        item.offer().price().map(answer -> PriceV2.from(answer, item)).orElse(null),
        item.offer().stock().map(StockV2::from).orElse(null));
  }

  @JsonInclude(JsonInclude.Include.NON_NULL)
  record ProductV2(
      Answer.Status status,
      @Nullable Reason reason,
      @Nullable String name,
      @Nullable URI imageUrl,
      CatalogItem.@Nullable Lifecycle lifecycle,
      @Nullable LimitsV2 orderLimits) {

    /** The status is that of name, picture and limits; a closed cart keeps the lifecycle. */
    static ProductV2 from(Answer<CatalogItem> answer, CartItem line) {
      Optional<CatalogItem> item = answer.known();
      return new ProductV2(
          answer.status(),
          answer.reason().orElse(null),
          item.map(CatalogItem::name).orElse(null),
          item.flatMap(CatalogItem::primaryImage).map(image -> image.url()).orElse(null),
          line.lifecycle().orElse(null),
          item.map(CatalogItem::orderLimits)
              .map(limits -> new LimitsV2(limits.minimum(), limits.maximum(), limits.multiple()))
              .orElse(null));
    }
  }

  record LimitsV2(int minimum, int maximum, int multiple) {}

  @JsonInclude(JsonInclude.Include.NON_NULL)
  record PriceV2(
      Answer.Status status,
      @Nullable Reason reason,
      @Nullable MoneyJson unit,
      @Nullable MoneyJson line,
      Price.@Nullable Kind kind,
      @Nullable Boolean taxIncluded) {

    static PriceV2 from(Answer<Price> answer, CartItem item) {
      return new PriceV2(
          answer.status(),
          answer.reason().orElse(null),
          answer.known().map(Price::current).map(MoneyJson::of).orElse(null),
          item.total().map(MoneyJson::of).orElse(null),
          answer.known().map(Price::kind).orElse(null),
          item.offer().taxIncluded().orElse(null));
    }
  }

  @JsonInclude(JsonInclude.Include.NON_NULL)
  record StockV2(
      Answer.Status status,
      @Nullable Reason reason,
      StockLevel.Availability availability,
      @Nullable Integer available) {

    static StockV2 from(Answer<StockLevel> answer) {
      StockLevel level = StockLevel.from(answer);
      return new StockV2(
          answer.status(), answer.reason().orElse(null), level.availability(), level.available());
    }
  }
}
