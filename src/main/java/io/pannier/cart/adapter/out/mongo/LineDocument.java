package io.pannier.cart.adapter.out.mongo;

import io.pannier.cart.domain.model.CartLine;
import io.pannier.shared.model.Money;
import io.pannier.shared.model.ProductAtLocation;
import io.pannier.shared.model.SellingLocationId;
import io.pannier.shared.model.Upc;
import java.math.BigDecimal;
import java.util.Currency;
import org.jspecify.annotations.Nullable;

/** A line as it is stored. */
record LineDocument(String gtin14, int location, int quantity, @Nullable MoneyDocument reference) {

  static LineDocument from(CartLine line) {
    Money reference = line.reference();
    return new LineDocument(
        line.product().upc().gtin14(),
        line.product().location().value(),
        line.quantity(),
        reference == null ? null : MoneyDocument.from(reference));
  }

  CartLine toLine() {
    return new CartLine(
        product(gtin14, location), quantity, reference == null ? null : reference.toMoney());
  }

  static ProductAtLocation product(String gtin14, int location) {
    return new ProductAtLocation(new Upc(gtin14), new SellingLocationId(location));
  }

  /** Money as it is stored: the amount as text, so that no digit is lost. */
  record MoneyDocument(String amount, String currency) {

    static MoneyDocument from(Money money) {
      return new MoneyDocument(money.amount().toPlainString(), money.currency().getCurrencyCode());
    }

    Money toMoney() {
      return new Money(new BigDecimal(amount), Currency.getInstance(currency));
    }
  }
}
