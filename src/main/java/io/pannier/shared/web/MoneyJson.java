package io.pannier.shared.web;

import io.pannier.shared.model.Money;
import org.jspecify.annotations.Nullable;

/** An amount of money as clients see it: a decimal string, never a float. */
public record MoneyJson(String amount, String currency) {

  public static MoneyJson of(Money money) {
    return new MoneyJson(money.amount().toPlainString(), money.currency().getCurrencyCode());
  }

  /** The same of an amount that may be absent. */
  public static @Nullable MoneyJson from(@Nullable Money money) {
    return money == null ? null : of(money);
  }
}
