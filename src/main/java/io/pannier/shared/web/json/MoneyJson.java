package io.pannier.shared.web.json;

import io.pannier.shared.model.InvalidValueException;
import io.pannier.shared.model.Money;
import io.pannier.shared.web.input.Field;
import io.pannier.shared.web.input.JsonFields;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** An amount of money as clients send and receive it: a decimal string, never a float. */
public record MoneyJson(String amount, String currency) {

  /**
   * Clients send back amounts that they received: prices of up to 18 digits, and sums of many
   * prices.
   */
  private static final Pattern AMOUNT = Pattern.compile("[0-9]{1,30}(\\.[0-9]{1,4})?");

  public static MoneyJson of(Money money) {
    return new MoneyJson(money.amount().toPlainString(), money.currency().getCurrencyCode());
  }

  /** As {@link #of}, for an amount that may be absent. */
  public static @Nullable MoneyJson from(@Nullable Money money) {
    return money == null ? null : of(money);
  }

  /**
   * A currency by its code (ISO 4217); codes of gold or for tests are rejected.
   *
   * @throws InvalidValueException for every other text
   */
  public static Currency currency(String code) {
    try {
      return Money.zero(Currency.getInstance(code)).currency();
    } catch (IllegalArgumentException unknown) {
      throw new InvalidValueException("must be the code of a currency (ISO 4217)");
    }
  }

  /** Reads exactly the form that is sent to clients. */
  public static Field<Money> read(JsonFields fields) {
    Currency currency = fields.text("currency", MoneyJson::currency).value();
    BigDecimal amount = fields.text("amount", text -> amount(text, currency)).value();
    fields.end();
    return new Field<>(amount == null || currency == null ? null : new Money(amount, currency));
  }

  private static BigDecimal amount(String text, @Nullable Currency currency) {
    if (!AMOUNT.matcher(text).matches()) {
      throw new InvalidValueException("must be a decimal number as in 12.99");
    }
    BigDecimal amount = new BigDecimal(text);
    return currency == null ? amount : new Money(amount, currency).amount();
  }
}
