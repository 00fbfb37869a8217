package io.pannier.cart.adapter.in.web.v2;

import io.pannier.cart.application.Caller;
import io.pannier.cart.application.CreateCartCommand;
import io.pannier.shared.model.Deadline;
import io.pannier.shared.model.InvalidValueException;
import io.pannier.shared.model.Money;
import io.pannier.shared.web.Field;
import io.pannier.shared.web.JsonFields;
import io.pannier.shared.web.Violations;
import java.util.Currency;
import org.jspecify.annotations.Nullable;

/** {@code {"currency"?}}, or no body at all. */
record CreateCartV2Request(Field<Currency> currency) {

  static CreateCartV2Request read(byte @Nullable [] body, Violations violations) {
    if (body == null) {
      return new CreateCartV2Request(new Field<>(null));
    }
    JsonFields fields = JsonFields.of(body, violations);
    CreateCartV2Request request =
        new CreateCartV2Request(
            fields.optionalText("currency", CreateCartV2Request::parseCurrency));
    fields.end();
    return request;
  }

  CreateCartCommand toCommand(Caller caller, Currency defaultCurrency, Deadline deadline) {
    return new CreateCartCommand(caller, currency.orElse(defaultCurrency), deadline);
  }

  /** Only currencies that things are sold in: gold and test codes have no decimals. */
  private static Currency parseCurrency(String code) {
    try {
      return Money.zero(Currency.getInstance(code)).currency();
    } catch (IllegalArgumentException unknown) {
      throw new InvalidValueException("must be the code of a currency (ISO 4217)");
    }
  }
}
