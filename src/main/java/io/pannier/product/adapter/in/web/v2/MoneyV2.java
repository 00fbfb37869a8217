package io.pannier.product.adapter.in.web.v2;

import io.pannier.shared.model.Money;
import org.jspecify.annotations.Nullable;

/** An amount as a decimal string: a float would not be exact. */
record MoneyV2(String amount, String currency) {

  static @Nullable MoneyV2 from(@Nullable Money money) {
    return money == null
        ? null
        : new MoneyV2(money.amount().toPlainString(), money.currency().getCurrencyCode());
  }
}
