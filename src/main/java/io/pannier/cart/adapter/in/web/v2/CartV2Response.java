package io.pannier.cart.adapter.in.web.v2;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.pannier.cart.adapter.in.web.CartProblems;
import io.pannier.cart.application.CartResult;
import io.pannier.cart.domain.model.Attributes;
import io.pannier.cart.domain.model.Cart;
import io.pannier.cart.domain.model.CartEntry;
import io.pannier.cart.domain.model.CartItem;
import io.pannier.cart.domain.model.CartLine;
import io.pannier.cart.domain.model.CartMerge;
import io.pannier.cart.domain.model.CartOwner;
import io.pannier.cart.domain.model.CartState;
import io.pannier.cart.domain.model.CartToken;
import io.pannier.cart.domain.model.CartTotals;
import io.pannier.cart.domain.model.LineId;
import io.pannier.cart.domain.model.Notice;
import io.pannier.cart.domain.model.StoredCart;
import io.pannier.catalog.domain.model.CatalogItem;
import io.pannier.inventory.domain.model.StockLevel;
import io.pannier.offer.domain.model.Offer;
import io.pannier.offer.domain.model.Section;
import io.pannier.pricing.domain.model.Price;
import io.pannier.shared.model.Answer;
import io.pannier.shared.model.Answer.Reason;
import io.pannier.shared.model.SectionSummary;
import io.pannier.shared.web.json.MoneyJson;
import io.pannier.shared.web.json.ProductIdJson;
import io.pannier.shared.web.json.SectionJson;
import io.pannier.shared.web.problem.Problem;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A cart as clients of version 2 see it. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record CartV2Response(
    String id,
    long version,
    String state,
    @Nullable String mergedInto,
    @Nullable String orderId,
    @Nullable Instant closedAt,
    String owner,
    String currency,
    Instant createdAt,
    Instant updatedAt,
    Instant expiresAt,
    @Nullable String cartToken,
    List<ItemV2> items,
    Totals totals,
    List<NoticeV2> notices,
    Map<String, SectionJson> sections) {

  static CartV2Response from(Cart cart) {
    return from(cart, Set.of(Section.values()), null);
  }

  static CartV2Response from(Cart cart, Set<Section> sections) {
    return from(cart, sections, null);
  }

  static CartV2Response from(CartResult.Created created) {
    CartToken token = created.token();
    return from(created.cart(), Set.of(Section.values()), token == null ? null : token.secret());
  }

  private static CartV2Response from(Cart cart, Set<Section> sections, @Nullable String cartToken) {
    StoredCart stored = cart.stored();
    return new CartV2Response(
        stored.id().value(),
        stored.version(),
        nameOf(stored.state()),
        stored.state() instanceof CartState.Merged merged ? merged.mergedInto().value() : null,
        stored.state() instanceof CartState.Closed closed ? closed.orderId() : null,
        stored.isClosed() ? stored.updatedAt() : null, // nothing changes it afterwards
        stored.owner() instanceof CartOwner.Guest ? "GUEST" : "CUSTOMER",
        stored.currency().getCurrencyCode(),
        stored.createdAt(),
        stored.updatedAt(),
        stored.expiresAt(),
        cartToken,
        cart.items().stream().map(ItemV2::from).toList(),
        Totals.from(cart, sections),
        cart.notices().stream().map(NoticeV2::from).toList(),
        summary(cart));
  }

  private static String nameOf(CartState state) {
    if (state instanceof CartState.Merged) {
      return "MERGED";
    }
    return state instanceof CartState.Closed ? "CLOSED" : "ACTIVE";
  }

  /** Of the lines alone: what was asked about and not taken says nothing of this cart. */
  private static Map<String, SectionJson> summary(Cart cart) {
    Map<String, SectionJson> sections = new LinkedHashMap<>();
    put(sections, "catalog", cart, Offer::product);
    put(sections, "pricing", cart, Offer::price);
    put(sections, "inventory", cart, Offer::stock);
    return sections;
  }

  private static <T> void put(
      Map<String, SectionJson> sections,
      String name,
      Cart cart,
      Function<Offer, Optional<Answer<T>>> part) {
    List<Answer<T>> answers = new ArrayList<>(cart.items().size());
    cart.items().forEach(item -> part.apply(item.offer()).ifPresent(answers::add));
    SectionSummary.of(answers).ifPresent(section -> sections.put(name, SectionJson.of(section)));
  }

  @JsonInclude(JsonInclude.Include.NON_NULL)
  record NoticeV2(
      String id,
      String itemId,
      Notice.Code code,
      @Nullable MoneyJson previous,
      @Nullable MoneyJson current) {

    static NoticeV2 from(Notice notice) {
      return new NoticeV2(
          notice.id(),
          notice.lineId().value(),
          notice.code(),
          MoneyJson.from(notice.previous()),
          MoneyJson.from(notice.current()));
    }
  }

  /**
   * The totals of a cart. What money adds up to is absent unless catalog and pricing were asked;
   * the subtotal is null, not absent, where they were asked and it is unknown.
   */
  record Totals(int lines, long units, @JsonUnwrapped @Nullable MoneyTotals money) {

    record MoneyTotals(
        @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable MoneyJson subtotal,
        MoneyJson pricedSubtotal,
        List<String> unpricedItemIds,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Boolean taxIncluded) {

      static MoneyTotals from(CartTotals totals) {
        return new MoneyTotals(
            totals.subtotal().map(MoneyJson::of).orElse(null),
            MoneyJson.of(totals.pricedSubtotal()),
            totals.unpriced().stream().map(LineId::value).toList(),
            totals.taxIncluded());
      }
    }

    static Totals from(Cart cart, Set<Section> sections) {
      List<CartLine> lines = cart.stored().lines();
      boolean hasMoney = sections.containsAll(Set.of(Section.CATALOG, Section.PRICING));
      return new Totals(
          lines.size(),
          lines.stream().mapToLong(CartLine::quantity).sum(),
          hasMoney ? MoneyTotals.from(cart.totals()) : null);
    }
  }

  /**
   * The cart after a batch of which some may have been taken.
   *
   * @param results what each entry alone would have been answered, in the order sent
   */
  record PartialBatch(CartV2Response cart, List<Map<String, Object>> results) {

    static PartialBatch from(CartV2Response cart, List<CartEntry.Result> results) {
      List<Map<String, Object>> entries = new ArrayList<>();
      for (int index = 0; index < results.size(); index++) {
        entries.add(result(index, results.get(index)));
      }
      return new PartialBatch(cart, entries);
    }

    private static Map<String, Object> result(int index, CartEntry.Result result) {
      Map<String, Object> entry = new LinkedHashMap<>();
      entry.put("index", index);
      if (result.refusal() == null) {
        entry.put("status", result.created() ? 201 : 200);
        return entry;
      }
      Problem problem = CartProblems.of(result.refusal());
      entry.put("status", problem.type().status().value());
      entry.put("code", problem.type().code());
      entry.putAll(result.refusal().figures());
      return entry;
    }
  }

  /** A customer's cart after a guest's was brought into it, and what became of each line. */
  record Merged(CartV2Response cart, List<LineV2> report) {

    static Merged from(CartResult.Merged merged) {
      return new Merged(
          CartV2Response.from(merged.cart()), merged.report().stream().map(LineV2::from).toList());
    }

    record LineV2(
        @JsonUnwrapped ProductIdJson identifier,
        int sellingLocationId,
        String itemId,
        CartMerge.Outcome outcome,
        int requested,
        int quantity) {

      static LineV2 from(CartMerge.Line line) {
        return new LineV2(
            ProductIdJson.of(line.product().id()),
            line.product().location().value(),
            line.lineId().value(),
            line.outcome(),
            line.requested(),
            line.quantity());
      }
    }
  }

  /** A line of a cart; what was not asked for is absent, what is not known says so. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record ItemV2(
      String id,
      @JsonUnwrapped ProductIdJson identifier,
      int sellingLocationId,
      @Nullable Map<String, String> attributes,
      int quantity,
      @Nullable ProductV2 product,
      @Nullable PriceV2 price,
      @Nullable StockV2 availability) {

    static ItemV2 from(CartItem item) {
      Attributes attributes = item.line().content().attributes();
      return new ItemV2(
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
}
