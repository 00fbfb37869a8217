package io.pannier.cart.adapter.in.web.v2;

import io.pannier.cart.application.CartResult;
import io.pannier.cart.domain.model.CartMerge;
import java.util.List;

/** A customer's cart after a guest's was brought into it, and what became of each line. */
record MergeV2Response(CartV2Response cart, List<LineV2> report) {

  static MergeV2Response from(CartResult.Merged merged) {
    return new MergeV2Response(
        CartV2Response.from(merged.cart()), merged.report().stream().map(LineV2::from).toList());
  }

  record LineV2(
      String upc, int sellingLocationId, CartMerge.Outcome outcome, int requested, int quantity) {

    static LineV2 from(CartMerge.Line line) {
      return new LineV2(
          line.product().upc().text(),
          line.product().location().value(),
          line.outcome(),
          line.requested(),
          line.quantity());
    }
  }
}
