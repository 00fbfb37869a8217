package io.pannier.cart.adapter.in.web.v2;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.pannier.cart.domain.model.Cart;
import io.pannier.cart.domain.model.CartLine;
import io.pannier.cart.domain.model.CartTotals;
import io.pannier.cart.domain.model.LineId;
import io.pannier.offer.domain.model.Section;
import io.pannier.shared.web.MoneyJson;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The totals of a cart. What money adds up to is absent unless catalog and pricing were asked; the
 * subtotal is null, not absent, where they were asked and it cannot be told.
 */
record CartTotalsV2(int lines, long units, @JsonUnwrapped @Nullable MoneyTotals money) {

  record MoneyTotals(
      @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable MoneyJson subtotal,
      MoneyJson pricedSubtotal,
      List<String> unpricedItemIds) {

    static MoneyTotals from(CartTotals totals) {
      return new MoneyTotals(
          totals.subtotal().map(MoneyJson::of).orElse(null),
          MoneyJson.of(totals.pricedSubtotal()),
          totals.unpriced().stream().map(LineId::value).toList());
    }
  }

  static CartTotalsV2 from(Cart cart, Set<Section> sections) {
    List<CartLine> lines = cart.stored().lines();
    boolean told = sections.containsAll(Set.of(Section.CATALOG, Section.PRICING));
    return new CartTotalsV2(
        lines.size(),
        lines.stream().mapToLong(CartLine::quantity).sum(),
        told ? MoneyTotals.from(cart.totals()) : null);
  }
}
