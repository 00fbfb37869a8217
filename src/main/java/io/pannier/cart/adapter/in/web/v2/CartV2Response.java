package io.pannier.cart.adapter.in.web.v2;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.pannier.cart.application.CartResult;
import io.pannier.cart.domain.model.Cart;
import io.pannier.cart.domain.model.CartOwner;
import io.pannier.cart.domain.model.CartState;
import io.pannier.cart.domain.model.CartToken;
import io.pannier.cart.domain.model.Notice;
import io.pannier.cart.domain.model.StoredCart;
import io.pannier.offer.domain.model.Offer;
import io.pannier.offer.domain.model.Section;
import io.pannier.shared.model.Answer;
import io.pannier.shared.model.SectionSummary;
import io.pannier.shared.web.MoneyJson;
import io.pannier.shared.web.SectionJson;
import java.time.Instant;
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
    List<CartItemV2> items,
    CartTotalsV2 totals,
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
        cart.items().stream().map(CartItemV2::from).toList(),
        CartTotalsV2.from(cart, sections),
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
    SectionSummary.of(
            cart.items().stream().flatMap(item -> part.apply(item.offer()).stream()).toList())
        .ifPresent(section -> sections.put(name, SectionJson.of(section)));
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
}
