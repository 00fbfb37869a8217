package io.pannier.cart.application;

import io.pannier.cart.domain.model.Cart;
import io.pannier.cart.domain.model.MergedLine;
import java.util.List;

/** A customer's cart after a guest's was brought into it, with what became of each line. */
public record MergedCart(Cart cart, List<MergedLine> report) {

  public MergedCart {
    report = List.copyOf(report);
  }
}
